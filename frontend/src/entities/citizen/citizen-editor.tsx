import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Controller, type ControllerRenderProps, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { graphql } from '@/shared/graphql/generated';
import type { CitizenCardFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { z } from '@/shared/zod';
import { GENDERS } from './citizen-card';

export const CitizenSaveMutation = graphql(`
  mutation CitizenSave(
    $id: ID
    $name: String!
    $gender: String
    $address: String
    $area: String
    $note: String
    $important: Boolean
    $phones: [String!]!
    $mails: [String!]
  ) {
    citizenSave(
      id: $id
      name: $name
      gender: $gender
      address: $address
      area: $area
      note: $note
      important: $important
      phones: $phones
      mails: $mails
    ) {
      citizen { ...CitizenCard }
      errors { code field message }
    }
  }
`);

const formSchema = z.object({
  name: z.string().trim().min(1, 'form.required').max(100, 'form.tooLong'),
  gender: z.string(),
  phones: z
    .string()
    .refine((text) => splitPhones(text).every((p) => /^\+?[0-9()-]{3,24}$/.test(p)), 'form.phone'),
  mails: z
    .string()
    .refine((text) => splitPhones(text).every((address) => /^[^\s@]+@[^\s@]+$/.test(address)), 'form.mail'),
  area: z.string(),
  address: z.string(),
  note: z.string(),
  important: z.boolean(),
});
type Values = z.infer<typeof formSchema>;
type FieldName = keyof Values;

const splitPhones = (text: string): string[] => text.split(/[\s,,;;、]+/).filter(Boolean);
const isField = (name: string | null | undefined): name is FieldName => !!name && name in formSchema.shape;

interface Props {
  citizen: CitizenCardFragment | null;
  /** A number to begin with, for a new citizen. */
  phone?: string;
  mail?: string;
  name?: string;
  onSaved(citizen: CitizenCardFragment): void;
  onCancel(): void;
}

export function CitizenEditor({ citizen, phone = '', mail = '', name = '', onSaved, onCancel }: Props) {
  const { t } = useTranslation();
  const [save, saving] = useAction(CitizenSaveMutation, { quiet: true });
  const [problem, setProblem] = useState('');
  const form = useForm<Values>({
    resolver: zodResolver(formSchema),
    defaultValues: {
      name: citizen?.name ?? name,
      gender: citizen?.gender ?? '',
      phones: citizen?.phones.join(' ') ?? phone,
      mails: citizen?.mails.join(' ') ?? mail,
      area: citizen?.area ?? '',
      address: citizen?.address ?? '',
      note: citizen?.note ?? '',
      important: citizen?.important ?? false,
    },
  });

  const submit = async (values: Values) => {
    setProblem('');
    const outcome = await save({
      ...values,
      id: citizen?.id ?? null,
      phones: splitPhones(values.phones),
      mails: splitPhones(values.mails),
    });
    if (outcome?.ok && outcome.payload.citizen) return onSaved(outcome.payload.citizen);
    if (!outcome || outcome.ok) return;
    for (const error of outcome.errors) {
      if (isField(error.field)) form.setError(error.field, { type: 'server', message: error.message });
      else setProblem(error.message);
    }
  };
  const item = (
    name: Exclude<FieldName, 'important'>,
    input: (field: ControllerRenderProps<Values, typeof name> & { id: string }) => React.ReactNode,
  ) => (
    <Controller
      name={name}
      control={form.control}
      render={({ field, fieldState: { error } }) => (
        <Form.Item
          label={t(`citizen.${name}`)}
          htmlFor={`citizen-${name}`}
          required={name === 'name'}
          validateStatus={error ? 'error' : ''}
          help={error && (isFormKey(error.message) ? t(error.message) : error.message)}
        >
          {input({ ...field, id: `citizen-${name}` })}
        </Form.Item>
      )}
    />
  );

  return (
    <Form layout="vertical" className="citizen-editor" onFinish={() => void form.handleSubmit(submit)()}>
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      <div className="two">
        {item('name', (f) => (
          <Input {...f} autoFocus autoComplete="off" />
        ))}
        {item('gender', (f) => (
          <Select
            {...f}
            value={f.value || undefined}
            onChange={(v) => f.onChange(v ?? '')}
            allowClear
            options={GENDERS.map((value) => ({ value, label: t(`citizen.${value}`) }))}
          />
        ))}
      </div>
      {item('phones', (f) => (
        <Input {...f} autoComplete="off" />
      ))}
      {item('mails', (f) => (
        <Input {...f} autoComplete="off" />
      ))}
      {item('area', (f) => (
        <Input {...f} autoComplete="off" />
      ))}
      {item('address', (f) => (
        <Input {...f} autoComplete="off" />
      ))}
      {item('note', (f) => (
        <Input.TextArea {...f} rows={2} className="growing" />
      ))}
      <Controller
        name="important"
        control={form.control}
        render={({ field: { value, onChange, ...field } }) => (
          <Checkbox {...field} checked={value} onChange={(e) => onChange(e.target.checked)}>
            {t('citizen.important')}
          </Checkbox>
        )}
      />
      <div className="citizen-editor-actions">
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={saving}>
          {t('action.save')}
        </Button>
      </div>
    </Form>
  );
}

const FORM_KEYS = ['form.required', 'form.tooLong', 'form.phone', 'form.mail'] as const;
const isFormKey = (text: string | undefined): text is (typeof FORM_KEYS)[number] =>
  FORM_KEYS.includes(text as (typeof FORM_KEYS)[number]);
