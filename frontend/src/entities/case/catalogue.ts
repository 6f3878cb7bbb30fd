import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/shared/graphql/generated';
import type { CaseCatalogueQuery } from '@/shared/graphql/generated/graphql';

const CatalogueQuery = graphql(`
  query CaseCatalogue {
    categories { id code name parentId urgency suggestedUnit { key name isTenant open } }
    units { key name isTenant open }
  }
`);

export type Category = CaseCatalogueQuery['categories'][number];
export type Unit = CaseCatalogueQuery['units'][number];

/** Categories and units of this tenant; they change seldom, so the cache may answer. */
export function useCatalogue() {
  const [{ data, fetching, error }] = useQuery({ query: CatalogueQuery });
  return useMemo(
    () => ({
      categories: data?.categories ?? [],
      units: data?.units ?? [],
      loading: fetching && !data,
      failed: !!error && !data,
    }),
    [data, fetching, error],
  );
}

interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}
interface Group {
  label: string;
  options: Option[];
}

/** Leaves under their parents; a category with children is a heading. */
export function categoryOptions(categories: readonly Category[]): (Option | Group)[] {
  const childrenOf = (id: string) => categories.filter((c) => c.parentId === id);
  const known = new Set(categories.map((c) => c.id));
  return categories
    .filter((c) => !c.parentId || !known.has(c.parentId))
    .map((top) => {
      const children = childrenOf(top.id);
      return children.length === 0
        ? { value: top.id, label: top.name }
        : { label: top.name, options: children.map((c) => ({ value: c.id, label: c.name })) };
    });
}

/** Counties and departments apart; a closed unit is shown but cannot be chosen. */
export function unitOptions(
  units: readonly Unit[],
  words: { tenants: string; departments: string; closed: string },
): Group[] {
  const option = (u: Unit): Option => ({
    value: u.key,
    label: u.open ? u.name : `${u.name} (${words.closed})`,
    disabled: !u.open,
  });
  return [
    { label: words.tenants, options: units.filter((u) => u.isTenant).map(option) },
    { label: words.departments, options: units.filter((u) => !u.isTenant).map(option) },
  ].filter((group) => group.options.length > 0);
}
