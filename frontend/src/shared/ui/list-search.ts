/** The part of a list's address that every list has: what is looked for, and the page. */
export interface ListSearch {
  q?: string;
  page?: number;
}

export const LIST_PAGE = 20;

export function readListSearch(raw: Record<string, unknown>): ListSearch {
  const q = typeof raw.q === 'number' ? String(raw.q) : raw.q;
  return {
    q: typeof q === 'string' && q !== '' ? q : undefined,
    page: typeof raw.page === 'number' && Number.isInteger(raw.page) && raw.page > 1 ? raw.page : undefined,
  };
}

/** One of a closed set in the address, or nothing. */
export const readOneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined =>
  allowed.find((a) => a === value);

export const pageVariables = ({ q, page = 1 }: ListSearch) => ({
  text: q ?? null,
  first: LIST_PAGE,
  offset: (page - 1) * LIST_PAGE,
});
