import { Form, Input, Segmented, Select } from 'antd';
import { type ReactNode, useRef } from 'react';
import { type Control, Controller, type ControllerRenderProps, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { CaseFormField, CaseFormValues } from './case-form-values';
import { categoryOptions, unitOptions, useCatalogue } from './catalogue';
import { KINDS, URGENCIES } from './kinds';
import './case-form.css';

type FormMessage =
  | 'form.required'
  | 'form.titleShort'
  | 'form.tooLong'
  | 'form.phone'
  | 'form.unitForDispatch';
const isKey = (text: string | undefined): text is FormMessage => !!text?.startsWith('form.');

interface FieldProps<Name extends CaseFormField> {
  name: Name;
  control: Control<CaseFormValues>;
  required?: boolean;
  className?: string;
  children(field: ControllerRenderProps<CaseFormValues, Name> & { id: string }): ReactNode;
}

function Field<Name extends CaseFormField>({
  name,
  control,
  required,
  className,
  children,
}: FieldProps<Name>) {
  const { t } = useTranslation();
  const id = `case-${name}`;
  return (
    <Controller
      name={name}
      control={control}
      render={({ field, fieldState: { error } }) => (
        <Form.Item
          label={t(`caseField.${name}`)}
          htmlFor={id}
          required={required}
          className={className}
          validateStatus={error ? 'error' : ''}
          help={error && (isKey(error.message) ? t(error.message) : error.message)}
        >
          {children({ ...field, id })}
        </Form.Item>
      )}
    />
  );
}

/** The fields of a case. Choosing a category suggests unit and urgency, unless they were chosen by hand. */
export function CaseFields({ form, disabled }: { form: UseFormReturn<CaseFormValues>; disabled?: boolean }) {
  const { t } = useTranslation();
  const { control, setValue, getValues } = form;
  const { categories, units, loading } = useCatalogue();
  const suggested = useRef({ unit: '', urgency: 'NORMAL' as CaseFormValues['urgency'] });

  const suggest = (categoryId: string) => {
    const category = categories.find((c) => c.id === categoryId);
    if (!category) return;
    const unit = category.suggestedUnit?.open ? category.suggestedUnit.key : '';
    const untouched = (name: 'unit' | 'urgency', initial: string) =>
      getValues(name) === initial || getValues(name) === suggested.current[name];
    if (untouched('unit', '')) setValue('unit', unit, { shouldDirty: true, shouldValidate: !!unit });
    if (untouched('urgency', 'NORMAL')) setValue('urgency', category.urgency, { shouldDirty: true });
    suggested.current = { unit, urgency: category.urgency };
  };

  return (
    <Form component={false} layout="vertical" disabled={disabled}>
      <div className="case-fields">
        <Controller
          name="kind"
          control={control}
          render={({ field }) => (
            <Segmented
              {...field}
              block
              disabled={disabled}
              aria-label={t('caseField.kind')}
              className="case-kinds"
              options={KINDS.map((value) => ({ value, label: t(`caseKind.${value}`) }))}
            />
          )}
        />
        <Field name="title" control={control} required className="wide">
          {(field) => <Input {...field} maxLength={200} autoComplete="off" />}
        </Field>
        <Field name="content" control={control} required className="wide">
          {(field) => <Input.TextArea {...field} rows={5} className="growing" />}
        </Field>
        <Field name="address" control={control} className="wide">
          {(field) => <Input {...field} autoComplete="off" />}
        </Field>
        <Field name="categoryId" control={control}>
          {(field) => (
            <Select
              {...field}
              value={field.value || undefined}
              onChange={(value) => {
                field.onChange(value ?? '');
                suggest(value ?? '');
              }}
              showSearch={{ optionFilterProp: 'label' }}
              allowClear
              loading={loading}
              placeholder={t('caseField.chooseCategory')}
              options={categoryOptions(categories)}
            />
          )}
        </Field>
        <Field name="unit" control={control}>
          {(field) => (
            <Select
              {...field}
              value={field.value || undefined}
              onChange={(value) => field.onChange(value ?? '')}
              showSearch={{ optionFilterProp: 'label' }}
              allowClear
              loading={loading}
              placeholder={t('caseField.chooseUnit')}
              options={unitOptions(units, {
                tenants: t('case.counties'),
                departments: t('case.departments'),
                closed: t('case.unitClosed'),
              })}
            />
          )}
        </Field>
        <Field name="urgency" control={control} className="wide">
          {(field) => (
            <Segmented
              {...field}
              disabled={disabled}
              aria-label={t('caseField.urgency')}
              options={URGENCIES.map((value) => ({
                value,
                label: `${t(`urgency.${value}`)} · ${t(`urgencyDue.${value}`)}`,
              }))}
            />
          )}
        </Field>
        <Field name="reporterName" control={control}>
          {(field) => <Input {...field} autoComplete="off" />}
        </Field>
        <Field name="reporterPhone" control={control} required>
          {(field) => <Input {...field} inputMode="tel" autoComplete="off" />}
        </Field>
      </div>
    </Form>
  );
}
