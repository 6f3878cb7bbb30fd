import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import '@/entities/reach/origin.css';

/** What the white list grants a caller; nothing when it grants nothing. */
export function GrantMarks({ priority, free }: { priority: number; free: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {priority > 0 && (
        <Tag variant="filled" color="gold" className="origin-mark">
          <span aria-hidden>★ </span>
          {t('grant.priority', { priority })}
        </Tag>
      )}
      {free && (
        <Tag variant="filled" color="green" className="origin-mark">
          {t('grant.free')}
        </Tag>
      )}
    </>
  );
}
