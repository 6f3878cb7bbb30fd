import { type TableColumnsType, Typography } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingDeletionsQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime, duration } from '@/shared/ui/time';
import { RecordingDeletionsDocument } from './recording-documents';
import type { RulesSearch } from './rules-search';

type Row = RecordingDeletionsQuery['recordingDeletions']['items'][number];

/** What remains of what was deleted: when, by which rule, and the fingerprint of the sound. */
export function DeletionsTab({
  search,
  onChange,
}: {
  search: RulesSearch;
  onChange(part: RulesSearch): void;
}) {
  const { t } = useTranslation();
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: RecordingDeletionsDocument,
    variables: useMemo(() => pageVariables(search), [search]),
  });
  const columns: TableColumnsType<Row> = [
    { key: 'number', title: t('recordings.number'), width: 190, dataIndex: 'number' },
    {
      key: 'kind',
      title: t('recordings.kind'),
      width: 110,
      render: (_, row) => t(`recordings.kinds.${row.kind}`),
    },
    { key: 'at', title: t('recordings.at'), width: 165, render: (_, row) => dateTime(row.startedAt) },
    {
      key: 'length',
      title: t('recordings.length'),
      width: 80,
      align: 'right',
      render: (_, row) => duration(Math.round(row.seconds)),
    },
    { key: 'agent', title: t('recordings.agent'), width: 90, render: (_, row) => row.agentNumber || '–' },
    {
      key: 'deleted',
      title: t('recordings.deletedAt'),
      width: 165,
      render: (_, row) => dateTime(row.deletedAt),
    },
    { key: 'rule', title: t('recordings.rule'), width: 190, dataIndex: 'rule' },
    {
      key: 'sha',
      title: 'SHA-256',
      render: (_, row) => (
        <Typography.Text className="recording-hash" copyable={{ text: row.sha256 }} title={row.sha256}>
          {row.sha256.slice(0, 12)}…
        </Typography.Text>
      ),
    },
  ];
  return (
    <div className="recording-rules">
      <div className="recording-rules-actions">
        <SearchText
          label={t('recordings.searchDeletions')}
          value={search.q ?? ''}
          width={260}
          onSearch={(q) => onChange({ q: q || undefined })}
        />
      </div>
      <ListTable
        columns={columns}
        rows={data?.recordingDeletions.items}
        total={data?.recordingDeletions.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q ? t('list.noMatch') : t('recordings.noDeletions')}
        rowKey="id"
        width={1100}
        onPage={(page) => onChange({ page: page === 1 ? undefined : page })}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </div>
  );
}
