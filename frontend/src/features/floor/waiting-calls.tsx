import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { TimeInState } from '@/entities/agent';
import type { FloorFragment } from '@/shared/graphql/generated/graphql';
import { localNumber } from '@/shared/ui/phone-number';
import { shortTime } from '@/shared/ui/time';

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
              <td>
                {localNumber(call.callBack ?? call.caller) || t('call.withheld')}
                {call.callBack ? (
                  <div className="waiting-note">
                    <span aria-hidden>↩ </span>
                    {t('queues.callBack')}
                    {call.callBackTries > 0 && ` · ${t('queues.tried', { n: call.callBackTries })}`}
                    {call.callBackDue && ` · ${t('queues.nextTry', { at: shortTime(call.callBackDue) })}`}
                  </div>
                ) : null}
              </td>
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
