import { PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDial } from '@/entities/desk';
import { TextButton } from '@/entities/text/text-button';
import type { CaseDetailFragment } from '@/shared/graphql/generated/graphql';
import { useMay } from '@/shared/session/session';
import { localNumber } from '@/shared/ui/phone-number';
import { dateTime } from '@/shared/ui/time';

export function CaseTexts({ of }: { of: CaseDetailFragment }) {
  const { t } = useTranslation();
  return (
    <>
      <section className="panel">
        <h2>{t('caseField.content')}</h2>
        <p className="prose">{of.content}</p>
      </section>
      {of.reply && (
        <section className="panel">
          <h2>{t('case.reply')}</h2>
          <p className="prose">{of.reply}</p>
        </section>
      )}
    </>
  );
}

export function CaseFacts({ of }: { of: CaseDetailFragment }) {
  const { t } = useTranslation();
  const mayDial = useMay('call.control');
  const { dial, dialling, why } = useDial();
  const facts: [string, React.ReactNode, boolean?][] = [
    [t('caseField.reporterName'), of.reporterName || of.citizen?.name || '–'],
    [
      t('caseField.reporterPhone'),
      <span key="phone">
        {localNumber(of.reporterPhone)}{' '}
        {mayDial && of.reporterPhone && (
          <Button
            size="small"
            type="link"
            icon={<PhoneOutlined />}
            disabled={why !== null}
            loading={dialling}
            title={why ? t(`dial.${why}`) : undefined}
            onClick={() => void dial(of.reporterPhone, 'OUTBOUND', of.number)}
          >
            {t('call.dial')}
          </Button>
        )}
        {of.reporterPhone && (
          <TextButton
            numbers={[of.reporterPhone]}
            caseNumber={of.number}
            look={{ type: 'link', size: 'small' }}
          />
        )}
      </span>,
    ],
    [t('caseField.address'), of.address || '–', true],
    [t('caseField.categoryId'), of.category?.name ?? '–'],
    [t('caseField.unit'), of.unit?.name ?? '–'],
    [t('case.origin'), of.origin.name],
    [t('case.handler'), of.handler?.name ?? '–'],
    [t('case.registeredAt'), dateTime(of.registeredAt)],
    [t('case.registeredBy'), of.registeredBy],
  ];
  return (
    <section className="panel" aria-label={t('case.facts')}>
      <dl className="case-facts">
        {facts.map(([name, value, wide]) => (
          <div key={name} className={wide ? 'wide' : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
