import { App, Button, Checkbox, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupStateFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { BackupRulesSetMutation } from './backup-documents';

type Rules = BackupStateFragment['rules'];
const two = (n: number) => String(n).padStart(2, '0');
const BOUNDS = { hour: [0, 23], minute: [0, 59], keep: [1, 365], limitHours: [1, 744] } as const;

/** When backups are made, how many are kept, and when their age is an alarm. */
export function BackupRules({ state, onSaved }: { state: BackupStateFragment; onSaved(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<Rules | null>(null);
  const [set, saving] = useAction(BackupRulesSetMutation);
  const rules = draft ?? state.rules;
  const save = async () => {
    const { nightly, hour, minute, keep, limitHours } = rules;
    const outcome = await set({ nightly, hour, minute, keep, limitHours });
    if (!outcome?.ok) return;
    setDraft(null);
    onSaved();
    void message.success(t('backup.saved'));
  };
  const number = (field: keyof typeof BOUNDS) => (
    <InputNumber
      min={BOUNDS[field][0]}
      max={BOUNDS[field][1]}
      precision={0}
      aria-label={t(`backup.rule.${field}`)}
      value={rules[field]}
      onChange={(value) => setDraft({ ...rules, [field]: value ?? state.rules[field] })}
    />
  );
  return (
    <section className="backup-card" aria-label={t('backup.rules')}>
      <header>
        <h2>{t('backup.rules')}</h2>
        {draft ? (
          <span className="backup-actions">
            <Button size="small" onClick={() => setDraft(null)}>
              {t('action.cancel')}
            </Button>
            <Button size="small" type="primary" loading={saving} onClick={() => void save()}>
              {t('action.save')}
            </Button>
          </span>
        ) : (
          state.editable && (
            <Button size="small" onClick={() => setDraft(state.rules)}>
              {t('action.edit')}
            </Button>
          )
        )}
      </header>
      {draft ? (
        <div className="backup-form">
          <Checkbox
            checked={draft.nightly}
            onChange={(event) => setDraft({ ...draft, nightly: event.target.checked })}
          >
            {t('backup.nightly')}
          </Checkbox>
          <span>
            {number('hour')} : {number('minute')}
          </span>
          <span>{t('backup.rule.keep')}</span>
          {number('keep')}
          <span>{t('backup.rule.limitHours')}</span>
          {number('limitHours')}
        </div>
      ) : (
        <>
          <p>
            {rules.nightly
              ? t('backup.everyNight', { time: `${two(rules.hour)}:${two(rules.minute)}`, count: rules.keep })
              : t('backup.byHand', { count: rules.keep })}
          </p>
          <p>{t('backup.alarmAfter', { hours: rules.limitHours })}</p>
        </>
      )}
      <p className="backup-hint">{t('backup.key')}</p>
    </section>
  );
}
