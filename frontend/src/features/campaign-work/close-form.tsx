import { Button, DatePicker, Form, Input, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '@/shared/graphql/use-action';
import { TargetCloseMutation } from './work-documents';

const DISPOSITIONS = ['DONE', 'REFUSED', 'WRONG_PERSON', 'CALL_LATER', 'DO_NOT_CALL'] as const;

/** What came of the talk. */
export function CloseForm({ id }: { id: string }) {
  const { t } = useTranslation();
  const [disposition, setDisposition] = useState<(typeof DISPOSITIONS)[number]>('DONE');
  const [remark, setRemark] = useState('');
  const [at, setAt] = useState<Dayjs | null>(dayjs().add(1, 'day').hour(10).minute(0).second(0));
  const [close, closing] = useAction(TargetCloseMutation);
  const later = disposition === 'CALL_LATER';
  return (
    <Form
      layout="vertical"
      className="work-close"
      onFinish={() =>
        void close({ id, disposition, remark, callAgainAt: later && at ? at.toISOString() : null })
      }
    >
      <Form.Item label={t('work.result')}>
        <Radio.Group
          value={disposition}
          onChange={(e) => setDisposition(e.target.value)}
          options={DISPOSITIONS.map((value) => ({ value, label: t(`campaign.disposition.${value}`) }))}
        />
      </Form.Item>
      {later && (
        <Form.Item label={t('work.callAgainAt')} htmlFor="work-again">
          <DatePicker
            id="work-again"
            showTime={{ format: 'HH:mm' }}
            value={at}
            onChange={setAt}
            minDate={dayjs()}
          />
        </Form.Item>
      )}
      <Form.Item label={t('work.remark')} htmlFor="work-remark">
        <Input id="work-remark" maxLength={500} value={remark} onChange={(e) => setRemark(e.target.value)} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={closing} disabled={later && !at}>
        {t('work.close')}
      </Button>
    </Form>
  );
}
