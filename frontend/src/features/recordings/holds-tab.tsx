import { LockOutlined } from '@ant-design/icons';
import { Button, Input, Modal, Segmented, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingHoldsQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';
import { HoldDialog } from './hold-dialog';
import { RecordingHoldLiftMutation, RecordingHoldsDocument } from './recording-documents';
import type { RulesSearch } from './rules-search';

type Row = RecordingHoldsQuery['recordingHolds']['items'][number];

/** Legal holds: what nothing deletes, by whom, why and until when. */
export function HoldsTab({ search, onChange }: { search: RulesSearch; onChange(part: RulesSearch): void }) {
  const { t } = useTranslation();
  const [placing, setPlacing] = useState(false);
  const [lifted, setLifted] = useState<Row | null>(null);
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: RecordingHoldsDocument,
    variables: useMemo(() => ({ ...pageVariables(search), over: search.over ?? false }), [search]),
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const columns: TableColumnsType<Row> = [
    {
      key: 'on',
      title: t('recordings.holdOn'),
      width: 260,
      render: (_, row) => (
        <>
          {t(`recordings.subjects.${row.subject}`)} <strong>{row.reference}</strong>
        </>
      ),
    },
    { key: 'reason', title: t('recordings.reason'), dataIndex: 'reason' },
    {
      key: 'until',
      title: t('recordings.until'),
      width: 165,
      render: (_, row) => (row.until ? dateTime(row.until) : t('recordings.untilLifted')),
    },
    {
      key: 'by',
      title: t('recordings.placed'),
      width: 230,
      render: (_, row) => `${row.placedBy} · ${dateTime(row.placedAt)}`,
    },
    {
      key: 'lifted',
      title: search.over ? t('recordings.lifted') : '',
      width: search.over ? 260 : 90,
      render: (_, row) =>
        row.liftedAt ? (
          `${row.liftedBy} · ${dateTime(row.liftedAt)} · ${row.liftedWhy}`
        ) : search.over ? (
          t('recordings.ranOut')
        ) : (
          <Button size="small" onClick={() => setLifted(row)}>
            {t('recordings.lift')}
          </Button>
        ),
    },
  ];
  return (
    <div className="recording-rules">
      <div className="recording-rules-actions">
        <Segmented
          aria-label={t('recordings.inForce')}
          value={search.over ? 'over' : 'now'}
          options={[
            { value: 'now', label: t('recordings.inForce') },
            { value: 'over', label: t('recordings.over') },
          ]}
          onChange={(value) => onChange({ over: value === 'over' ? true : undefined })}
        />
        <SearchText
          label={t('recordings.searchHolds')}
          value={search.q ?? ''}
          width={220}
          onSearch={(q) => onChange({ q: q || undefined })}
        />
        <Button type="primary" icon={<LockOutlined />} onClick={() => setPlacing(true)}>
          {t('recordings.hold')}
        </Button>
      </div>
      <ListTable
        columns={columns}
        rows={data?.recordingHolds.items}
        total={data?.recordingHolds.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q || search.over ? t('list.noMatch') : t('recordings.noHolds')}
        rowKey="id"
        width={1000}
        onPage={(page) => onChange({ page: page === 1 ? undefined : page })}
        onRetry={again}
      />
      {placing && (
        <HoldDialog
          onClose={(done) => {
            setPlacing(false);
            if (done) again();
          }}
        />
      )}
      {lifted && (
        <LiftDialog
          hold={lifted}
          onClose={(done) => {
            setLifted(null);
            if (done) again();
          }}
        />
      )}
    </div>
  );
}

function LiftDialog({ hold, onClose }: { hold: Row; onClose(done: boolean): void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [lift, lifting] = useAction(RecordingHoldLiftMutation);
  return (
    <Modal
      open
      title={t('recordings.liftTitle', { reference: hold.reference })}
      okText={t('recordings.lift')}
      cancelText={t('action.cancel')}
      okButtonProps={{ danger: true, loading: lifting, disabled: !reason.trim() }}
      onOk={() => void lift({ id: hold.id, reason: reason.trim() }).then((done) => done?.ok && onClose(true))}
      onCancel={() => onClose(false)}
    >
      <p>{t('recordings.liftAbout')}</p>
      <Input.TextArea
        autoFocus
        maxLength={200}
        showCount
        aria-label={t('recordings.reason')}
        placeholder={t('recordings.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
