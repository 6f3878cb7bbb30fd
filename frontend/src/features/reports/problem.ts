/** What machines say of a sending that did not work, and which word of the catalogue means it; the first that fits. */
const MEANINGS = [
  [/^HTTP 3\d\d$/, 'ELSEWHERE'],
  [/^HTTP 40[13]$/, 'FORBIDDEN'],
  [/^HTTP (404|410)$/, 'NOT_FOUND'],
  [/^(HTTP (408|425|429|5\d\d)$|4\d\d )/, 'BUSY'],
  [/^(HTTP \d|5\d\d )/, 'REFUSED'],
  [/^NotThere: /, 'NOT_ALLOWED'],
  [/^MAIL_SERVER_URL /, 'NO_MAIL_SERVER'],
  [/^no address to write from$/, 'NO_SENDER'],
  [/certificate/i, 'CERTIFICATE'],
  [/connect\w*timeout|refused|resolution|gaierror|unreachable|NewConnection/i, 'UNREACHABLE'],
  [/time[d ]*out/i, 'SILENT'],
] as const;

export type Problem = (typeof MEANINGS)[number][1];

/** The meaning of what a machine said; undefined for what nobody foresaw. */
export const meaningOf = (problem: string): Problem | undefined =>
  MEANINGS.find(([said]) => said.test(problem))?.[1];
