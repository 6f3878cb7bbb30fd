import { PhoneOutlined } from '@ant-design/icons';
import { Alert, App, Button, Empty, Modal, Select, Space, Steps } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '@/shared/graphql/generated';
import type { PromptTakeChoice } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';

const PromptSeatsDocument = graphql(`
  query PromptSeats { promptSeats { seat agent name free } }
`);
const PromptTakeDocument = graphql(`
  query PromptTake($callId: String!) { promptTake(callId: $callId) { step number } }
`);
const PromptRecordAtSeatMutation = graphql(`
  mutation PromptRecordAtSeat($key: String!, $language: String!, $seat: String!) {
    promptRecordAtSeat(key: $key, language: $language, seat: $seat) { callId errors { code field message } }
  }
`);
const PromptTakeDecideMutation = graphql(`
  mutation PromptTakeDecide($callId: String!, $choice: PromptTakeChoice!) {
    promptTakeDecide(callId: $callId, choice: $choice) { ok errors { code field message } }
  }
`);
const POLL_MS = 1000;
const ENDED = new Set(['DRAFT', 'FAILED', 'OVER']);
const PLACE: Record<string, number> = { OPENING: 0, RECORDING: 1, REVIEW: 2, KEPT: 3, FETCHING: 3, DRAFT: 3 };

interface Props {
  promptKey: string;
  language: string;
  onDraft(): void;
}

/** "Record at a telephone": a seat is rung, somebody speaks after the beep; it becomes a draft version. */
export function SeatRecorder({ promptKey, language, onDraft }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<PhoneOutlined />} onClick={() => setOpen(true)}>
        {t('take.record')}
      </Button>
      {open && (
        <TakeDialog
          promptKey={promptKey}
          language={language}
          onClose={(drafted) => {
            setOpen(false);
            if (drafted) onDraft();
          }}
        />
      )}
    </>
  );
}

function TakeDialog({
  promptKey,
  language,
  onClose,
}: {
  promptKey: string;
  language: string;
  onClose(drafted: boolean): void;
}) {
  const { t } = useTranslation();
  const [callId, setCallId] = useState<string | null>(null);
  const [seat, setSeat] = useState<string>();
  const [problem, setProblem] = useState('');
  const [{ data, fetching }, ask] = useQuery({
    query: PromptSeatsDocument,
    requestPolicy: 'network-only',
  });
  const [ring, ringing] = useAction(PromptRecordAtSeatMutation, { quiet: true });
  const seats = data?.promptSeats ?? [];
  const start = async () => {
    if (!seat) return;
    setProblem('');
    const outcome = await ring({ key: promptKey, language, seat });
    if (outcome?.ok) setCallId(outcome.payload.callId ?? null);
    else if (outcome) {
      setProblem(outcome.errors.map((e) => e.message).join(' '));
      ask({ requestPolicy: 'network-only' });
    }
  };
  return (
    <Modal
      open
      width={560}
      title={t('take.title', { key: promptKey })}
      footer={null}
      onCancel={() => onClose(callId !== null)}
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 10 }} />}
      {callId ? (
        <TakeProgress callId={callId} onAgain={() => setCallId(null)} onDone={() => onClose(true)} />
      ) : !fetching && seats.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('take.noSeat')} />
      ) : (
        <Space orientation="vertical" style={{ width: '100%' }}>
          <p className="hint">{t('take.hint')}</p>
          <Select
            aria-label={t('take.seat')}
            placeholder={t('take.seat')}
            loading={fetching}
            style={{ width: '100%' }}
            value={seat}
            onChange={setSeat}
            options={seats.map((each) => ({
              value: each.seat,
              disabled: !each.free,
              label: `${each.seat} · ${each.name} ${each.free ? '' : `(${t('take.busy')})`}`,
            }))}
          />
          <Button type="primary" disabled={!seat} loading={ringing} onClick={() => void start()}>
            {t('take.ring')}
          </Button>
        </Space>
      )}
    </Modal>
  );
}

function TakeProgress({ callId, onAgain, onDone }: { callId: string; onAgain(): void; onDone(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [{ data }, ask] = useQuery({
    query: PromptTakeDocument,
    variables: { callId },
    requestPolicy: 'network-only',
  });
  const [decide, deciding] = useAction(PromptTakeDecideMutation);
  const [finishing, setFinishing] = useState(false);
  const step = data?.promptTake.step ?? 'OPENING';
  const ended = ENDED.has(step);
  useEffect(() => {
    if (ended) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), POLL_MS);
    return () => clearInterval(timer);
  }, [ended, ask]);
  useEffect(() => {
    if (step !== 'DRAFT') return;
    void message.success(t('take.drafted', { number: data?.promptTake.number ?? 0 }));
    onDone();
  }, [step, data, message, t, onDone]);
  // what is pressed during the beep takes effect when it is over; until then nothing else is to be pressed
  useEffect(() => {
    if (step !== 'RECORDING') setFinishing(false);
  }, [step]);
  const choose = async (choice: PromptTakeChoice) => {
    setFinishing(step === 'RECORDING');
    const outcome = await decide({ callId, choice });
    if (!outcome?.ok) setFinishing(false);
    ask({ requestPolicy: 'network-only' });
  };
  if (step === 'FAILED' || step === 'OVER')
    return (
      <Space orientation="vertical">
        <Alert type="warning" showIcon role="alert" title={t(`take.step.${step}`)} />
        <Button onClick={onAgain}>{t('take.tryAgain')}</Button>
      </Space>
    );
  return (
    <Space orientation="vertical" size="large" style={{ width: '100%' }} aria-live="polite">
      <Steps
        size="small"
        current={PLACE[step] ?? 0}
        items={(['OPENING', 'RECORDING', 'REVIEW', 'KEPT'] as const).map((each) => ({
          title: t(`take.step.${each}`),
        }))}
      />
      <Space>
        {step === 'RECORDING' && (
          <Button loading={deciding || finishing} onClick={() => void choose('KEEP')}>
            {t('take.finish')}
          </Button>
        )}
        {step === 'REVIEW' && (
          <>
            <Button type="primary" loading={deciding} onClick={() => void choose('KEEP')}>
              {t('take.keep')} (1)
            </Button>
            <Button loading={deciding} onClick={() => void choose('AGAIN')}>
              {t('take.again')} (2)
            </Button>
            <Button loading={deciding} onClick={() => void choose('LISTEN')}>
              {t('take.listen')} (3)
            </Button>
          </>
        )}
      </Space>
    </Space>
  );
}
