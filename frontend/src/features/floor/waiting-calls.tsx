import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { TimeInState } from '@/entities/agent';
import type { FloorFragment } from '@/shared/graphql/generated/graphql';
import { localNumber } from '@/shared/ui/phone-number';

interface Props {
  calls: FloorFragment['waiting'];
  queues: FloorFragment['queues'];
}

/** Longest wait first. */
export function WaitingCalls({ calls, queues }: Props) {
  const { t } = useTranslation();
  if (calls.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('floor.nobodyWaits')} />;
  const name = (key: string) => queues.find((q) => q.key === key)?.name ?? key;
  return (
    <table className="waiting">
      <thead>
        <tr>
          <th scope="col">{t('pop.caller')}</th>
          <th scope="col">{t('pop.queue')}</th>
          <th scope="col">{t('floor.waited')}</th>
        </tr>
      </thead>
      <tbody>
        {[...calls]
          .sort((a, b) => a.since.localeCompare(b.since))
          .map((call) => (
            <tr key={call.callId}>
              <td>{localNumber(call.caller) || t('call.withheld')}</td>
              <td>{name(call.queue)}</td>
              <td>
                <TimeInState since={call.since} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
