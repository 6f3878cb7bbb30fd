import { App, Button, Empty, Modal, Space, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoutingScriptsQuery, ScriptFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { dateTime } from '@/shared/ui/time';
import { ScriptPutInForceMutation } from './routing-documents';

const ScriptDiff = lazy(() => import('./script-diff'));

interface Props {
  data: RoutingScriptsQuery;
  draft: string;
  onOpen(source: string): void;
  onChanged(): void;
}

/** Every version: look at it, compare it with the draft, put it in force; and what was in force when. */
export function ScriptVersions({ data, draft, onOpen, onChanged }: Props) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const [compared, setCompared] = useState<ScriptFragment | null>(null);
  const [putInForce, putting] = useAction(ScriptPutInForceMutation);
  const scripts = data.routingScripts.items;
  const builtIn = !scripts.some((script) => script.inForce);

  const put = (version: number | null) => {
    const name = version === null ? t('routing.builtIn') : t('routing.version', { version });
    void modal.confirm({
      title: t('routing.putInForceTitle', { name }),
      content: t('routing.putInForceHint'),
      okText: t('routing.putInForce'),
      onOk: async () => {
        const outcome = await putInForce({ version });
        if (outcome?.ok) {
          void message.success(t('routing.nowInForce', { name }));
          onChanged();
        }
      },
    });
  };
  return (
    <div>
      {scripts.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('routing.noVersions')} />
      )}
      <ul className="script-versions">
        <li>
          <div>
            <strong>{t('routing.builtIn')}</strong> {builtIn && <InForce />}
            <p>{t('routing.builtInHint')}</p>
          </div>
          {!builtIn && (
            <Button size="small" loading={putting} onClick={() => put(null)}>
              {t('routing.putInForce')}
            </Button>
          )}
        </li>
        {scripts.map((script) => (
          <li key={script.version}>
            <div>
              <strong>{t('routing.version', { version: script.version })}</strong>{' '}
              {script.inForce && <InForce />}
              <p>
                {script.note && `${script.note} · `}
                {script.author} · {dateTime(script.createdAt)}
              </p>
            </div>
            <Space>
              <Button size="small" onClick={() => onOpen(script.source)}>
                {t('routing.open')}
              </Button>
              <Button size="small" disabled={script.source === draft} onClick={() => setCompared(script)}>
                {t('routing.compare')}
              </Button>
              {!script.inForce && (
                <Button size="small" type="primary" loading={putting} onClick={() => put(script.version)}>
                  {t('routing.putInForce')}
                </Button>
              )}
            </Space>
          </li>
        ))}
      </ul>
      {data.routingActivations.length > 0 && (
        <>
          <h3>{t('routing.history')}</h3>
          <ul className="script-history">
            {data.routingActivations.map((each) => (
              <li key={each.id}>
                {dateTime(each.at)} ·{' '}
                {each.version ? t('routing.version', { version: each.version }) : t('routing.builtIn')} ·{' '}
                {each.by}
              </li>
            ))}
          </ul>
        </>
      )}
      {compared && (
        <Modal
          open
          width={1000}
          footer={null}
          title={t('routing.compareTitle', { version: compared.version })}
          onCancel={() => setCompared(null)}
        >
          <Suspense>
            <ScriptDiff before={compared.source} after={draft} />
          </Suspense>
        </Modal>
      )}
    </div>
  );
}

function InForce() {
  const { t } = useTranslation();
  return <Tag color="green">✓ {t('routing.inForce')}</Tag>;
}
