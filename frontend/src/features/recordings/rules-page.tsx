import { getRouteApi } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '@/shared/ui/page';
import { DeletionsTab } from './deletions-tab';
import { HoldsTab } from './holds-tab';
import { PolicyTab } from './policy-tab';
import { RetentionTab } from './retention-tab';
import { RULE_TABS, type RulesSearch, type RuleTab } from './rules-search';
import './rules.css';

const route = getRouteApi('/recording-rules');

/** What is recorded, how long it is kept, what is held for the law, and what has been deleted. */
export function RecordingRulesPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: RulesSearch) =>
    void navigate({ search: (old) => ({ ...old, page: undefined, ...part }) });
  const inside = {
    policy: <PolicyTab />,
    retention: <RetentionTab />,
    holds: <HoldsTab search={search} onChange={change} />,
    deletions: <DeletionsTab search={search} onChange={change} />,
  } satisfies Record<RuleTab, React.ReactNode>;
  return (
    <Page title={t('nav.recordingRules')}>
      <Tabs
        activeKey={search.tab ?? 'policy'}
        destroyOnHidden
        onChange={(tab) => void navigate({ search: { tab: tab as RuleTab } })}
        items={RULE_TABS.map((key) => ({ key, label: t(`recordings.tabs.${key}`), children: inside[key] }))}
      />
    </Page>
  );
}
