import { useTranslation } from 'react-i18next';
import type { Report } from './figures';
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
  WRITTEN: ['received', 'taken', 'inTime', 'done', 'open', 'waitMean', 'waitMost'],
  FAULT: ['alarms', 'times', 'standing', 'lasted', 'lastedMost'],
} as const;

/** What counts most, over all rows, with the norm beside it. */
export function StatisticsTiles({ report }: { report: Report }) {
  const { t } = useTranslation();
  const { subject } = report;
  const keys =
    subject === 'AGENT' || subject === 'WRITTEN' || subject === 'FAULT' ? FIRST[subject] : FIRST.calls;
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
          </div>
        );
      })}
    </dl>
  );
}
