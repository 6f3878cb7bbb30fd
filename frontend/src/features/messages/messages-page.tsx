import { getRouteApi, Link } from '@tanstack/react-router';
import { Select, type TableColumnsType } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageStateTag } from '@/entities/message';
import { graphql } from '@/shared/graphql/generated';
import type { OutgoingMessagesQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { localNumber } from '@/shared/ui/phone-number';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime } from '@/shared/ui/time';
import { MESSAGE_STATES, type MessageSearch } from './message-search';

const MessagesDocument = graphql(`
  query OutgoingMessages($state: MessageState, $text: String, $first: Int, $offset: Int) {
    outgoingMessages(state: $state, text: $text, first: $first, offset: $offset) {
      total
      items { id to body template state caseNumber createdAt sentAt error provider }
    }
  }
`);
const MessageChanged = graphql(`
  subscription OutgoingMessageChanged {
    outgoingMessageChanged { id to body template state caseNumber createdAt sentAt error provider }
  }
`);

type Row = OutgoingMessagesQuery['outgoingMessages']['items'][number];
const route = getRouteApi('/messages');

/** Every message to a citizen, with how far it came; live. */
export function MessagesPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: MessagesDocument,
    variables: useMemo(() => ({ ...pageVariables(search), state: search.state ?? null }), [search]),
  });
  const [{ data: changed }] = useLiveSubscription({ query: MessageChanged });
  const known = data?.outgoingMessages.items.some((m) => m.id === changed?.outgoingMessageChanged.id);
  const newId = changed && !known ? changed.outgoingMessageChanged.id : null;
  useEffect(() => {
    if (newId) ask({ requestPolicy: 'network-only' });
  }, [newId, ask]);
  const change = (part: MessageSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });

  const columns: TableColumnsType<Row> = [
    { key: 'createdAt', title: t('message.createdAt'), width: 165, render: (_, m) => dateTime(m.createdAt) },
    { key: 'to', title: t('message.to'), width: 140, render: (_, m) => localNumber(m.to) },
    {
      key: 'body',
      title: t('message.body'),
      render: (_, m) => <span className="message-body">{m.body}</span>,
    },
    {
      key: 'case',
      title: t('case.number'),
      width: 150,
      render: (_, m) =>
        m.caseNumber ? (
          <Link to="/cases/$number" params={{ number: m.caseNumber }}>
            {m.caseNumber}
          </Link>
        ) : (
          '–'
        ),
    },
    {
      key: 'state',
      title: t('case.state'),
      width: 180,
      render: (_, m) => (
        <>
          <MessageStateTag state={m.state} />
          {m.error && <div className="message-error">{m.error}</div>}
        </>
      ),
    },
    { key: 'sentAt', title: t('message.sentAt'), width: 165, render: (_, m) => dateTime(m.sentAt) || '–' },
    { key: 'provider', title: t('message.provider'), width: 90, render: (_, m) => m.provider },
  ];
  return (
    <Page
      title={t('nav.messages')}
      actions={
        <>
          <Select
            aria-label={t('case.state')}
            placeholder={t('case.state')}
            allowClear
            style={{ width: 130 }}
            value={search.state}
            options={MESSAGE_STATES.map((value) => ({ value, label: t(`messageState.${value}`) }))}
            onChange={(state) => change({ state })}
          />
          <SearchText
            label={t('message.search')}
            value={search.q ?? ''}
            width={260}
            onSearch={(q) => change({ q: q || undefined })}
          />
        </>
      }
    >
      <ListTable
        columns={columns}
        rows={data?.outgoingMessages.items}
        total={data?.outgoingMessages.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q || search.state ? t('list.noMatch') : t('message.empty')}
        rowKey="id"
        width={1040}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </Page>
  );
}
