import { Alert, Button, Skeleton, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { errorCode } from '@/shared/graphql/errors';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { Page } from '@/shared/ui/page';
import { Addresses } from './addresses';
import { NumbersAreas } from './numbers-areas';
import { QueueList } from './queue-list';
import { RoutingSetupDocument } from './setup-documents';
import { SkillMatrix } from './skill-matrix';
import { WorkRules } from './work-rules';
import './setup.css';

/** Waiting lines, skills, and for the city what can be called. Every change reaches the telephone at once. */
export function QueuesPage() {
  const { t } = useTranslation();
  const [{ data, error }, ask] = useLiveQuery({ query: RoutingSetupDocument });
  const again = () => ask({ requestPolicy: 'network-only' });
  const setup = data?.routingSetup;
  return (
    <Page title={t('nav.queues')}>
      {error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={again}>{t('action.retry')}</Button>}
        />
      )}
      {!setup && !error && <Skeleton active />}
      {setup && (
        <Tabs
          items={[
            { key: 'queues', label: t('setup.queues'), children: <QueueList setup={setup} again={again} /> },
            {
              key: 'skills',
              label: t('setup.skills'),
              children: <SkillMatrix setup={setup} again={again} />,
            },
            { key: 'work', label: t('written.rules'), children: <WorkRules routing={setup} /> },
            { key: 'addresses', label: t('address.tab'), children: <Addresses routing={setup} /> },
            ...(setup.isCity || setup.numbers.length > 0
              ? [
                  {
                    key: 'numbers',
                    label: t(setup.isCity ? 'setup.numbersAreas' : 'countyNumbers.ownNumbers'),
                    children: <NumbersAreas setup={setup} again={again} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </Page>
  );
}
