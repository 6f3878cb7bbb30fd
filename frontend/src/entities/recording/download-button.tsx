import { DownloadOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Takes the file home. Asks why: the reason is in the audit log. */
export function DownloadButton({ url, number }: { url: string; number: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const take = () => {
    if (!said) return;
    const link = document.createElement('a');
    link.href = `${url.replace(/audio$/, 'file')}?${new URLSearchParams({ reason: said })}`;
    link.download = '';
    link.click();
    setOpen(false);
    setReason('');
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      title={t('recording.download', { number })}
      content={
        <div className="recording-reason">
          <Input
            autoFocus
            aria-label={t('recording.reason')}
            placeholder={t('recording.reason')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={take}
          />
          <Button type="primary" disabled={!said} onClick={take}>
            {t('recording.save')}
          </Button>
        </div>
      }
    >
      <Button
        size="small"
        icon={<DownloadOutlined />}
        aria-label={t('recording.download', { number })}
        title={t('recording.download', { number })}
      />
    </Popover>
  );
}
