import { useTranslation } from 'react-i18next';
import { type Report, spelled, written } from './figures';
import { Figure } from './statistics-table';

const FIRST = {
  calls: [
    'offered',
    'answered',
    'connected',
    'within15',
    'abandoned',
    'waitMean',
    'talkMean',
    'satisfaction',
  ],
  AGENT: ['answered', 'missed', 'dialled', 'talkMean', 'handleMean', 'occupancy', 'satisfaction'],
  PAUSE: ['times', 'paused', 'pausedMean', 'pausedMost'],
  WRITTEN: ['received', 'taken', 'inTime', 'done', 'open', 'waitMean', 'waitMost'],
  FAULT: ['alarms', 'times', 'standing', 'lasted', 'lastedMost'],
} as const;

interface Props {
  report: Report;
  /** The same table of the period before, once it is there. */
  before: Report | undefined;
}

/** What counts most, over all rows, with the norm and what it was in the period before beside it. */
export function StatisticsTiles({ report, before }: Props) {
  const { t, i18n } = useTranslation();
  const { subject } = report;
  const keys = subject in FIRST ? FIRST[subject as keyof typeof FIRST] : FIRST.calls;
  return (
    <dl className="statistics-tiles">
      {keys.map((key) => {
        const index = report.columns.findIndex((column) => column.key === key);
        const column = report.columns[index];
        if (!column) return null;
        return (
          <div key={key} className="statistics-tile" title={t(`statistics.means.${key}`)}>
            <dt>{t(`statistics.column.${key}`)}</dt>
            <dd>
              <Figure value={report.total.values[index]} column={column} />
              {column.norm && <small>{t('statistics.norm', { norm: column.norm })}</small>}
            </dd>
            {before && (
              <dd className="statistics-before" title={spelled(before.begin, before.end)}>
                {t('statistics.before', {
                  value: written(before.total.values[index], column.unit, i18n.language),
                })}
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}
