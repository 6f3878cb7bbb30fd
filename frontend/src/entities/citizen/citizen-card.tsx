import { EditOutlined, StarFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CitizenCardFragment } from '@/shared/graphql/generated/graphql';
import { localNumber } from '@/shared/ui/phone-number';
import './citizen.css';

export function CitizenCard({ citizen, onEdit }: { citizen: CitizenCardFragment; onEdit?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="citizen-card">
      <div className="citizen-name">
        <strong>{citizen.name || t('citizen.unnamed')}</strong>
        {citizen.gender && <span>{genderWord(t, citizen.gender)}</span>}
        {citizen.important && (
          <span className="citizen-important">
            <StarFilled aria-hidden /> {t('citizen.important')}
          </span>
        )}
        {onEdit && (
          <Button size="small" type="text" icon={<EditOutlined />} onClick={onEdit} className="citizen-edit">
            {t('action.edit')}
          </Button>
        )}
      </div>
      <div className="citizen-phones">{citizen.phones.map(localNumber).join(' · ')}</div>
      {citizen.mails.length > 0 && <div className="citizen-mails">{citizen.mails.join(' · ')}</div>}
      {(citizen.area || citizen.address) && (
        <div>{[citizen.area, citizen.address].filter(Boolean).join(' · ')}</div>
      )}
      {citizen.note && <p className="citizen-note">{citizen.note}</p>}
    </div>
  );
}

export const GENDERS = ['male', 'female'] as const;
type Translate = (key: `citizen.${(typeof GENDERS)[number]}`) => string;

export function genderWord(t: Translate, gender: string): string {
  const key = gender.toLowerCase();
  return key === 'male' || key === 'female' ? t(`citizen.${key}`) : gender;
}
