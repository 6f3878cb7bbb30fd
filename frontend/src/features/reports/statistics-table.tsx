import { Button, Empty, Table, type TableColumnsType, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Column, fallsShort, type Report, type Row, written } from './figures';

interface Props {
  report: Report;
  nameOf(key: string): string;
  /** Opens the calls of a row; without it rows lead nowhere. */
  onRow?: ((row: Row) => void) | undefined;
}

const WIDTH = { COUNT: 88, SECONDS: 96, PERCENT: 104, SCORE: 84 } as const;

/** All figures: what a column means is said at its head, what falls short of the norm is marked, the total stays in sight. */
export function StatisticsTable({ report, nameOf, onRow }: Props) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Row> = [
    {
      key: 'row',
      title: t(`statistics.subject.${report.subject}`),
      fixed: 'left',
      width: 190,
      sorter: report.rows.length > 1 ? (a, b) => nameOf(a.key).localeCompare(nameOf(b.key)) : false,
      render: (_, row) =>
        onRow ? (
          <Button type="link" size="small" className="statistics-row" onClick={() => onRow(row)}>
            {nameOf(row.key)}
          </Button>
        ) : (
          nameOf(row.key)
        ),
    },
    ...report.columns.map((column, index) => ({
      key: column.key,
      title: <Heading column={column} />,
      width: WIDTH[column.unit],
      align: 'right' as const,
      sorter:
        report.rows.length > 1 && ((a: Row, b: Row) => (a.values[index] ?? -1) - (b.values[index] ?? -1)),
      render: (_: unknown, row: Row) => <Figure value={row.values[index]} column={column} />,
    })),
  ];
  return (
    <Table<Row>
      size="small"
      rowKey="key"
      className="statistics-table"
      columns={columns}
      dataSource={[...report.rows]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      showSorterTooltip={false}
      locale={{
        emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('statistics.empty')} />,
      }}
      summary={() =>
        report.rows.length > 1 && (
          <Table.Summary fixed>
            <Table.Summary.Row className="statistics-total">
              <Table.Summary.Cell index={0}>{t('statistics.total')}</Table.Summary.Cell>
              {report.columns.map((column, index) => (
                <Table.Summary.Cell key={column.key} index={index + 1} align="right">
                  <Figure value={report.total.values[index]} column={column} />
                </Table.Summary.Cell>
              ))}
            </Table.Summary.Row>
          </Table.Summary>
        )
      }
    />
  );
}

function Heading({ column }: { column: Column }) {
  const { t } = useTranslation();
  const { key, norm } = column;
  const meaning = t(`statistics.means.${key as 'offered'}`);
  return (
    <Tooltip title={norm ? `${meaning} ${t('statistics.norm', { norm })}` : meaning}>
      <span className="statistics-head">{t(`statistics.column.${key as 'offered'}`)}</span>
    </Tooltip>
  );
}

export function Figure({ value, column }: { value: number | null | undefined; column: Column }) {
  const { t, i18n } = useTranslation();
  const text = written(value, column.unit, i18n.language);
  if (!fallsShort(value, column)) return text;
  return (
    <strong className="statistics-short" title={t('statistics.norm', { norm: column.norm })}>
      {text}
    </strong>
  );
}
