import { Alert, App, Checkbox, Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ReportEvery,
  ReportLanguage,
  ReportRecipientsQuery,
  StatisticsSubject,
} from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import { RecipientSetMutation } from './sending-documents';
import { SUBJECTS } from './statistics-search';

export type Recipient = ReportRecipientsQuery['reportRecipients'][number];

export const PERIODS = ['DAY', 'WEEK', 'MONTH'] as const satisfies readonly ReportEvery[];

const LANGUAGES = { ZH_HANS: '简体中文', ZH_HANT: '繁體中文', EN: 'English' } as const satisfies Record<
  ReportLanguage,
  string
>;

/** Addresses of mail are kept as mailto:, and shown as people write them. */
export const shownAddress = (url: string): string => url.replace(/^mailto:/, '');
/** Does this address mean mail? */
export const isMail = (url: string): boolean => url.includes('@') && !/^https?:/.test(url);

interface Props {
  recipient: Recipient | null;
  /** With the secret of a new one, to be shown this once. */
  onClose(done: boolean, secret?: string): void;
}

/** Who gets which tables, how often, and where. */
export function RecipientDialog({ recipient, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [name, setName] = useState(recipient?.name ?? '');
  const [url, setUrl] = useState(shownAddress(recipient?.url ?? 'https://'));
  const [subjects, setSubjects] = useState<StatisticsSubject[]>([...(recipient?.subjects ?? ['CENTRE'])]);
  const [every, setEvery] = useState<ReportEvery>(recipient?.every ?? 'DAY');
  const [hour, setHour] = useState(recipient?.hour ?? 6);
  const [isOpen, setOpen] = useState(recipient?.isOpen ?? true);
  const [language, setLanguage] = useState<ReportLanguage>(recipient?.language ?? 'ZH_HANS');
  const [problem, setProblem] = useState('');
  const [set, setting] = useAction(RecipientSetMutation, { quiet: true });
  useFirstFocus('recipient-name');
  const submit = async () => {
    const outcome = await set({
      id: recipient?.id ?? null,
      name,
      url,
      subjects,
      every,
      hour,
      isOpen,
      language,
    });
    if (outcome?.ok) {
      void message.success(t('sending.kept'));
      onClose(true, outcome.payload.secret ?? undefined);
    } else if (outcome) setProblem(outcome.errors.map((e) => e.message).join(' '));
  };
  return (
    <Modal
      open
      title={t(recipient ? 'sending.change' : 'sending.add')}
      okText={t('action.save')}
      confirmLoading={setting}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
      width={520}
    >
      {problem && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 10 }} />}
      <Form layout="vertical" onFinish={() => void submit()}>
        <Form.Item label={t('sending.name')} htmlFor="recipient-name" required>
          <Input id="recipient-name" value={name} maxLength={80} onChange={(e) => setName(e.target.value)} />
        </Form.Item>
        <Form.Item label={t('sending.url')} htmlFor="recipient-url" required extra={t('sending.urlHint')}>
          <Input id="recipient-url" value={url} maxLength={300} onChange={(e) => setUrl(e.target.value)} />
        </Form.Item>
        {isMail(url) && (
          <Form.Item label={t('sending.language')} htmlFor="recipient-language">
            <Select
              id="recipient-language"
              value={language}
              onChange={setLanguage}
              options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t('sending.subjects')} htmlFor="recipient-subjects" required>
          <Select
            id="recipient-subjects"
            mode="multiple"
            value={subjects}
            onChange={setSubjects}
            options={SUBJECTS.map((value) => ({ value, label: t(`statistics.subject.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('sending.every')}>
          <Radio.Group
            value={every}
            onChange={(e) => setEvery(e.target.value as ReportEvery)}
            options={PERIODS.map((value) => ({ value, label: t(`sending.of.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('sending.hour')} htmlFor="recipient-hour" extra={t('sending.hourHint')}>
          <InputNumber
            id="recipient-hour"
            min={0}
            max={23}
            precision={0}
            value={hour}
            onChange={(value) => setHour(value ?? 6)}
          />
        </Form.Item>
        <Checkbox checked={isOpen} onChange={(e) => setOpen(e.target.checked)}>
          {t('sending.isOpen')}
        </Checkbox>
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
