import { Alert, Button, Empty, Input, Modal, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { errorCode } from '@/shared/graphql/errors';
import { localNumber } from '@/shared/ui/phone-number';
import { LetterCitizensDocument } from './letter-list-documents';

interface Props {
  begin: string;
  busy: boolean;
  onClose(): void;
  onChosen(id: string): void;
}

/** Whose address this is: a citizen who is known already. */
export function LinkDialog({ begin, busy, onClose, onChosen }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(begin);
  const asked = useDeferredValue(text.trim());
  const [{ data, fetching, error }] = useQuery({
    query: LetterCitizensDocument,
    variables: { text: asked },
    requestPolicy: 'cache-and-network',
  });
  const rows = data?.citizens.items ?? [];
  return (
    <Modal
      open
      title={t('letter.link')}
      width={600}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('action.cancel')}</Button>}
    >
      <Input.Search
        autoFocus
        allowClear
        aria-label={t('citizen.search')}
        placeholder={t('citizen.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        style={{ marginBottom: 10 }}
      />
      {error && <Alert type="error" showIcon title={t(`error.${errorCode(error)}`)} />}
      {fetching && rows.length === 0 && <Spin />}
      {!fetching && rows.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('list.noMatch')} />
      )}
      <ul className="letter-people">
        {rows.map((row) => (
          <li key={row.id}>
            <strong>{row.name || t('citizen.unnamed')}</strong>
            <span>
              {[...row.phones.map(localNumber), ...row.mails, row.address].filter(Boolean).join(' · ')}
            </span>
            <Button size="small" type="primary" disabled={busy} onClick={() => onChosen(row.id)}>
              {t('letter.linkHere')}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
