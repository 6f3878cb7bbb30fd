/** A cell that no spreadsheet takes for a formula. */
const cell = (value: string) => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
};

/** Rows as a table for spreadsheets. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cell).join(',')).join('\r\n');

/** Have the browser save a table; spreadsheets know by its first character that it is Unicode. */
export const saveCsv = (name: string, csv: string): void => saveFile(name, `\ufeff${csv}`, 'text/csv');

/** Have the browser save a text. */
export function saveFile(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
