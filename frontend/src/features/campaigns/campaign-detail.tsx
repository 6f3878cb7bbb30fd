import {
  EditOutlined,
  PauseOutlined,
  PlayCircleOutlined,
  StopOutlined,
  UploadOutlined,
} from '@ant-design/icons';
import {
  Alert,
  App,
  Button,
  Descriptions,
  Drawer,
  Popconfirm,
  Progress,
  Skeleton,
  Space,
  Statistic,
} from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReachOutcomeTag } from '@/entities/reach';
import { errorCode } from '@/shared/graphql/errors';
import type { CampaignWholeFragment, ReachOutcome } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { clock } from '@/shared/ui/clock';
import {
  CampaignDocument,
  CampaignEndMutation,
  CampaignImportMutation,
  CampaignPauseMutation,
  CampaignStartMutation,
} from './campaign-documents';
import { CampaignForm } from './campaign-form';
import { abandonRate, doneShare, inParts } from './campaign-numbers';
import { CampaignStateTag } from './campaign-tags';
import { TargetList } from './target-list';

const OF_AGENTS = ['ringing', 'talking', 'waiting', 'idle', 'dialled', 'answered', 'abandoned'] as const;
const OF_MACHINE = ['ringing', 'talking', 'dialled', 'answered'] as const;

/** One campaign: what it does now, its settings, its people; the page's subscription keeps it true. */
export function CampaignDetail({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: CampaignDocument, variables: { id } });
  const [editing, setEditing] = useState(false);
  const campaign = data?.campaign;
  return (
    <Drawer
      open
      size={880}
      onClose={onClose}
      title={campaign?.name ?? t('nav.campaigns')}
      extra={campaign && <Buttons campaign={campaign} onEdit={() => setEditing(true)} />}
    >
      {campaign ? (
        <Whole campaign={campaign} />
      ) : fetching ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={error ? t(`error.${errorCode(error)}`) : t('error.notFound')}
          action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
        />
      )}
      {editing && campaign && <CampaignForm campaign={campaign} onClose={() => setEditing(false)} />}
    </Drawer>
  );
}

function Buttons({ campaign, onEdit }: { campaign: CampaignWholeFragment; onEdit(): void }) {
  const { t } = useTranslation();
  const [start, starting] = useAction(CampaignStartMutation);
  const [pause, pausing] = useAction(CampaignPauseMutation);
  const [end, ending] = useAction(CampaignEndMutation);
  const { id } = campaign;
  if (campaign.state === 'RUNNING')
    return (
      <Space>
        <Button icon={<PauseOutlined />} loading={pausing} onClick={() => void pause({ id })}>
          {t('campaign.pause')}
        </Button>
        <Popconfirm
          title={t('campaign.endSure')}
          description={t('campaign.endHint')}
          okText={t('campaign.end')}
          okButtonProps={{ danger: true }}
          onConfirm={() => void end({ id })}
        >
          <Button danger icon={<StopOutlined />} loading={ending}>
            {t('campaign.end')}
          </Button>
        </Popconfirm>
      </Space>
    );
  return (
    <Space>
      <Import id={id} />
      <Button icon={<EditOutlined />} onClick={onEdit}>
        {t('action.edit')}
      </Button>
      <Button
        type="primary"
        icon={<PlayCircleOutlined />}
        loading={starting}
        onClick={() => void start({ id })}
      >
        {t('campaign.start')}
      </Button>
    </Space>
  );
}

function Import({ id }: { id: string }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const picker = useRef<HTMLInputElement>(null);
  const [run, running] = useAction(CampaignImportMutation);
  const take = async (file: File) => {
    const totals = { added: 0, known: 0, excluded: 0, wrongCount: 0 };
    const wrong: string[] = [];
    const bytes = await file.arrayBuffer();
    const parts = inParts(decode(bytes));
    if (parts.length === 0) return void message.error(t('campaign.importEmpty'));
    for (const text of parts) {
      const outcome = await run({ id, text });
      const imported = outcome?.ok ? outcome.payload.imported : null;
      if (!imported) return;
      for (const name of ['added', 'known', 'excluded', 'wrongCount'] as const)
        totals[name] += imported[name];
      wrong.push(...imported.wrong);
    }
    modal.info({
      title: t('campaign.imported', { count: totals.added }),
      content: (
        <>
          <p>{t('campaign.importedMore', { known: totals.known, excluded: totals.excluded })}</p>
          {totals.wrongCount > 0 && (
            <p>
              {t('campaign.importedWrong', { count: totals.wrongCount, cells: wrong.slice(0, 5).join('、') })}
            </p>
          )}
        </>
      ),
    });
  };
  return (
    <>
      <input
        ref={picker}
        hidden
        type="file"
        accept=".csv,.txt,text/csv"
        aria-label={t('campaign.import')}
        onChange={(e) => {
          const file = e.target.files?.[0];
          e.target.value = '';
          if (file) void take(file);
        }}
      />
      <Button icon={<UploadOutlined />} loading={running} onClick={() => picker.current?.click()}>
        {t('campaign.import')}
      </Button>
    </>
  );
}

/** Spreadsheets here write CSV in UTF-8 or GB 18030. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function Whole({ campaign }: { campaign: CampaignWholeFragment }) {
  const { t } = useTranslation();
  const { live } = campaign;
  const days =
    campaign.weekdays.length === 0 || campaign.weekdays.length === 7
      ? t('campaign.everyDay')
      : campaign.weekdays.map((day) => t(`weekday.${day as 1}`)).join('、');
  return (
    <>
      <Space className="campaign-gap" size="large">
        <CampaignStateTag state={campaign.state} open={campaign.openNow} />
        <Progress
          className="campaign-bar"
          percent={doneShare(campaign.targets, campaign.total)}
          format={(percent) => `${percent}% / ${campaign.total}`}
        />
      </Space>
      {live && (
        <div className="campaign-live">
          {(campaign.mode === 'AUTOMATIC' ? OF_MACHINE : OF_AGENTS).map((name) => (
            <Statistic key={name} title={t(`campaign.live.${name}`)} value={live[name]} />
          ))}
          {campaign.mode !== 'AUTOMATIC' && (
            <Statistic title={t('campaign.abandonRate')} value={abandonRate(live)} />
          )}
          {campaign.machine !== 'OFF' && <Statistic title={t('machine.live')} value={live.machines} />}
          {campaign.mode === 'PREDICTIVE' && (
            <Statistic title={t('campaign.ratio')} value={live.ratio} precision={1} />
          )}
        </div>
      )}
      <Descriptions
        size="small"
        column={2}
        className="campaign-gap"
        items={[
          { key: 'mode', label: t('campaign.modeName'), children: t(`campaign.mode.${campaign.mode}`) },
          { key: 'queue', label: t('campaign.queue'), children: campaign.queueName || '–' },
          { key: 'survey', label: t('campaign.survey'), children: campaign.surveyTitle ?? '–' },
          {
            key: 'hours',
            label: t('campaign.hours'),
            children: `${days} ${clock(campaign.fromMinute)}–${clock(campaign.toMinute)}`,
          },
          {
            key: 'tries',
            label: t('campaign.retries'),
            children: t('campaign.retriesAre', {
              tries: campaign.maxTries,
              busy: campaign.busyMinutes,
              none: campaign.noAnswerMinutes,
            }),
          },
          ...(campaign.mode !== 'PREVIEW'
            ? [
                {
                  key: 'machine',
                  label: t('machine.rule'),
                  children:
                    campaign.machine === 'HANG_UP'
                      ? `${t('machine.HANG_UP')}，${t('machine.retry', { minutes: campaign.machineMinutes })}`
                      : t(`machine.${campaign.machine}`),
                },
              ]
            : []),
          ...(campaign.mode === 'PREDICTIVE'
            ? [{ key: 'limit', label: t('campaign.abandonPercent'), children: `${campaign.abandonPercent}%` }]
            : []),
        ]}
      />
      {campaign.outcomes.length > 0 && (
        <Space wrap className="campaign-gap">
          {campaign.outcomes.map((outcome) => (
            <span key={outcome.name}>
              <ReachOutcomeTag outcome={outcome.name as ReachOutcome} /> {outcome.count}
            </span>
          ))}
        </Space>
      )}
      <TargetList campaign={campaign} />
    </>
  );
}
