import { zodResolver } from '@hookform/resolvers/zod';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useAction } from '@/shared/graphql/use-action';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import { CaseFields } from './case-form';
import {
  type CaseFormValues,
  caseFormSchema,
  EMPTY_CASE,
  toCaseInput,
  writtenCaseSchema,
} from './case-form-values';
import { CaseRegisterAndDispatchMutation, CaseRegisterMutation, newKey, showAtFields } from './register';

interface Props {
  /** The contact that it is about: its recordings are kept with the case. */
  callId?: string;
  initial?: Partial<CaseFormValues>;
  /** How it reached us, when not by telephone: then nobody need have a number. */
  medium?: string;
  onClose(): void;
  onRegistered(number: string): void;
}

/** A case that came without a call (at the counter, by letter), or by a message that was left. */
export function NewCaseDialog({ callId, initial, medium, onClose, onRegistered }: Props) {
  const { t } = useTranslation();
  const [key] = useState(newKey);
  useFirstFocus('case-title');
  const [problem, setProblem] = useState('');
  const form = useForm<CaseFormValues>({
    resolver: zodResolver(medium ? writtenCaseSchema : caseFormSchema),
    defaultValues: { ...EMPTY_CASE, ...initial },
  });
  const [register, registering] = useAction(CaseRegisterMutation, { quiet: true });
  const [dispatchCase, dispatching] = useAction(CaseRegisterAndDispatchMutation, { quiet: true });
  const busy = registering || dispatching;

  const submit = async (values: CaseFormValues, andDispatch: boolean) => {
    if (andDispatch && !values.unit) {
      form.setError('unit', { message: 'form.unitForDispatch' }, { shouldFocus: true });
      return;
    }
    const variables = { input: { ...toCaseInput(values, callId ?? null), medium }, key };
    const outcome = andDispatch ? await dispatchCase(variables) : await register(variables);
    if (!outcome) return;
    if (outcome.ok) {
      if (outcome.payload.case) onRegistered(outcome.payload.case.number);
    } else setProblem(showAtFields(form, outcome.errors).join(' '));
  };
  const run = (andDispatch: boolean) => void form.handleSubmit((values) => submit(values, andDispatch))();

  return (
    <Modal
      open
      title={t('case.new')}
      width={720}
      onCancel={onClose}
      maskClosable={false}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button disabled={busy} loading={registering} onClick={() => run(false)}>
            {t('desk.saveOnly')}
          </Button>
          <Button type="primary" disabled={busy} loading={dispatching} onClick={() => run(true)}>
            {t('desk.saveAndDispatch')}
          </Button>
        </>
      }
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} className="action-alert" />}
      <CaseFields form={form} disabled={busy} />
    </Modal>
  );
}
