import type { CaseInput } from '@/shared/graphql/generated/graphql';
import { z } from '@/shared/zod';
import { KINDS, URGENCIES } from './kinds';

/** Messages are keys of the catalogue; the fields translate them. */
export const caseFormSchema = z.object({
  kind: z.enum(KINDS),
  title: z.string().trim().min(2, 'form.titleShort').max(200, 'form.tooLong'),
  content: z.string().trim().min(1, 'form.required').max(10_000, 'form.tooLong'),
  address: z.string().trim().max(500, 'form.tooLong'),
  categoryId: z.string(),
  urgency: z.enum(URGENCIES),
  unit: z.string(),
  reporterName: z.string().trim().max(100, 'form.tooLong'),
  reporterPhone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 ()-]{2,24}$/, 'form.phone'),
  citizenId: z.string(),
});

const PHONE = /^\+?[0-9][0-9 ()-]{2,24}$/;

/** Of what was written: its sender may have no telephone. */
export const writtenCaseSchema = caseFormSchema.extend({
  reporterPhone: z
    .string()
    .trim()
    .refine((text) => text === '' || PHONE.test(text), 'form.phone'),
});

export type CaseFormValues = z.infer<typeof caseFormSchema>;
export type CaseFormField = keyof CaseFormValues;

export const EMPTY_CASE: CaseFormValues = {
  kind: 'COMPLAINT',
  title: '',
  content: '',
  address: '',
  categoryId: '',
  urgency: 'NORMAL',
  unit: '',
  reporterName: '',
  reporterPhone: '',
  citizenId: '',
};

export const isCaseField = (name: string | null | undefined): name is CaseFormField =>
  !!name && name in EMPTY_CASE;

/** A draft's JSON as form values; whatever is missing or odd in it falls back to `base`. */
export function parseDraft(data: string, base: CaseFormValues = EMPTY_CASE): CaseFormValues {
  try {
    const raw = JSON.parse(data) as Record<string, unknown>;
    const known = Object.keys(EMPTY_CASE).filter((key) => typeof raw[key] === 'string');
    const merged = { ...base, ...Object.fromEntries(known.map((key) => [key, raw[key]])) };
    return {
      ...merged,
      kind: KINDS.includes(merged.kind) ? merged.kind : base.kind,
      urgency: URGENCIES.includes(merged.urgency) ? merged.urgency : base.urgency,
    };
  } catch {
    return base;
  }
}

export const toCaseInput = (values: CaseFormValues, callId: string | null): CaseInput => ({
  callId,
  kind: values.kind,
  title: values.title.trim(),
  content: values.content.trim(),
  address: values.address.trim(),
  categoryId: values.categoryId || null,
  urgency: values.urgency,
  citizenId: values.citizenId || null,
  reporterName: values.reporterName.trim(),
  reporterPhone: values.reporterPhone.trim(),
  unit: values.unit || null,
});
