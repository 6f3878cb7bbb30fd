import { MessageOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, type ButtonProps } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/shared/session/session';

const BeginTextDialog = lazy(async () => ({
  default: (await import('./begin-text-dialog')).BeginTextDialog,
}));

interface Props {
  /** Numbers to choose from, the likeliest first. */
  numbers?: readonly string[];
  caseNumber?: string;
  look?: Pick<ButtonProps, 'type' | 'size'>;
}

/** Writes a text message to a citizen; the conversation is opened when it is on its way. */
export function TextButton({ numbers = [], caseNumber, look }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const may = useMay('text.send');
  const [writing, setWriting] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button {...look} icon={<MessageOutlined />} onClick={() => setWriting(true)}>
        {t('text.begin')}
      </Button>
      {writing && (
        <Suspense>
          <BeginTextDialog
            numbers={numbers}
            caseNumber={caseNumber}
            onClose={() => setWriting(false)}
            onSent={(id) => {
              setWriting(false);
              void message.success(t('text.begun'));
              void navigate({ to: '/texts/$id', params: { id } });
            }}
          />
        </Suspense>
      )}
    </>
  );
}
