import { Select, Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { drawnColumn, type Report } from './figures';

const BarChart = lazy(() => import('@/shared/ui/bar-chart'));
const IN_TIME: ReadonlySet<string> = new Set(['DAY', 'HOUR']);

interface Props {
  report: Report;
  nameOf(key: string): string;
  /** Key of the column that is drawn. */
  draw: string | undefined;
  onDraw(key: string): void;
}

/** One column as bars: lying for names, standing along the hours and days. */
export function StatisticsChart({ report, nameOf, draw, onDraw }: Props) {
  const { t } = useTranslation();
  const index = drawnColumn(report.columns, draw);
  const column = report.columns[index];
  if (!column || report.rows.length < 2) return null;
  const words = (key: string) => t(`statistics.column.${key as 'offered'}`);
  return (
    <section className="statistics-chart">
      <Select
        aria-label={t('statistics.draw')}
        className="statistics-noprint"
        value={column.key}
        onChange={onDraw}
        options={report.columns.map(({ key }) => ({ value: key, label: words(key) }))}
        popupMatchSelectWidth={false}
      />
      <h2 className="statistics-printonly">{words(column.key)}</h2>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 4 }} />}>
        <BarChart
          label={words(column.key)}
          names={report.rows.map(({ key }) => nameOf(key))}
          values={report.rows.map(({ values }) => Math.round((values[index] ?? 0) * 10) / 10)}
          upright={IN_TIME.has(report.subject)}
        />
      </Suspense>
    </section>
  );
}
