import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/entities/names';
import type { DryRunFragment, FiguresFragment } from '@/shared/graphql/generated/graphql';
import { difference, MEASURES, written } from './figures';

const MOST_AGENTS = 40;

/** Draft and script in force side by side: all calls, then each queue, then the agents' load. */
export function DryRunResult({ run }: { run: DryRunFragment }) {
  const { t } = useTranslation();
  const names = useNames();
  const { draftFigures: draft, inForceFigures: inForce } = run;
  if (!draft || !inForce) return null;
  const former = run.inForceVersion
    ? t('routing.version', { version: run.inForceVersion })
    : t('routing.builtIn');
  return (
    <section aria-label={t('routing.result')}>
      {draft.failures > 0 && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('routing.draftFailed', { count: draft.failures, problem: draft.problem })}
        />
      )}
      <Comparison title={t('routing.allCalls')} draft={draft.total} inForce={inForce.total} former={former} />
      {draft.queues.length > 1 &&
        draft.queues.map((queue) => {
          const before = inForce.queues.find((q) => q.queue === queue.queue);
          return (
            before && (
              <Comparison
                key={queue.queue}
                title={names.queue(queue.queue)}
                draft={queue}
                inForce={before}
                former={former}
              />
            )
          );
        })}
      <Load draft={draft} inForce={inForce} former={former} />
    </section>
  );
}

interface ComparisonProps {
  title: string;
  draft: FiguresFragment['total'];
  inForce: FiguresFragment['total'];
  former: string;
}

function Comparison({ title, draft, inForce, former }: ComparisonProps) {
  const { t } = useTranslation();
  return (
    <table className="comparison">
      <caption>{title}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{former}</th>
          <th scope="col">{t('routing.draft')}</th>
          <th scope="col">{t('routing.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {MEASURES.map((measure) => {
          const { text, verdict } = difference(measure, draft, inForce);
          return (
            <tr key={measure.key}>
              <th scope="row">{t(`routing.measure.${measure.key}`)}</th>
              <td>{written(measure.kind, measure.of(inForce))}</td>
              <td>{written(measure.kind, measure.of(draft))}</td>
              <td data-verdict={verdict}>
                {verdict !== 0 && (
                  <span aria-label={t(verdict > 0 ? 'routing.better' : 'routing.worse')} role="img">
                    {verdict > 0 ? '▲ ' : '▼ '}
                  </span>
                )}
                {text}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Load({
  draft,
  inForce,
  former,
}: {
  draft: FiguresFragment;
  inForce: FiguresFragment;
  former: string;
}) {
  const { t } = useTranslation();
  const share = (agent: { talk: number; duty: number } | undefined) =>
    agent?.duty ? Math.min(100, (100 * agent.talk) / agent.duty) : 0;
  return (
    <table className="comparison load">
      <caption>{t('routing.load')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('routing.agent')}</th>
          <th scope="col">{former}</th>
          <th scope="col">{t('routing.draft')}</th>
        </tr>
      </thead>
      <tbody>
        {draft.agents.slice(0, MOST_AGENTS).map((agent) => {
          const before = inForce.agents.find((a) => a.agent === agent.agent);
          return (
            <tr key={agent.agent}>
              <th scope="row">{agent.agent.replace(':', ' · ')}</th>
              {[before, agent].map((each, side) => (
                <td key={side}>
                  <meter min={0} max={100} value={share(each)} aria-label={t('routing.load')} />{' '}
                  {t('routing.callsAndShare', { calls: each?.calls ?? 0, share: share(each).toFixed(0) })}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
