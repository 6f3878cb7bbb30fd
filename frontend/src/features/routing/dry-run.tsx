import { Alert, Button, DatePicker, Empty, Progress, Space } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { DryRunFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { dateTime } from '@/shared/ui/time';
import { DryRunResult } from './dry-run-result';
import { DryRunBeginMutation, DryRunQuery, DryRunsQuery } from './routing-documents';

const LOOK_EVERY_MS = 700;
const UNDER_WAY = ['WAITING', 'RUNNING'];

/** Play a recorded day with the draft and with what is in force; earlier runs stay to be looked at. */
export function DryRun({ source, flawed }: { source: string; flawed: boolean }) {
  const { t } = useTranslation();
  const [day, setDay] = useState(() => dayjs().subtract(1, 'day'));
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const [begin, beginning] = useAction(DryRunBeginMutation, { quiet: true });
  const [{ data: runs }, lookAgain] = useLiveQuery({ query: DryRunsQuery });
  const items = runs?.routingDryRuns.items ?? [];
  const id = chosen ?? items[0]?.id ?? null;
  const [{ data }, look] = useQuery({ query: DryRunQuery, variables: { id: id ?? '' }, pause: !id });
  const run = data?.routingDryRun ?? null;
  const underWay = !!run && UNDER_WAY.includes(run.state);

  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => look({ requestPolicy: 'network-only' }), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [underWay, look]);

  const start = async () => {
    setProblem('');
    const outcome = await begin({ source, day: day.format('YYYY-MM-DD') });
    if (outcome?.ok) {
      setChosen(outcome.payload.run?.id ?? null);
      lookAgain({ requestPolicy: 'network-only' });
    } else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <div className="dry-run">
      <p>{t('routing.dryRunHint')}</p>
      <Space wrap>
        <DatePicker
          aria-label={t('routing.day')}
          value={day}
          allowClear={false}
          disabledDate={(date) => date.isAfter(dayjs(), 'day')}
          onChange={(date) => date && setDay(date)}
        />
        <Button type="primary" loading={beginning} disabled={flawed || underWay} onClick={() => void start()}>
          {t('routing.beginDryRun')}
        </Button>
      </Space>
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      {underWay && <Progress percent={run.progress} aria-label={t('routing.progress')} />}
      {run?.state === 'FAILED' && (
        <Alert type="error" showIcon role="alert" title={t('routing.runFailed', { problem: run.problem })} />
      )}
      {run?.state === 'DONE' && <DryRunResult run={run} />}
      {items.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('routing.noRuns')} />
      ) : (
        <ul className="script-runs" aria-label={t('routing.runs')}>
          {items.map((item) => (
            <RunLine key={item.id} run={item} chosen={item.id === id} onChoose={() => setChosen(item.id)} />
          ))}
        </ul>
      )}
    </div>
  );
}

function RunLine({ run, chosen, onChoose }: { run: DryRunFragment; chosen: boolean; onChoose(): void }) {
  const { t } = useTranslation();
  return (
    <li>
      <Button type={chosen ? 'primary' : 'text'} size="small" onClick={onChoose} aria-pressed={chosen}>
        {t('routing.runOf', { day: run.day, by: run.author, at: dateTime(run.createdAt) })}
      </Button>
    </li>
  );
}
