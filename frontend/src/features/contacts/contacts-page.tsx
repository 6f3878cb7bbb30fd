import { getRouteApi } from '@tanstack/react-router';
import { Segmented, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DialNumber } from '@/entities/desk';
import { GrantMarks } from '@/entities/number-list/grant-marks';
import { OriginMark } from '@/entities/reach';
import { graphql } from '@/shared/graphql/generated';
import type { ContactsQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime, duration } from '@/shared/ui/time';
import { ContactDetail } from './contact-detail';
import { type ContactSearch, MEDIA } from './contact-search';
import { EndReason } from './end-reason';
import './contacts.css';

const ContactsDocument = graphql(`
  query Contacts($text: String, $medium: ContactMedium, $first: Int, $offset: Int) {
    contacts(text: $text, medium: $medium, first: $first, offset: $offset) {
      total
      items {
        id callId medium caller called arrivedAt endedAt endReason waitedSeconds talkedSeconds agentNumber listened
        listedPriority free
        origin { kind number askedAt tries name mode }
        citizen { id name }
        handledBy { key name }
      }
    }
  }
`);

type Row = ContactsQuery['contacts']['items'][number];
const route = getRouteApi('/contacts');

/** Every interaction from arrival to end; a row opens to its course, recordings and cases. */
export function ContactsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: ContactsDocument,
    variables: useMemo(() => ({ ...pageVariables(search), medium: search.medium ?? null }), [search]),
  });
  const change = (part: ContactSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const columns: TableColumnsType<Row> = [
    { key: 'arrivedAt', title: t('contact.arrivedAt'), width: 155, render: (_, c) => dateTime(c.arrivedAt) },
    {
      key: 'medium',
      title: t('pop.medium'),
      width: 130,
      render: (_, c) => (
        <>
          {t(`medium.${c.medium}`)}
          {c.medium === 'VOICEMAIL' && !c.listened && (
            <strong className="unheard"> ● {t('contact.unheard')}</strong>
          )}
          {c.origin && <OriginMark origin={c.origin} />}
        </>
      ),
    },
    {
      key: 'caller',
      title: t('pop.caller'),
      width: 150,
      render: (_, c) => (
        <>
          {c.caller ? <DialNumber number={c.caller} /> : c.medium === 'OUTBOUND' ? '–' : t('call.withheld')}
          <GrantMarks priority={c.listedPriority} free={c.free} />
        </>
      ),
    },
    {
      key: 'citizen',
      title: t('pop.citizen'),
      width: 90,
      ellipsis: true,
      render: (_, c) => c.citizen?.name ?? '–',
    },
    { key: 'called', title: t('pop.called'), width: 145, render: (_, c) => <DialNumber number={c.called} /> },
    { key: 'agent', title: t('contact.agent'), width: 70, render: (_, c) => c.agentNumber ?? '–' },
    {
      key: 'handledBy',
      title: t('case.handler'),
      width: 100,
      ellipsis: true,
      render: (_, c) => c.handledBy?.name ?? '–',
    },
    {
      key: 'waited',
      title: t('contact.waited'),
      width: 65,
      align: 'right',
      render: (_, c) => duration(c.waitedSeconds),
    },
    {
      key: 'talked',
      title: t('contact.talked'),
      width: 65,
      align: 'right',
      render: (_, c) => duration(c.talkedSeconds),
    },
    {
      key: 'end',
      title: t('contact.end'),
      width: 150,
      render: (_, c) =>
        c.endedAt ? <EndReason reason={c.endReason} /> : <strong>▶ {t('contact.running')}</strong>,
    },
  ];
  return (
    <Page
      title={t('nav.contacts')}
      actions={
        <>
          <Segmented
            aria-label={t('pop.medium')}
            value={search.medium ?? 'ALL'}
            options={[
              { value: 'ALL', label: t('box.all') },
              ...MEDIA.map((value) => ({ value, label: t(`medium.${value}`) })),
            ]}
            onChange={(value) => change({ medium: MEDIA.find((m) => m === value) })}
          />
          <SearchText
            label={t('contact.search')}
            value={search.q ?? ''}
            width={220}
            onSearch={(q) => change({ q: q || undefined })}
          />
        </>
      }
    >
      <ListTable
        columns={columns}
        rows={data?.contacts.items}
        total={data?.contacts.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q || search.medium ? t('list.noMatch') : t('contact.empty')}
        rowKey="callId"
        width={1140}
        expandable={{
          expandedRowRender: (row) => <ContactDetail callId={row.callId} />,
          expandRowByClick: true,
        }}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </Page>
  );
}
