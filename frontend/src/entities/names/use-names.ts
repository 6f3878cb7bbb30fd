import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/shared/graphql/generated';

const NamesQuery = graphql(`
  query Names { names { tenants { key name } queues { key name } } }
`);

export interface Names {
  /** "east" → the county's name. */
  tenant(key: string): string;
  /** "east.general" → what the county calls that queue, with the county's name before it. */
  queue(key: string): string;
  /** "east:8101" → the county's name and the agent's number. */
  agent(key: string): string;
  /** A text with the keys of queues and agents in it, in words. */
  within(text: string): string;
}

/** Words for the keys of tenants, queues and agents; what is not known stays as it is. Asked once, then kept. */
export function useNames(): Names {
  const [{ data }] = useQuery({ query: NamesQuery });
  return useMemo(() => namesOf(data?.names.tenants ?? [], data?.names.queues ?? []), [data]);
}

const KEYS = /\b[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_-]*|:\d+)\b/g;

interface Named {
  key: string;
  name: string;
}

/** See useNames. */
export function namesOf(tenants: readonly Named[], queues: readonly Named[]): Names {
  const tenantNames = new Map(tenants.map(({ key, name }) => [key, name]));
  const queueNames = new Map(queues.map(({ key, name }) => [key, name]));
  const tenant = (key: string) => tenantNames.get(key) ?? key;
  const behind = (key: string, sign: string) => key.slice(key.indexOf(sign) + 1);
  const before = (key: string, sign: string) => key.slice(0, Math.max(0, key.indexOf(sign)));
  const queue = (key: string) => {
    const name = queueNames.get(key);
    return name ? `${tenant(before(key, '.'))} · ${name}` : key;
  };
  const agent = (key: string) =>
    tenantNames.has(before(key, ':')) ? `${tenant(before(key, ':'))} · ${behind(key, ':')}` : key;
  const within = (text: string) => text.replace(KEYS, (key) => (key.includes(':') ? agent(key) : queue(key)));
  return { tenant, queue, agent, within };
}
