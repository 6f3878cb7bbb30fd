import { StopOutlined } from '@ant-design/icons';
import { Alert, App, Button, Form, Input, Modal, Radio, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '@/shared/graphql/generated';
import { useAction } from '@/shared/graphql/use-action';
import { useMay } from '@/shared/session/session';
import { useFirstFocus } from '@/shared/ui/use-first-focus';

const CallerBlockMutation = graphql(`
  mutation CallerBlock($callId: String!, $reason: String!, $days: Int!) {
    callerBlock(callId: $callId, reason: $reason, days: $days) {
      entryId proposalId errors { code field message }
    }
  }
`);
const CallerBlockWithdrawMutation = graphql(`
  mutation CallerBlockWithdraw($id: ID!) { callerBlockWithdraw(id: $id) { ok errors { code field message } } }
`);
const ListedNumberTakeBackMutation = graphql(`
  mutation ListedNumberTakeBack($id: ID!) { listedNumberRemove(id: $id) { ok errors { code field message } } }
`);
const TERMS = [1, 7, 30, 90] as const;
const REASONS = ['harassment', 'silent', 'abuse', 'advertising'] as const;
const UNDO_SECONDS = 15;

/** "Block this caller" beside a call: for some days, with a reason; who may not keep the lists proposes it. */
export function BlockCaller({ callId, number }: { callId: string; number: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" danger icon={<StopOutlined />} onClick={() => setOpen(true)}>
        {t('lists.block')}
      </Button>
      {open && <BlockDialog callId={callId} number={number} onClose={() => setOpen(false)} />}
    </>
  );
}

function BlockDialog({ callId, number, onClose }: { callId: string; number: string; onClose(): void }) {
  const { t } = useTranslation();
  const { notification, message } = App.useApp();
  const keeper = useMay('admin.lists');
  const [reason, setReason] = useState('');
  const [days, setDays] = useState<number>(7);
  const [problem, setProblem] = useState('');
  const [block, blocking] = useAction(CallerBlockMutation, { quiet: true });
  const [withdraw] = useAction(CallerBlockWithdrawMutation);
  const [takeBack] = useAction(ListedNumberTakeBackMutation);
  useFirstFocus('block-reason');
  const submit = async () => {
    if (!reason.trim()) return setProblem(t('form.required'));
    const outcome = await block({ callId, reason: reason.trim(), days });
    if (!outcome) return;
    if (!outcome.ok) return setProblem(outcome.errors.map((e) => e.message).join(' '));
    const { entryId, proposalId } = outcome.payload;
    const key = `block-${callId}`;
    const undo = async () => {
      const undone = entryId
        ? await takeBack({ id: entryId })
        : proposalId
          ? await withdraw({ id: proposalId })
          : null;
      if (!undone?.ok) return;
      notification.destroy(key);
      void message.success(t('block.undone'));
    };
    notification.success({
      key,
      title: t(entryId ? 'block.blocked' : 'block.proposed', { number, count: days }),
      actions: (
        <Button size="small" onClick={() => void undo()}>
          {t('block.undo')}
        </Button>
      ),
      duration: UNDO_SECONDS,
    });
    onClose();
  };
  return (
    <Modal
      open
      width={460}
      title={t('block.title', { number })}
      okText={t(keeper ? 'block.now' : 'block.propose')}
      okButtonProps={{ danger: true }}
      confirmLoading={blocking}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 10 }} />}
      <p className="hint">{t(keeper ? 'block.nowHint' : 'block.proposeHint')}</p>
      <Form layout="vertical" onFinish={() => void submit()}>
        <Form.Item label={t('lists.reason')} htmlFor="block-reason" required>
          <Input
            id="block-reason"
            value={reason}
            maxLength={200}
            onChange={(e) => setReason(e.target.value)}
            onPressEnter={() => void submit()}
          />
          <Space wrap size={4} style={{ marginTop: 6 }}>
            {REASONS.map((each) => (
              <Button key={each} size="small" onClick={() => setReason(t(`block.reasons.${each}`))}>
                {t(`block.reasons.${each}`)}
              </Button>
            ))}
          </Space>
        </Form.Item>
        <Form.Item label={t('block.term')}>
          <Radio.Group
            aria-label={t('block.term')}
            value={days}
            onChange={(e) => setDays(e.target.value as number)}
            options={TERMS.map((value) => ({ value, label: t('block.days', { count: value }) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
