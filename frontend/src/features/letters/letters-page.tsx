import { getRouteApi } from '@tanstack/react-router';
import { Badge, Segmented, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/shared/ui/page';
import { SearchText } from '@/shared/ui/search-text';
import { Inbox } from './inbox';
import { INBOXES, type LetterSearch, OUTBOXES } from './letter-search';
import { Outbox } from './outbox';
import './letters.css';

const route = getRouteApi('/letters');

/** What citizens write, as work; what was written to them. */
export function LettersPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [counts, setCounts] = useState<Record<string, number>>({});
  const out = search.tab === 'out';
  const change = (part: LetterSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const counted = (word: string, count = 0) => (count ? `${word} ${count}` : word);
  const boxes = out
    ? OUTBOXES.map((value) => ({
        value: value as string,
        label: counted(t(`letterOutbox.${value}`), value === 'FAILED' ? counts.failed : 0),
      }))
    : INBOXES.map((value) => ({
        value: value as string,
        label: counted(t(`letterInbox.${value}`), counts[value.toLowerCase()]),
      }));
  const list = {
    search,
    onPage: (page: number) => void navigate({ search: (old) => ({ ...old, page }) }),
    onCounts: setCounts,
  };
  return (
    <Page
      title={t('nav.letters')}
      actions={
        <SearchText
          key={out ? 'out' : 'in'}
          label={t(out ? 'letter.searchOut' : 'letter.searchIn')}
          value={search.q ?? ''}
          width={260}
          onSearch={(q) => change({ q: q || undefined })}
        />
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
                {t('letter.inbox')} <Badge count={counts.new ?? 0} size="small" color="blue" />
              </>
            ),
          },
          {
            key: 'out',
            label: (
              <>
                {t('letter.outbox')} <Badge count={counts.failed ?? 0} size="small" />
              </>
            ),
          },
        ]}
      />
      <div className="letter-filters">
        <Segmented
          aria-label={t('letter.box')}
          value={out ? (search.out ?? 'ALL') : (search.box ?? 'OPEN')}
          options={boxes}
          onChange={(value) =>
            change(
              out
                ? { out: value === 'ALL' ? undefined : (value as LetterSearch['out']) }
                : { box: value === 'OPEN' ? undefined : (value as LetterSearch['box']) },
            )
          }
        />
      </div>
      {out ? <Outbox {...list} /> : <Inbox {...list} />}
    </Page>
  );
}
