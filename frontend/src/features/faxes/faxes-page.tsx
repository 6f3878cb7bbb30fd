import { getRouteApi } from '@tanstack/react-router';
import { Badge, Button, DatePicker, Segmented, Tabs } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SendFaxDialog } from '@/entities/fax';
import { useMay } from '@/shared/session/session';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { type FaxSearch, INBOXES, OUTBOXES } from './fax-search';
import { Inbox } from './inbox';
import { Outbox } from './outbox';
import './faxes.css';

const route = getRouteApi('/faxes');
const DAY = 'YYYY-MM-DD';

/** Faxes that came, as work; faxes that go out. */
export function FaxesPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const maySend = useMay('fax.send');
  const [sending, setSending] = useState(false);
  const [counts, setCounts] = useState<Record<string, number>>({});
  const out = search.tab === 'out';
  const change = (part: FaxSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const boxes = out
    ? OUTBOXES.map((value) => ({
        value: value as string,
        label: `${t(`faxOutbox.${value}`)}${value === 'GOING' && counts.going ? ` ${counts.going}` : ''}`,
      }))
    : INBOXES.map((value) => {
        const count = counts[value.toLowerCase()];
        return { value: value as string, label: `${t(`faxInbox.${value}`)}${count ? ` ${count}` : ''}` };
      });
  const list = {
    search,
    onPage: (page: number) => void navigate({ search: (old) => ({ ...old, page }) }),
    onCounts: setCounts,
  };
  return (
    <Page
      title={t('nav.faxes')}
      actions={
        <>
          <SearchText
            key={out ? 'out' : 'in'}
            label={t(out ? 'fax.searchOut' : 'fax.searchIn')}
            value={search.q ?? ''}
            width={220}
            onSearch={(q) => change({ q: q || undefined })}
          />
          {maySend && (
            <Button type="primary" onClick={() => setSending(true)}>
              {t('fax.sendFile')}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        activeKey={out ? 'out' : 'in'}
        onChange={(tab) => void navigate({ search: tab === 'out' ? { tab: 'out' } : {} })}
        items={[
          {
            key: 'in',
            label: (
              <>
                {t('fax.inbox')} <Badge count={counts.new ?? 0} size="small" color="blue" />
              </>
            ),
          },
          { key: 'out', label: t('fax.outbox') },
        ]}
      />
      <div className="fax-filters">
        <Segmented
          aria-label={t('fax.box')}
          value={out ? (search.out ?? 'ALL') : (search.box ?? 'OPEN')}
          options={boxes}
          onChange={(value) =>
            change(
              out
                ? { out: value === 'ALL' ? undefined : (value as FaxSearch['out']) }
                : { box: value === 'OPEN' ? undefined : (value as FaxSearch['box']) },
            )
          }
        />
        <DatePicker.RangePicker
          aria-label={t('fax.period')}
          allowEmpty={[true, true]}
          value={[search.since ? dayjs(search.since) : null, search.until ? dayjs(search.until) : null]}
          onChange={(days) => change({ since: days?.[0]?.format(DAY), until: days?.[1]?.format(DAY) })}
        />
      </div>
      {out ? <Outbox {...list} /> : <Inbox {...list} />}
      {sending && (
        <SendFaxDialog
          onClose={() => setSending(false)}
          onSent={(fax) => {
            setSending(false);
            void navigate({ to: '/faxes/sent/$id', params: { id: fax.id } });
          }}
        />
      )}
    </Page>
  );
}
