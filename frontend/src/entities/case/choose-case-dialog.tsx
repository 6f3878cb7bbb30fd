import { Alert, Button, Empty, Input, Modal, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { errorCode } from '@/shared/graphql/errors';
import { graphql } from '@/shared/graphql/generated';
import { shortTime } from '@/shared/ui/time';
import { CaseStateTag } from './case-state';
import './choose-case.css';

const FileCasesDocument = graphql(`
  query FileCases($filter: CaseFilter) {
    cases(filter: $filter, first: 10) { items { number title state registeredAt } }
  }
`);

interface Props {
  /** The sender's number: their cases are offered first. */
  phone: string;
  busy: boolean;
  onClose(): void;
  onNew?: () => void;
  onChosen(number: string): void;
}

/** Which case a fax or a letter belongs to: the sender's newest ones, or what is looked for. */
export function ChooseCaseDialog({ phone, busy, onClose, onNew, onChosen }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const filter = asked ? { text: asked } : phone ? { phone } : {};
  const [{ data, fetching, error }] = useQuery({
    query: FileCasesDocument,
    variables: { filter },
    requestPolicy: 'cache-and-network',
  });
  const rows = data?.cases.items ?? [];
  return (
    <Modal
      open
      title={t('fax.toCase')}
      width={640}
      onCancel={onClose}
      footer={
        <>
          {onNew && <Button onClick={onNew}>{t('fax.toNewCase')}</Button>}
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </>
      }
    >
      <Input.Search
        autoFocus
        allowClear
        aria-label={t('fax.findCase')}
        placeholder={t('fax.findCase')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        style={{ marginBottom: 10 }}
      />
      {!asked && phone && rows.length > 0 && <p className="hint">{t('fax.casesOfSender')}</p>}
      {error && <Alert type="error" showIcon title={t(`error.${errorCode(error)}`)} />}
      {fetching && rows.length === 0 && <Spin />}
      {!fetching && rows.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t(asked ? 'list.noMatch' : 'fax.noCaseOfSender')}
        />
      )}
      <ul className="choose-case-list">
        {rows.map((row) => (
          <li key={row.number} className="choose-case-row">
            <strong>{row.number}</strong>
            <span title={row.title}>{row.title}</span>
            <CaseStateTag state={row.state} />
            <small>{shortTime(row.registeredAt)}</small>
            <Button size="small" type="primary" disabled={busy} onClick={() => onChosen(row.number)}>
              {t('fax.fileHere')}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
