interface Count {
  name: string;
  count: number;
}
const SETTLED = ['DONE', 'GIVEN_UP', 'EXCLUDED'];

/** Whole per cent of the list that nobody has to call any more. */
export function doneShare(targets: readonly Count[], total: number): number {
  const settled = targets.filter((t) => SETTLED.includes(t.name)).reduce((sum, t) => sum + t.count, 0);
  return total > 0 ? Math.floor((100 * settled) / total) : 0;
}

/** Abandoned calls of those answered, since the campaign was started: "1.2%". */
export function abandonRate(live: { answered: number; abandoned: number } | null | undefined): string {
  if (!live || live.answered === 0) return '–';
  return `${((100 * live.abandoned) / live.answered).toFixed(1)}%`;
}

const PART = 1500;

/** A long list in parts that the server takes, each with the header if the first line is one. */
export function inParts(text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  const [first] = lines;
  if (first === undefined) return [];
  const header = /\d{6,}/.test(first) ? [] : [first];
  const rows = lines.slice(header.length);
  const parts: string[] = [];
  for (let at = 0; at < rows.length; at += PART)
    parts.push([...header, ...rows.slice(at, at + PART)].join('\n'));
  return parts;
}
