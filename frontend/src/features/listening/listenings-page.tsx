import { getRouteApi, Link } from '@tanstack/react-router';
import { Switch, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { agentNumberOf } from '@/entities/agent';
import { useNames } from '@/entities/names';
import { graphql } from '@/shared/graphql/generated';
import type { ListeningsQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay, useViewer } from '@/shared/session/session';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime, duration } from '@/shared/ui/time';
import { HelpWait } from './help-wait';

const ListeningsDocument = graphql(`
  query Listenings($text: String, $first: Int, $offset: Int) {
    tellsAgents
    helpWait
    listenings(text: $text, first: $first, offset: $offset) {
      total
      items { id callId listened supervisor agent course { mode at } startedAt endedAt seconds reason }
    }
  }
`);
const TellAgentsMutation = graphql(`
  mutation TellAgents($tell: Boolean!) { supervisionTellAgents(tell: $tell) { ok errors { code field message } } }
`);

type Row = ListeningsQuery['listenings']['items'][number];
const route = getRouteApi('/listenings');

/** Who listened to whom, when, how long and how: the book of supervision. */
export function ListeningsPage() {
  const { t, i18n } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const viewer = useViewer();
  const names = useNames();
  const maySupervise = useMay('floor.supervise');
  const mayTrace = useMay('contact.view');
  const [{ data, fetching, error }, ask] = useQuery({
    query: ListeningsDocument,
    variables: useMemo(() => pageVariables(search), [search]),
    requestPolicy: 'cache-and-network',
  });
  const [tell, telling] = useAction(TellAgentsMutation);
  const reason = (word: string) =>
    i18n.exists(`supervise.reason.${word}`)
      ? t(`supervise.reason.${word}` as 'supervise.reason.STOPPED')
      : word;
  const columns: TableColumnsType<Row> = [
    { key: 'at', title: t('supervise.startedAt'), width: 170, render: (_, row) => dateTime(row.startedAt) },
    {
      key: 'who',
      title: t('supervise.supervisor'),
      width: 110,
      render: (_, row) => agentNumberOf(row.supervisor),
    },
    {
      key: 'whom',
      title: t('supervise.listenedTo'),
      width: 170,
      render: (_, row) =>
        `${row.agent ? agentNumberOf(row.agent) : '–'}${row.listened === viewer.tenant.key ? '' : ` @ ${names.tenant(row.listened)}`}`,
    },
    {
      key: 'how',
      title: t('supervise.modes'),
      render: (_, row) => row.course.map((step) => t(`supervise.mode.${step.mode as 'MONITOR'}`)).join(' → '),
    },
    {
      key: 'long',
      title: t('supervise.age'),
      width: 90,
      render: (_, row) => (row.endedAt ? duration(row.seconds) : `● ${t('contact.running')}`),
    },
    { key: 'end', title: t('supervise.ended'), width: 150, render: (_, row) => reason(row.reason) },
    {
      key: 'trace',
      title: '',
      width: 110,
      render: (_, row) =>
        mayTrace &&
        row.listened === viewer.tenant.key && (
          <Link to="/calls/$callId" params={{ callId: row.callId }}>
            {t('trace.open')}
          </Link>
        ),
    },
  ];
  return (
    <Page
      title={t('nav.listenings')}
      actions={
        <>
          {maySupervise && data && (
            <HelpWait seconds={data.helpWait} onChanged={() => ask({ requestPolicy: 'network-only' })} />
          )}
          {maySupervise && (
            // biome-ignore lint/a11y/noLabelWithoutControl: the switch in it is the control
            <label>
              <Switch
                size="small"
                loading={telling}
                checked={data?.tellsAgents ?? false}
                onChange={async (on) => {
                  await tell({ tell: on });
                  ask({ requestPolicy: 'network-only' });
                }}
              />{' '}
              {t('supervise.tellAgents')}
            </label>
          )}
          <SearchText
            label={t('supervise.search')}
            value={search.q ?? ''}
            width={240}
            onSearch={(q) => void navigate({ search: { q: q || undefined } })}
          />
        </>
      }
    >
      <ListTable
        columns={columns}
        rows={data?.listenings.items}
        total={data?.listenings.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q ? t('list.noMatch') : t('supervise.noListenings')}
        rowKey="id"
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </Page>
  );
}
