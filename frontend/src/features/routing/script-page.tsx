import { RollbackOutlined, SaveOutlined } from '@ant-design/icons';
import { Alert, App, Button, Input, Skeleton, Tabs, Tag } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { errorCode } from '@/shared/graphql/errors';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useViewer } from '@/shared/session/session';
import { Page } from '@/shared/ui/page';
import { dateTime } from '@/shared/ui/time';
import { useHotkeys } from '@/shared/ui/use-hotkeys';
import { DryRun } from './dry-run';
import { EXAMPLES } from './examples';
import { ScriptFlawQuery, ScriptReturnMutation, ScriptSaveMutation, ScriptsQuery } from './routing-documents';
import { type Flaw, ScriptEditor, type ScriptEditorHandle } from './script-editor';
import { ScriptReference } from './script-reference';
import { ScriptVersions } from './script-versions';
import './routing.css';

const KEPT = 'hotline.routing-draft';

/** The routing script: written here, checked as it is typed, tried on a recorded day, put in force and taken back. */
export function ScriptPage() {
  const { t } = useTranslation();
  const city = useViewer().tenant.kind === 'CITY';
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: ScriptsQuery, pause: !city });
  if (!city)
    return (
      <Page title={t('nav.script')}>
        <Alert type="info" showIcon title={t('routing.cityOnly')} />
      </Page>
    );
  if (!data)
    return (
      <Page title={t('nav.script')}>
        {error && !fetching ? (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t(`error.${errorCode(error)}`)}
            action={
              <Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>
            }
          />
        ) : (
          <Skeleton active />
        )}
      </Page>
    );
  return <ScriptBench data={data} onChanged={() => ask({ requestPolicy: 'network-only' })} />;
}

type Data = NonNullable<Parameters<typeof ScriptVersions>[0]['data']>;

/** When what is in force was put in force. */
const since = (data: Data) => Date.parse(data.routingActivations[0]?.at ?? '');

function ScriptBench({ data, onChanged }: { data: Data; onChanged(): void }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const client = useClient();
  const editor = useRef<ScriptEditorHandle>(null);
  const inForce = data.routingScripts.items.find((script) => script.inForce);
  const newest = data.routingScripts.items[0];
  const [source, setSource] = useState(
    () => localStorage.getItem(KEPT) ?? inForce?.source ?? newest?.source ?? EXAMPLES[0].source,
  );
  const [flaw, setFlaw] = useState<Flaw | null>(null);
  const [note, setNote] = useState('');
  const [save, saving] = useAction(ScriptSaveMutation);
  const [takeBack, takingBack] = useAction(ScriptReturnMutation);
  const known = data.routingScripts.items.some((script) => script.source === source);
  const last = data.routingAlarms.items[0];
  const alarm =
    last && inForce && last.version === inForce.version && Date.parse(last.at) > since(data)
      ? last
      : undefined;
  const alarmed = alarm?.suspended;

  const changed = (text: string) => {
    setSource(text);
    localStorage.setItem(KEPT, text);
  };
  const check = useCallback(
    async (text: string): Promise<Flaw | null> => {
      const answer = await client
        .query(ScriptFlawQuery, { source: text }, { requestPolicy: 'network-only' })
        .toPromise();
      const found = answer.data?.routingScriptFlaw ?? null;
      setFlaw(found);
      return found;
    },
    [client],
  );
  const keep = async () => {
    if (flaw || known || saving) return;
    const outcome = await save({ source, note });
    if (!outcome?.ok) return;
    localStorage.removeItem(KEPT);
    setNote('');
    void message.success(t('routing.kept', { version: outcome.payload.script?.version }));
    onChanged();
  };
  const giveBack = () =>
    void modal.confirm({
      title: t('routing.returnTitle'),
      content: t('routing.putInForceHint'),
      okText: t('routing.return'),
      onOk: async () => {
        const outcome = await takeBack({});
        if (!outcome?.ok) return;
        void message.success(t('routing.returned'));
        onChanged();
      },
    });
  useHotkeys({ 'ctrl+s': () => void keep() });

  return (
    <Page
      title={t('nav.script')}
      aside={
        <Tag color="green">
          ✓ {t('routing.inForce')}:{' '}
          {inForce ? t('routing.version', { version: inForce.version }) : t('routing.builtIn')}
        </Tag>
      }
      actions={
        <>
          <Input
            className="script-note"
            aria-label={t('routing.note')}
            placeholder={t('routing.note')}
            maxLength={200}
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
          <Button
            type="primary"
            icon={<SaveOutlined />}
            loading={saving}
            disabled={!!flaw || known}
            onClick={() => void keep()}
            aria-keyshortcuts="Control+S"
          >
            {t('routing.keep')}
          </Button>
          <Button
            icon={<RollbackOutlined />}
            loading={takingBack}
            disabled={data.routingActivations.length === 0}
            onClick={giveBack}
          >
            {t('routing.return')}
          </Button>
        </>
      }
    >
      {alarm && (
        <Alert
          className="script-alarm"
          type={alarmed ? 'error' : 'warning'}
          showIcon
          closable={!alarmed}
          title={t(alarmed ? 'routing.suspended' : 'routing.alarm', {
            at: dateTime(alarm.at),
            version: alarm.version,
            line: alarm.line ?? '–',
            problem: alarm.problem,
            failures: alarm.failures,
          })}
        />
      )}
      <div className="script-bench">
        <section aria-label={t('routing.editor')}>
          <ScriptEditor ref={editor} initial={source} onChange={changed} check={check} />
          <output className="script-verdict" data-flawed={!!flaw}>
            {flaw
              ? flaw.line
                ? t('routing.flawed', { line: flaw.line, column: flaw.column ?? '–', problem: flaw.problem })
                : flaw.problem
              : `✓ ${t('routing.sound')}`}
          </output>
        </section>
        <Tabs
          items={[
            {
              key: 'reference',
              label: t('routing.reference'),
              children: <ScriptReference onUse={(text) => editor.current?.replace(text)} />,
            },
            {
              key: 'dryRun',
              label: t('routing.dryRun'),
              children: <DryRun source={source} flawed={!!flaw} />,
            },
            {
              key: 'versions',
              label: t('routing.versions'),
              children: (
                <ScriptVersions
                  data={data}
                  draft={source}
                  onOpen={(text) => editor.current?.replace(text)}
                  onChanged={onChanged}
                />
              ),
            },
          ]}
        />
      </div>
    </Page>
  );
}
