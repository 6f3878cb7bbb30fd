import dagre from '@dagrejs/dagre';

export const KINDS = [
  'ANNOUNCE',
  'SAY',
  'SET_LANGUAGE',
  'MENU',
  'DIGITS',
  'CASE_PROGRESS',
  'CASE_OF_CALLER',
  'CALENDAR',
  'SET_TENANT',
  'QUEUE',
  'CALL_BACK',
  'VOICEMAIL',
  'TRANSFER',
  'FAX',
  'SURVEY',
  'HANG_UP',
] as const;
export type Kind = (typeof KINDS)[number];

export interface OpenHours {
  weekdays: number[];
  begins: number;
  ends: number;
}

/** A step of a flow, as the server keeps it; which fields count depends on `kind`. */
export interface FlowNode {
  key: string;
  kind: Kind;
  prompts?: string[];
  next?: string | null;
  fallback?: string | null;
  after?: string | null;
  choices?: Record<string, string>;
  tries?: number;
  input_seconds?: number;
  max_seconds?: number;
  most_digits?: number;
  queue_role?: string | null;
  priority?: number;
  business?: string | null;
  tenant?: string | null;
  number?: string | null;
  hours?: OpenHours[];
  closed_days?: string[];
  working_days?: string[];
  texts?: Record<string, string>;
  language?: string | null;
  silent?: boolean;
}

export interface Definition {
  start: string;
  nodes: FlowNode[];
}

export type Layout = Record<string, [number, number]>;
export interface Drawing {
  definition: Definition;
  layout: Layout;
}

/** The ways out of a node that its kind has, besides its choices. */
export const WAYS: Record<Kind, readonly ('next' | 'fallback' | 'after')[]> = {
  ANNOUNCE: ['next'],
  SAY: ['next'],
  SET_LANGUAGE: ['next'],
  CASE_OF_CALLER: ['next', 'fallback'],
  MENU: ['fallback'],
  DIGITS: ['next', 'fallback'],
  CASE_PROGRESS: ['next', 'fallback'],
  CALENDAR: ['next', 'fallback'],
  SET_TENANT: ['next'],
  QUEUE: ['after'],
  CALL_BACK: ['fallback', 'after'],
  VOICEMAIL: [],
  TRANSFER: ['fallback'],
  FAX: [],
  SURVEY: ['next', 'fallback'],
  HANG_UP: [],
};
export const HAS_CHOICES: readonly Kind[] = ['MENU', 'DIGITS'];
export const HAS_PROMPTS: readonly Kind[] = [
  'ANNOUNCE',
  'MENU',
  'DIGITS',
  'CASE_PROGRESS',
  'VOICEMAIL',
  'CALL_BACK',
  'SURVEY',
  'HANG_UP',
];

/** Kinds that can say a text typed in the flow, instead of prompts or after them. */
export const HAS_TEXTS: readonly Kind[] = ['SAY', 'MENU', 'DIGITS', 'HANG_UP'];
/** Kinds that say by themselves what they found, unless they are silent. */
export const LOOKS_UP: readonly Kind[] = ['CASE_PROGRESS', 'CASE_OF_CALLER'];

const OFFICE: OpenHours = { weekdays: [1, 2, 3, 4, 5], begins: 9 * 60, ends: 17 * 60 };
const BEGIN: Partial<Record<Kind, Partial<FlowNode>>> = {
  SAY: { texts: {} },
  SET_LANGUAGE: { language: 'en' },
  MENU: { choices: {}, tries: 3, input_seconds: 6 },
  DIGITS: { choices: {}, tries: 3, input_seconds: 8, most_digits: 4, prompts: ['enter-digits'] },
  CASE_PROGRESS: { prompts: ['enter-case-number'], tries: 3, input_seconds: 10 },
  CALENDAR: { hours: [OFFICE], closed_days: [], working_days: [] },
  QUEUE: { queue_role: 'general' },
  CALL_BACK: { queue_role: 'general', prompts: ['call-back-offer'] },
  VOICEMAIL: { prompts: ['leave-message'], max_seconds: 120 },
  SURVEY: { prompts: ['survey-rate'], tries: 2, input_seconds: 6 },
};

export interface Way {
  from: string;
  slot: string;
  to: string;
}

/** Every way from node to node; `slot` is "next", "fallback", "after" or "choice:<digits>". */
export function waysOf(node: FlowNode): Way[] {
  const plain = (['next', 'fallback', 'after'] as const).flatMap((slot) => {
    const to = node[slot];
    return to ? [{ from: node.key, slot, to }] : [];
  });
  const choices = Object.entries(node.choices ?? {}).map(([digits, to]) => ({
    from: node.key,
    slot: `choice:${digits}`,
    to,
  }));
  return [...plain, ...choices];
}

export const EMPTY: Drawing = {
  definition: { start: 'people', nodes: [{ key: 'people', kind: 'QUEUE', queue_role: 'general' }] },
  layout: { people: [0, 0] },
};

/** What the server keeps, as a drawing; nodes without a place are laid out. */
export function readDrawing(definition: string, layout: string): Drawing {
  const read = JSON.parse(definition) as Definition;
  const places = JSON.parse(layout) as Layout;
  const known = read.nodes.every((node) => places[node.key]);
  return { definition: read, layout: known ? places : arranged(read) };
}

/** The same steps and ways, however the server ordered their fields and whatever is left out or given as nothing. */
export const sameFlow = (one: Definition, other: Definition): boolean => canonical(one) === canonical(other);

const canonical = (definition: Definition): string =>
  JSON.stringify(definition, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, each]) => each !== null && each !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );

const WIDTH = 190;
const HEIGHT = 90;

/** Every node's place, from top to bottom along the ways. */
export function arranged(definition: Definition): Layout {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 60 });
  graph.setDefaultEdgeLabel(() => ({}));
  const keys = new Set(definition.nodes.map((node) => node.key));
  for (const node of definition.nodes) graph.setNode(node.key, { width: WIDTH, height: HEIGHT });
  for (const way of definition.nodes.flatMap(waysOf)) if (keys.has(way.to)) graph.setEdge(way.from, way.to);
  dagre.layout(graph);
  return Object.fromEntries(
    definition.nodes.map(({ key }) => {
      const at = graph.node(key);
      return [key, [Math.round(at.x - WIDTH / 2), Math.round(at.y - HEIGHT / 2)]];
    }),
  );
}

const withNodes = (drawing: Drawing, nodes: FlowNode[]): Drawing => ({
  ...drawing,
  definition: { ...drawing.definition, nodes },
});

/** A new node of `kind`, named after it. */
export function addNode(drawing: Drawing, kind: Kind, at: [number, number]): [Drawing, string] {
  const base = kind.toLowerCase().replaceAll('_', '-');
  const taken = new Set(drawing.definition.nodes.map((node) => node.key));
  let key = base;
  for (let n = 2; taken.has(key); n++) key = `${base}-${n}`;
  const added = withNodes(drawing, [...drawing.definition.nodes, { key, kind, ...BEGIN[kind] }]);
  return [{ ...added, layout: { ...drawing.layout, [key]: at } }, key];
}

/** Without a node, and without the ways that led to it. The first node stays. */
export function removeNode(drawing: Drawing, key: string): Drawing {
  if (key === drawing.definition.start) return drawing;
  const nodes = drawing.definition.nodes.filter((node) => node.key !== key).map((node) => cut(node, key));
  const { [key]: _gone, ...layout } = drawing.layout;
  return { ...withNodes(drawing, nodes), layout };
}

/** The call enters here from now on; what it entered before is a step like any other. */
export const beginWith = (drawing: Drawing, key: string): Drawing => ({
  ...drawing,
  definition: { ...drawing.definition, start: key },
});

function cut(node: FlowNode, to: string): FlowNode {
  const kept = { ...node };
  for (const slot of ['next', 'fallback', 'after'] as const) if (kept[slot] === to) delete kept[slot];
  if (kept.choices)
    kept.choices = Object.fromEntries(Object.entries(kept.choices).filter(([, target]) => target !== to));
  return kept;
}

export function changeNode(drawing: Drawing, key: string, part: Partial<FlowNode>): Drawing {
  const nodes = drawing.definition.nodes.map((node) => (node.key === key ? { ...node, ...part } : node));
  return withNodes(drawing, nodes);
}

/** Lead a node's way somewhere, or (null) nowhere. */
export function lead(drawing: Drawing, { from, slot }: Omit<Way, 'to'>, to: string | null): Drawing {
  const node = drawing.definition.nodes.find((each) => each.key === from);
  if (!node) return drawing;
  if (!slot.startsWith('choice:')) return changeNode(drawing, from, { [slot]: to });
  const digits = slot.slice('choice:'.length);
  const { [digits]: _former, ...others } = node.choices ?? {};
  return changeNode(drawing, from, { choices: to ? { ...others, [digits]: to } : others });
}

/** The first key that leads nowhere yet. */
export const freeDigit = (node: FlowNode): string | undefined =>
  [...'1234567890*#'].find((digit) => !node.choices?.[digit]);

/** Minutes from midnight as "09:00", and back; null for what is no time. */
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export function minutes(text: string): number | null {
  const found = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(text.trim());
  const total = found ? Number(found[1]) * 60 + Number(found[2]) : null;
  return total !== null && total <= 24 * 60 ? total : null;
}
