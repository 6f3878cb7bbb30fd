import { Link } from '@tanstack/react-router';
import { Drawer, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatisticsCallsQuery, StatisticsSubject } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime, duration } from '@/shared/ui/time';
import { StatisticsCallsDocument } from './statistics-documents';

type Call = StatisticsCallsQuery['statisticsCalls']['items'][number];

interface Props {
  subject: StatisticsSubject;
  rowKey: string;
  title: string;
  begin: string;
  end: string;
  tenant: string | null;
  /** A call's own page is open to the people of its centre. */
  linked: boolean;
  onClose(): void;
}

/** The detailed report: every single call that a row counts, each with the way to its trace. */
export function CallsDrawer({ subject, rowKey, title, begin, end, tenant, linked, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const [page, setPage] = useState(1);
  const { first, offset } = pageVariables({ page });
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: StatisticsCallsDocument,
    variables: { subject, key: rowKey, begin, end, tenant, first, offset },
  });
  const columns: TableColumnsType<Call> = [
    {
      key: 'arrivedAt',
      title: t('contact.arrivedAt'),
      width: 165,
      render: (_, c) =>
        linked ? (
          <Link to="/calls/$callId" params={{ callId: c.callId }}>
            {dateTime(c.arrivedAt)}
          </Link>
        ) : (
          dateTime(c.arrivedAt)
        ),
    },
    { key: 'medium', title: t('pop.medium'), width: 100, render: (_, c) => t(`medium.${c.medium}`) },
    {
      key: 'caller',
      title: t('pop.caller'),
      width: 140,
      render: (_, c) => localNumber(c.caller) || (c.medium === 'OUTBOUND' ? '–' : t('call.withheld')),
    },
    { key: 'called', title: t('pop.called'), width: 140, render: (_, c) => localNumber(c.called) || '–' },
    { key: 'agent', title: t('contact.agent'), width: 80, render: (_, c) => c.agentNumber ?? '–' },
    {
      key: 'waited',
      title: t('contact.waited'),
      width: 70,
      align: 'right',
      render: (_, c) => duration(c.waitedSeconds),
    },
    {
      key: 'talked',
      title: t('contact.talked'),
      width: 70,
      align: 'right',
      render: (_, c) => duration(c.talkedSeconds),
    },
    {
      key: 'end',
      title: t('contact.end'),
      render: (_, c) =>
        c.endReason && i18n.exists(`endReason.${c.endReason}`)
          ? t(`endReason.${c.endReason as 'ABANDONED'}`)
          : t('contact.running'),
    },
  ];
  return (
    <Drawer open title={title} size={980} onClose={onClose}>
      <ListTable
        columns={columns}
        rows={data?.statisticsCalls.items}
        total={data?.statisticsCalls.total ?? 0}
        page={page}
        fetching={fetching}
        error={error}
        empty={t('statistics.noCalls')}
        rowKey="callId"
        onPage={setPage}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </Drawer>
  );
}
