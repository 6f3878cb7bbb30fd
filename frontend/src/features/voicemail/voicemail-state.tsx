import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  message: {
    listenedAt?: string | null;
    doneAt?: string | null;
    how?: 'CASE' | 'CALLED_BACK' | 'NOTHING' | 'SPAM' | null;
  };
}

/** Unheard, heard, or done and how. */
export function VoicemailState({ message }: Props) {
  const { t } = useTranslation();
  if (message.doneAt && message.how) return <Tag color="success">{t(`voicemailHow.${message.how}`)}</Tag>;
  return message.listenedAt ? (
    <Tag color="processing">{t('voicemailBox.HEARD')}</Tag>
  ) : (
    <Tag color="warning">{t('voicemailBox.UNHEARD')}</Tag>
  );
}
