import { DeleteOutlined, SaveOutlined, SendOutlined } from '@ant-design/icons';
import { Alert, App, Button, Tooltip } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CaseFields,
  type CaseFormValues,
  CaseRegisterAndDispatchMutation,
  CaseRegisterMutation,
  showAtFields,
  toCaseInput,
} from '@/entities/case';
import { useAction } from '@/shared/graphql/use-action';
import { dateTime } from '@/shared/ui/time';
import { useHotkeys } from '@/shared/ui/use-hotkeys';
import type { DraftSync, ServerDraft } from './draft-sync';
import { useCaseDraft } from './use-case-draft';

export interface Registered {
  number: string;
  title: string;
  unitName: string | null;
}

interface Props {
  callId: string;
  caller: string;
  base: CaseFormValues;
  server: ServerDraft | null;
  /** Citizen chosen on the screen pop while the form is open. */
  citizen: { id: string; name: string; address: string } | null;
  onRegistered(result: Registered, andWrapUp: boolean): void;
  onDiscarded(): void;
}

/** The case form of one call. Ctrl+Enter registers, dispatches and goes into wrap-up; Ctrl+S only registers. */
export function DeskCaseForm({ callId, caller, base, server, citizen, onRegistered, onDiscarded }: Props) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const { form, sync, key, keepMine, takeTheirs, finish, discard } = useCaseDraft({
    callId,
    caller,
    base,
    server,
  });
  const [register, registering] = useAction(CaseRegisterMutation, { quiet: true });
  const [dispatchCase, dispatching] = useAction(CaseRegisterAndDispatchMutation, { quiet: true });
  const busy = registering || dispatching;
  useFollowCitizen(form, citizen);

  const registered = useRef(false);
  const submit = async (values: CaseFormValues, andDispatch: boolean) => {
    if (registered.current) return;
    if (andDispatch && !values.unit) {
      form.setError('unit', { message: 'form.unitForDispatch' }, { shouldFocus: true });
      return;
    }
    const variables = { input: toCaseInput(values, callId), key };
    const outcome = andDispatch ? await dispatchCase(variables) : await register(variables);
    if (!outcome) return;
    if (!outcome.ok) {
      const rest = showAtFields(form, outcome.errors);
      if (rest.length > 0) void message.error(rest.join(' '));
      return;
    }
    const done = outcome.payload.case;
    if (!done) return;
    registered.current = true;
    finish();
    onRegistered({ number: done.number, title: done.title, unitName: done.unit?.name ?? null }, andDispatch);
  };
  const save = () => void form.handleSubmit((values) => submit(values, false))();
  const saveAndDispatch = () => void form.handleSubmit((values) => submit(values, true))();
  const confirmDiscard = () =>
    modal.confirm({
      title: t('draft.discardTitle'),
      content: t('draft.discardText'),
      okText: t('draft.discard'),
      okButtonProps: { danger: true },
      onOk: () => discard().then(onDiscarded),
    });
  useHotkeys({
    'ctrl+Enter': busy ? undefined : saveAndDispatch,
    'ctrl+s': busy ? undefined : save,
  });

  return (
    <section className="desk-panel desk-form" aria-label={t('desk.caseForm')}>
      <header className="desk-panel-head">
        <h2>{t('desk.caseForm')}</h2>
        <DraftState sync={sync} />
      </header>
      {sync.conflict && <Conflict server={sync.conflict} keepMine={keepMine} takeTheirs={takeTheirs} />}
      <div className="desk-form-fields">
        <CaseFields form={form} disabled={busy} />
      </div>
      <footer className="desk-form-actions">
        <Tooltip title="Ctrl+Enter">
          <Button
            type="primary"
            icon={<SendOutlined />}
            loading={dispatching}
            disabled={busy}
            onClick={saveAndDispatch}
            aria-keyshortcuts="Control+Enter"
          >
            {t('desk.saveAndDispatch')}
          </Button>
        </Tooltip>
        <Tooltip title="Ctrl+S">
          <Button
            icon={<SaveOutlined />}
            loading={registering}
            disabled={busy}
            onClick={save}
            aria-keyshortcuts="Control+S"
          >
            {t('desk.saveOnly')}
          </Button>
        </Tooltip>
        <Button
          type="text"
          icon={<DeleteOutlined />}
          disabled={busy}
          onClick={confirmDiscard}
          className="desk-discard"
        >
          {t('draft.discard')}
        </Button>
      </footer>
    </section>
  );
}

/** A citizen picked on the left fills the reporter's fields that nobody typed into. */
function useFollowCitizen(form: ReturnType<typeof useCaseDraft>['form'], citizen: Props['citizen']) {
  const followed = useRef(citizen?.id ?? '');
  useEffect(() => {
    if (!citizen) return;
    const set = (name: 'reporterName' | 'address' | 'citizenId', value: string) =>
      form.setValue(name, value, { shouldDirty: true, shouldValidate: false });
    const { citizenId, reporterName, address } = form.getValues();
    if (citizenId !== citizen.id) set('citizenId', citizen.id);
    const changed = followed.current !== citizen.id;
    if (citizen.name && (!reporterName || changed)) set('reporterName', citizen.name);
    if (citizen.address && !address) set('address', citizen.address);
    followed.current = citizen.id;
  }, [citizen, form]);
}

function DraftState({ sync }: { sync: DraftSync }) {
  const { t } = useTranslation();
  const state = sync.conflict
    ? 'conflict'
    : sync.failed
      ? 'failed'
      : sync.sending !== null || sync.local !== sync.saved
        ? 'saving'
        : sync.version > 0
          ? 'saved'
          : 'empty';
  const glyph = { conflict: '⚠', failed: '⚠', saving: '…', saved: '✓', empty: '' }[state];
  return (
    <output className="draft-state" data-state={state}>
      <span aria-hidden>{glyph}</span> {t(`draft.${state}`)}
    </output>
  );
}

function Conflict(props: { server: ServerDraft; keepMine(): void; takeTheirs(): void }) {
  const { t } = useTranslation();
  const { server, keepMine, takeTheirs } = props;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('draft.conflictTitle')}
      description={t('draft.conflictText', { who: server.savedBy, at: dateTime(server.savedAt) })}
      action={
        <div className="draft-choices">
          <Button size="small" onClick={keepMine}>
            {t('draft.keepMine')}
          </Button>
          <Button size="small" onClick={takeTheirs}>
            {t('draft.takeTheirs')}
          </Button>
        </div>
      }
    />
  );
}
