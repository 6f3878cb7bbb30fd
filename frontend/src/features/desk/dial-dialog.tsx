import { PhoneOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { AgentStateTag } from '@/entities/agent';
import { CallDialMutation, TransferTargetsQuery, useDeskAction } from '@/entities/desk';
import { graphql } from '@/shared/graphql/generated';
import { dateTime } from '@/shared/ui/time';
import { useFirstFocus } from '@/shared/ui/use-first-focus';

/** Ready, or in a break. */
const MAY_BE_CALLED: ReadonlySet<string> = new Set(['READY', 'NOT_READY']);
const RecentNumbersQuery = graphql(`
  query RecentNumbers { recentNumbers { number numberLocal at } }
`);
const DIALLABLE = /^\+?[0-9][0-9 -]{2,19}$/;
const MOST_COLLEAGUES = 8;

/** Dial a number, redial one of the last, or call a colleague of any tenant. Enter dials what is typed. */
export default function DialDialog({ onClose, number: first = '' }: { onClose(): void; number?: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(first);
  useFirstFocus('dial-number');
  const [problem, setProblem] = useState('');
  const [run, dialling] = useDeskAction(CallDialMutation, { quiet: true });
  const wanted = text.trim();
  const [{ data: recent }] = useQuery({ query: RecentNumbersQuery, requestPolicy: 'cache-and-network' });
  const [{ data: found }] = useQuery({ query: TransferTargetsQuery, variables: { text: wanted || null } });

  const call = async (number: string, purpose: 'OUTBOUND' | 'INTERNAL') => {
    const outcome = await run({ number, purpose, caseNumber: null });
    if (outcome?.ok) onClose();
    else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  const dial = () => {
    if (!DIALLABLE.test(wanted)) return setProblem(t('call.invalidNumber'));
    void call(wanted.replace(/[ -]/g, ''), 'OUTBOUND');
  };
  const numbers = (recent?.recentNumbers ?? []).filter(
    (r) => !wanted || r.number.includes(wanted) || r.numberLocal.includes(wanted),
  );
  const colleagues = (found?.transferTargets ?? []).filter((target) => target.kind === 'agent');
  return (
    <Modal
      open
      title={t('call.dialTitle')}
      okText={t('call.dial')}
      confirmLoading={dialling}
      onOk={dial}
      onCancel={onClose}
      width={480}
    >
      {problem && <Alert type="error" showIcon title={problem} role="alert" style={{ marginBottom: 10 }} />}
      <Form onFinish={dial} layout="vertical">
        <Form.Item label={t('call.number')} htmlFor="dial-number">
          <Input
            id="dial-number"
            size="large"
            placeholder={t('control.numberOrColleague')}
            prefix={<PhoneOutlined aria-hidden />}
            value={text}
            onChange={(e) => {
              setText(e.target.value);
              setProblem('');
            }}
          />
        </Form.Item>
      </Form>
      {numbers.length > 0 && (
        <>
          <h3 className="dial-heading">{t('control.recent')}</h3>
          <ul className="target-list" aria-label={t('control.recent')}>
            {numbers.map((r) => (
              <li key={r.number}>
                <span className="target-name">{r.numberLocal}</span>
                <time className="target-kind" dateTime={r.at}>
                  {dateTime(r.at)}
                </time>
                <Button size="small" disabled={dialling} onClick={() => void call(r.number, 'OUTBOUND')}>
                  {t('call.dial')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className="dial-heading">{t('control.colleagues')}</h3>
      {colleagues.length === 0 ? (
        <p className="dial-none">{t('control.noColleagues')}</p>
      ) : (
        <ul className="target-list" aria-label={t('control.colleagues')}>
          {colleagues.slice(0, MOST_COLLEAGUES).map((target) => (
            <li key={target.key}>
              <span className="target-name">{target.label}</span>
              {target.state && <AgentStateTag state={target.state} />}
              <Button
                size="small"
                disabled={dialling || !MAY_BE_CALLED.has(target.state ?? '')}
                onClick={() => void call(target.key, 'INTERNAL')}
              >
                {t('control.callColleague')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
