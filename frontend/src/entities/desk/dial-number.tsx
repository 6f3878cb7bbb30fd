import { PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/shared/session/session';
import { localNumber } from '@/shared/ui/phone-number';
import { useDial } from './use-dial';
import './dial-number.css';

/** A number that can be called by a click; plain text for those who may not call, and for numbers that are none. */
export function DialNumber({ number, caseNumber }: { number: string; caseNumber?: string | null }) {
  const { t } = useTranslation();
  const mayDial = useMay('call.control');
  const { dial, dialling, why } = useDial();
  const shown = localNumber(number);
  if (!mayDial || !number.startsWith('+')) return <>{shown}</>;
  return (
    <span className="dial-number">
      {shown}
      <Button
        size="small"
        type="text"
        icon={<PhoneOutlined />}
        aria-label={`${t('call.dial')} ${shown}`}
        title={why ? t(`dial.${why}`) : t('call.dial')}
        disabled={why !== null}
        loading={dialling}
        onClick={(event) => {
          event.stopPropagation();
          void dial(number, 'OUTBOUND', caseNumber ?? undefined);
        }}
      />
    </span>
  );
}
