import { DownloadOutlined, FileTextOutlined, RedoOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Segmented, Space, type TableColumnsType } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import type { ReportDeliveriesQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { saveFile } from '@/shared/ui/csv';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { dateTime } from '@/shared/ui/time';
import { meaningOf } from './problem';
import { Recipients } from './recipients';
import {
  DeliveriesDocument,
  DeliveryAgainMutation,
  ReportDocumentDocument,
  ReportPageDocument,
} from './sending-documents';
import { SEND_STATES, type SendingSearch } from './sending-search';
import './statistics.css';

type Row = ReportDeliveriesQuery['reportDeliveries']['items'][number];
const route = getRouteApi('/report-sending');
const LOOK_AGAIN_MS = 3000;
const TONE = { WAITING: 'todo', SENT: 'done', FAILED: 'alarm' } as const;
const MARK = { WAITING: '…', SENT: '✓', FAILED: '✕' } as const;

/** Statistics for superior departments: to whom, and what became of each. */
export function ReportSendingPage() {
  const { t } = useTranslation();
  const client = useClient();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: SendingSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: DeliveriesDocument,
    variables: useMemo(() => {
      const { first, offset } = pageVariables(search);
      return { first, offset, state: search.state ?? null, recipient: null };
    }, [search]),
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const underway = data?.reportDeliveries.items.some(({ state }) => state === 'WAITING') ?? false;
  useEffect(() => {
    if (!underway) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [underway, ask]);
  const [resend] = useAction(DeliveryAgainMutation);
  const save = async (row: Row) => {
    const answer = await client.query(ReportDocumentDocument, { id: row.id }).toPromise();
    const text = answer.data?.reportDocument;
    if (text) saveFile(`${row.subject} ${row.begin} ${row.end}.json`, text, 'application/json');
  };
  const savePage = async (row: Row) => {
    const answer = await client.query(ReportPageDocument, { id: row.id }).toPromise();
    const text = answer.data?.reportPage;
    if (text) saveFile(`${row.subject} ${row.begin} ${row.end}.html`, text, 'text/html');
  };
  const columns: TableColumnsType<Row> = [
    { key: 'madeAt', title: t('sending.madeAt'), width: 165, render: (_, row) => dateTime(row.madeAt) },
    { key: 'recipient', title: t('sending.name'), width: 160, render: (_, row) => row.recipient },
    {
      key: 'subject',
      title: t('sending.subjects'),
      width: 120,
      render: (_, row) => t(`statistics.subject.${row.subject}`),
    },
    {
      key: 'period',
      title: t('statistics.period'),
      width: 190,
      render: (_, row) => (row.begin === row.end ? row.begin : `${row.begin} – ${row.end}`),
    },
    {
      key: 'state',
      title: t('sending.state'),
      render: (_, row) => (
        <>
          <span className="case-tag" data-tone={TONE[row.state]}>
            <span aria-hidden>{MARK[row.state]}</span>
            {t(`sending.is.${row.state}`)}
          </span>{' '}
          {row.state === 'SENT' ? dateTime(row.sentAt) : <ProblemText problem={row.problem} />}
        </>
      ),
    },
    { key: 'by', title: t('sending.by'), width: 110, render: (_, row) => row.by || t('sending.clock') },
    {
      key: 'actions',
      width: 130,
      render: (_, row) => (
        <Space size={0}>
          <Button
            type="text"
            size="small"
            icon={<FileTextOutlined />}
            aria-label={t('sending.page')}
            title={t('sending.page')}
            onClick={() => void savePage(row)}
          />
          <Button
            type="text"
            size="small"
            icon={<DownloadOutlined />}
            aria-label={t('sending.document')}
            title={`${t('sending.document')} · SHA-256 ${row.digest}`}
            onClick={() => void save(row)}
          />
          <Button
            type="text"
            size="small"
            icon={<RedoOutlined />}
            aria-label={t('sending.again')}
            title={t('sending.again')}
            disabled={row.state === 'WAITING'}
            onClick={async () => (await resend({ id: row.id }))?.ok && again()}
          />
        </Space>
      ),
    },
  ];
  return (
    <Page title={t('nav.reportSending')}>
      <Recipients onSent={again} />
      <section>
        <div className="sending-head">
          <h2>{t('sending.deliveries')}</h2>
          <Segmented
            aria-label={t('sending.state')}
            value={search.state ?? 'ALL'}
            options={[
              { value: 'ALL', label: t('box.all') },
              ...SEND_STATES.map((value) => ({ value, label: t(`sending.is.${value}`) })),
            ]}
            onChange={(value) => change({ state: SEND_STATES.find((each) => each === value) })}
          />
        </div>
        <ListTable
          columns={columns}
          rows={data?.reportDeliveries.items}
          total={data?.reportDeliveries.total ?? 0}
          page={search.page ?? 1}
          fetching={fetching}
          error={error}
          empty={search.state ? t('list.noMatch') : t('sending.nothing')}
          rowKey="id"
          width={1080}
          onPage={(page) =>
            void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
          }
          onRetry={again}
        />
      </section>
    </Page>
  );
}

/** In words, with what the machine said for whoever has to find out. */
function ProblemText({ problem }: { problem: string }) {
  const { t } = useTranslation();
  const meaning = meaningOf(problem);
  return <span title={problem}>{meaning ? `${t(`sending.problem.${meaning}`)} · ${problem}` : problem}</span>;
}
