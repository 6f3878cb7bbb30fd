import { getRouteApi, Link } from '@tanstack/react-router';
import { Segmented, Space, type TableColumnsType, Tag } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoicemailsQuery } from '@/shared/graphql/generated/graphql';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { useLiveSubscription } from '@/shared/graphql/use-live-subscription';
import { pageVariables } from '@/shared/ui/list-search';
import { ListTable } from '@/shared/ui/list-table';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { dateTime, duration } from '@/shared/ui/time';
import { VoicemailChanged, VoicemailsDocument } from './voicemail-documents';
import { BOXES, type VoicemailSearch } from './voicemail-search';
import { VoicemailState } from './voicemail-state';

type Row = VoicemailsQuery['voicemails']['items'][number];
const route = getRouteApi('/voicemail');

/** The inbox of voice messages: what waits longest first, live. */
export function VoicemailsPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const box = search.box ?? 'OPEN';
  const [{ data, fetching, error }, ask] = useLiveQuery({
    query: VoicemailsDocument,
    variables: useMemo(() => ({ ...pageVariables(search), box }), [search, box]),
  });
  const [{ data: changed }] = useLiveSubscription({ query: VoicemailChanged });
  useEffect(() => {
    if (changed) ask({ requestPolicy: 'network-only' });
  }, [changed, ask]);
  const change = (part: VoicemailSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const counts = data?.voicemailCounts;
  const count = {
    OPEN: counts?.open,
    UNHEARD: counts?.unheard,
    OVERDUE: counts?.overdue,
    MINE: counts?.mine,
  } as Record<string, number | undefined>;

  const columns: TableColumnsType<Row> = [
    {
      key: 'caller',
      title: t('voicemail.caller'),
      width: 220,
      render: (_, row) => (
        <Space>
          <Link to="/voicemail/$callId" params={{ callId: row.callId }}>
            <strong>{row.callerLocal || t('voicemail.withheld')}</strong>
          </Link>
          {row.citizen?.name}
        </Space>
      ),
    },
    { key: 'left', title: t('voicemail.left'), width: 165, render: (_, row) => dateTime(row.leftAt) },
    {
      key: 'length',
      title: t('voicemail.length'),
      width: 80,
      align: 'right',
      render: (_, row) => (row.sounds[0] ? duration(Math.round(row.sounds[0].seconds)) : '–'),
    },
    {
      key: 'due',
      title: t('voicemail.due'),
      width: 200,
      render: (_, row) => (
        <Space>
          {dateTime(row.dueAt)}
          {row.overdue && <Tag color="error">{t('voicemail.overdue')}</Tag>}
        </Space>
      ),
    },
    {
      key: 'state',
      title: t('case.state'),
      width: 150,
      render: (_, row) => <VoicemailState message={row} />,
    },
    { key: 'who', title: t('voicemail.assignedTo'), width: 90, render: (_, row) => row.assignedTo || '–' },
    {
      key: 'cases',
      title: t('nav.cases'),
      render: (_, row) =>
        row.cases.map((each) => (
          <Link key={each.id} to="/cases/$number" params={{ number: each.number }}>
            {each.number}{' '}
          </Link>
        )),
    },
  ];
  return (
    <Page
      title={t('nav.voicemail')}
      actions={
        <>
          <Segmented
            aria-label={t('voicemail.box')}
            value={box}
            options={BOXES.map((value) => ({
              value,
              label: `${t(`voicemailBox.${value}`)}${count[value] ? ` ${count[value]}` : ''}`,
            }))}
            onChange={(value) => change({ box: value === 'OPEN' ? undefined : value })}
          />
          <SearchText
            label={t('voicemail.search')}
            value={search.q ?? ''}
            width={200}
            onSearch={(q) => change({ q: q || undefined })}
          />
        </>
      }
    >
      <ListTable
        columns={columns}
        rows={data?.voicemails.items}
        total={data?.voicemails.total ?? 0}
        page={search.page ?? 1}
        fetching={fetching}
        error={error}
        empty={search.q ? t('list.noMatch') : t('voicemail.empty')}
        rowKey="callId"
        width={1040}
        onPage={(page) =>
          void navigate({ search: (old) => ({ ...old, page: page === 1 ? undefined : page }) })
        }
        onRetry={() => ask({ requestPolicy: 'network-only' })}
      />
    </Page>
  );
}
