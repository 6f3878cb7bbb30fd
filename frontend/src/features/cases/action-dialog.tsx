import { Alert, App, Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitOptions, useCatalogue } from '@/entities/case';
import type { CaseAction, CaseDetailFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import {
  ACTIONS,
  type ActionField,
  type ActionValues,
  missing,
  NO_VALUES,
  toVariables,
} from './case-actions';

interface Props {
  action: Exclude<CaseAction, 'RECORD_CALL_BACK'>;
  /** The case as it is now: after a conflict it is a newer one, what was typed stays. */
  of: CaseDetailFragment;
  onClose(): void;
  onConflict(): void;
}

/** One step of a case: its questions, its refusals at the field, and no second submission while one runs. */
export function ActionDialog({ action, of, onClose, onConflict }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const definition = ACTIONS[action];
  const { units } = useCatalogue();
  const [values, setValues] = useState<ActionValues>(NO_VALUES);
  const [problems, setProblems] = useState<Partial<Record<ActionField, string>>>({});
  useFirstFocus(`action-${definition.fields[0] ?? 'text'}`);
  const [general, setGeneral] = useState('');
  const [run, running] = useAction(definition.document, { quiet: true });
  const still = of.allowedActions.includes(action);
  const set = (part: Partial<ActionValues>) => setValues((old) => ({ ...old, ...part }));

  const submit = async () => {
    const lacking = missing(definition, values);
    setProblems(Object.fromEntries(lacking.map((field) => [field, t('form.required')])));
    setGeneral('');
    if (lacking.length > 0) return;
    const outcome = await run(toVariables(definition, values, of.number, of.version));
    if (!outcome) return;
    if (outcome.ok) {
      void message.success(t('case.stepDone', { action: t(`caseAction.${action}`) }));
      return onClose();
    }
    for (const error of outcome.errors) {
      const field = fieldOf(error.field, definition.textAs);
      if (error.code === 'STALE_VERSION' || error.code === 'ILLEGAL_MOVE') onConflict();
      if (field && definition.fields.includes(field))
        setProblems((old) => ({ ...old, [field]: error.message }));
      else setGeneral(error.code === 'STALE_VERSION' ? t('case.stale') : error.message);
    }
  };
  const item = (field: ActionField, label: string, required: boolean, input: React.ReactNode) => (
    <Form.Item
      key={field}
      label={label}
      htmlFor={`action-${field}`}
      required={required}
      validateStatus={problems[field] ? 'error' : ''}
      help={problems[field]}
    >
      {input}
    </Form.Item>
  );
  const inputs: Record<ActionField, () => React.ReactNode> = {
    unit: () =>
      item(
        'unit',
        t('caseField.unit'),
        true,
        <Select
          id="action-unit"
          showSearch={{ optionFilterProp: 'label' }}
          value={values.unit || undefined}
          placeholder={t('caseField.chooseUnit')}
          onChange={(unit) => set({ unit })}
          options={unitOptions(units, {
            tenants: t('case.counties'),
            departments: t('case.departments'),
            closed: t('case.unitClosed'),
          })}
        />,
      ),
    verdict: () =>
      item(
        'verdict',
        t('case.verdict'),
        true,
        <Radio.Group
          id="action-verdict"
          value={values.accept}
          onChange={(e) => set({ accept: e.target.value })}
          options={[
            {
              value: true,
              label: t(`verdict.${action === 'REVIEW_RETURN' ? 'returnAccepted' : 'accepted'}`),
            },
            { value: false, label: t(`verdict.${action === 'REVIEW_RETURN' ? 'returnRefused' : 'refused'}`) },
          ]}
        />,
      ),
    text: () =>
      item(
        'text',
        t(`actionText.${definition.textAs ?? 'note'}`),
        definition.textRequired === true ||
          (definition.textRequired === 'whenRefused' && values.accept === false),
        <Input.TextArea
          id="action-text"
          rows={4}
          className="growing"
          value={values.text}
          onChange={(e) => set({ text: e.target.value })}
        />,
      ),
    legalRoute: () =>
      item(
        'legalRoute',
        t('case.legalRoute'),
        false,
        <Input
          id="action-legalRoute"
          value={values.legalRoute}
          onChange={(e) => set({ legalRoute: e.target.value })}
        />,
      ),
    master: () =>
      item(
        'master',
        t('case.masterNumber'),
        true,
        <Input
          id="action-master"
          inputMode="numeric"
          value={values.master}
          onChange={(e) => set({ master: e.target.value })}
        />,
      ),
  };

  return (
    <Modal
      open
      title={t(`caseAction.${action}`)}
      okText={t(`caseAction.${action}`)}
      okButtonProps={{ danger: definition.danger, disabled: !still }}
      confirmLoading={running}
      onOk={() => void submit()}
      onCancel={onClose}
      maskClosable={false}
      width={520}
    >
      {!still && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('case.noLongerPossible')}
          className="action-alert"
        />
      )}
      {general && <Alert type="error" showIcon role="alert" title={general} className="action-alert" />}
      {definition.fields.length === 0 && (
        <p>{t('case.confirmStep', { action: t(`caseAction.${action}`), number: of.number })}</p>
      )}
      <Form layout="vertical">{definition.fields.map((field) => inputs[field]())}</Form>
    </Modal>
  );
}

function fieldOf(name: string | null | undefined, textAs: string | undefined): ActionField | null {
  if (!name) return null;
  if (name === textAs) return 'text';
  if (name === 'accept') return 'verdict';
  return name === 'unit' || name === 'legalRoute' || name === 'master' ? name : null;
}
