import { PhoneOutlined } from '@ant-design/icons';
import { Alert, App, Button, Form, Input, Modal, Radio, Rate } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDial } from '@/entities/desk';
import type { CaseDetailFragment } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useMay } from '@/shared/session/session';
import { localNumber } from '@/shared/ui/phone-number';
import { CaseRecordCallBackMutation } from './case-documents';

interface Props {
  of: CaseDetailFragment;
  onClose(): void;
  onConflict(): void;
}

type Field = 'contacted' | 'resolved' | 'satisfied';

/** Ask the citizen: contacted? resolved? satisfied? The call is dialled from here and belongs to the record. */
export function CallBackDialog({ of, onClose, onConflict }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayDial = useMay('call.control');
  const { desk, call } = useDesk();
  const { dial, dialling, why } = useDial();
  const [callId, setCallId] = useState<string | null>(null);
  const [contacted, setContacted] = useState<boolean | null>(null);
  const [resolved, setResolved] = useState<boolean | null>(null);
  const [satisfied, setSatisfied] = useState(0);
  const [note, setNote] = useState('');
  const [problems, setProblems] = useState<Partial<Record<Field, string>>>({});
  const [general, setGeneral] = useState('');
  const [run, running] = useAction(CaseRecordCallBackMutation, { quiet: true });
  const still = of.allowedActions.includes('RECORD_CALL_BACK');

  const callCitizen = async () => {
    const outcome = await dial(of.reporterPhone, 'CALLBACK', of.number);
    if (outcome?.ok) setCallId(outcome.payload.callId ?? null);
  };
  const submit = async () => {
    const lacking: Partial<Record<Field, string>> = {};
    if (contacted === null) lacking.contacted = t('form.required');
    if (contacted && resolved === null) lacking.resolved = t('form.required');
    if (contacted && satisfied === 0) lacking.satisfied = t('form.required');
    setProblems(lacking);
    setGeneral('');
    if (Object.keys(lacking).length > 0 || contacted === null) return;
    const outcome = await run({
      number: of.number,
      version: of.version,
      contacted,
      resolved: contacted ? resolved : null,
      satisfied: contacted ? satisfied : null,
      note: note.trim() || null,
      callId: callId ?? (desk?.lastCall?.reference === of.number ? desk.lastCall.callId : null),
    });
    if (!outcome) return;
    if (outcome.ok) {
      void message.success(t('case.stepDone', { action: t('caseAction.RECORD_CALL_BACK') }));
      return onClose();
    }
    for (const error of outcome.errors) {
      if (error.code === 'STALE_VERSION' || error.code === 'ILLEGAL_MOVE') onConflict();
      if (error.field === 'contacted' || error.field === 'resolved' || error.field === 'satisfied')
        setProblems((old) => ({ ...old, [error.field as Field]: error.message }));
      else setGeneral(error.code === 'STALE_VERSION' ? t('case.stale') : error.message);
    }
  };
  const item = (field: Field, required: boolean, input: React.ReactNode) => (
    <Form.Item
      label={t(`callBack.${field}`)}
      required={required}
      validateStatus={problems[field] ? 'error' : ''}
      help={problems[field]}
    >
      {input}
    </Form.Item>
  );
  const yesNo = [
    { value: true, label: t('callBack.yes') },
    { value: false, label: t('callBack.no') },
  ];

  return (
    <Modal
      open
      title={t('caseAction.RECORD_CALL_BACK')}
      okText={t('action.save')}
      okButtonProps={{ disabled: !still }}
      confirmLoading={running}
      onOk={() => void submit()}
      onCancel={onClose}
      maskClosable={false}
      width={520}
    >
      {!still && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('case.noLongerPossible')}
          className="action-alert"
        />
      )}
      {general && <Alert type="error" showIcon role="alert" title={general} className="action-alert" />}
      <div className="call-back-dial">
        <strong>{of.reporterName || t('citizen.unnamed')}</strong>
        <span>{localNumber(of.reporterPhone)}</span>
        {mayDial && (
          <Button
            type="primary"
            ghost
            icon={<PhoneOutlined />}
            loading={dialling}
            disabled={why !== null}
            title={why ? t(`dial.${why}`) : undefined}
            onClick={() => void callCitizen()}
          >
            {call && callId === call.callId ? t(`callState.${call.state}`) : t('callBack.dial')}
          </Button>
        )}
      </div>
      {mayDial && why === 'noSeat' && <p className="hint">{t('dial.noSeat')}</p>}
      <Form layout="vertical">
        {item(
          'contacted',
          true,
          <Radio.Group value={contacted} onChange={(e) => setContacted(e.target.value)} options={yesNo} />,
        )}
        {contacted && (
          <>
            {item(
              'resolved',
              true,
              <Radio.Group value={resolved} onChange={(e) => setResolved(e.target.value)} options={yesNo} />,
            )}
            {item(
              'satisfied',
              true,
              <span>
                <Rate
                  value={satisfied}
                  onChange={setSatisfied}
                  tooltips={[1, 2, 3, 4, 5].map((n) => satisfactionWord(t, n))}
                />{' '}
                {satisfied > 0 && satisfactionWord(t, satisfied)}
              </span>,
            )}
          </>
        )}
        <Form.Item label={t('actionText.note')} htmlFor="call-back-note">
          <Input.TextArea
            id="call-back-note"
            rows={3}
            className="growing"
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const LEVELS = ['1', '2', '3', '4', '5'] as const;
type Translate = (key: `satisfaction.${(typeof LEVELS)[number]}`) => string;

export function satisfactionWord(t: Translate, level: number): string {
  const key = LEVELS[level - 1];
  return key ? t(`satisfaction.${key}`) : '';
}
