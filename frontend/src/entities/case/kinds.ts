import type { CaseKind, Urgency } from '@/shared/graphql/generated/graphql';

export const KINDS = [
  'COMPLAINT',
  'CONSULTATION',
  'SUGGESTION',
  'REPORT',
  'HELP',
  'PRAISE',
  'OTHER',
] as const satisfies readonly CaseKind[];
export const URGENCIES = ['CRITICAL', 'URGENT', 'NORMAL', 'LOW'] as const satisfies readonly Urgency[];
