import { Alert, Button, DatePicker, Input, Space, Spin } from 'antd';
import type { Dayjs } from 'dayjs';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { type Names, useNames } from '@/entities/names';
import { FlowWalkQuery } from './flow-documents';

const KEYS = [...'123456789*0#'];
const TIME_OUT = 'T';

interface Props {
  definition: string;
  flawed: boolean;
  prompts: readonly { key: string; zh: string; en: string }[];
  onWalked(nodes: ReadonlySet<string>): void;
}

/** What a prompt says: the words of the catalogue, of a text typed in the flow, or a number. */
export function inWords(prompt: string, texts: ReadonlyMap<string, string>): string {
  const piece = /^(say:|digits:|number-|digit-)(.*)$/s.exec(prompt);
  return piece?.[2] ?? texts.get(prompt) ?? prompt;
}

const RESULTS = ['QUEUE', 'VOICEMAIL', 'FAX', 'TRANSFER', 'SURVEY', 'REFUSED', 'ENDED'] as const;

/** "QUEUE east.general" in words; what is not known stays. */
export function resultText(t: TFunction, names: Names, text: string): string {
  const [first = '', ...rest] = text.split(' ');
  const result = RESULTS.find((each) => each === first);
  if (!result) return text;
  const detail = rest.join(' ');
  return `${t(`flow.result.${result}`)} ${result === 'QUEUE' ? names.queue(detail) : detail}`.trim();
}

/** Call the draft without a telephone: what is said, which keys it waits for, where it ends. */
export function FlowSimulator({ definition, flawed, prompts, onWalked }: Props) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  const [caller, setCaller] = useState('13800010001');
  const [at, setAt] = useState<Dayjs | null>(null);
  const [keys, setKeys] = useState('');
  const [{ data, fetching }] = useQuery({
    query: FlowWalkQuery,
    variables: { definition, caller, keys, at: at?.toISOString() ?? null, language },
    pause: flawed,
    requestPolicy: 'network-only',
  });
  const walk = flawed ? undefined : data?.flowWalk;
  const texts = useMemo(() => new Map(prompts.map((p) => [p.key, p[language]])), [prompts, language]);
  useEffect(() => {
    onWalked(new Set(walk?.steps.filter((step) => step.kind === 'NODE').map((step) => step.text)));
  }, [walk, onWalked]);
  useEffect(() => () => onWalked(new Set()), [onWalked]);

  if (flawed) return <Alert type="info" showIcon title={t('flow.mendFirst')} />;
  const said = (prompts: readonly string[]) => prompts.map((prompt) => inWords(prompt, texts)).join(' ');
  return (
    <div className="flow-simulator">
      <Space wrap>
        <Input
          aria-label={t('flow.caller')}
          addonBefore={t('flow.caller')}
          value={caller}
          onChange={(e) => setCaller(e.target.value)}
        />
        <DatePicker
          showTime
          aria-label={t('flow.at')}
          placeholder={t('flow.now')}
          value={at}
          onChange={setAt}
        />
        <Button onClick={() => setKeys('')}>{t('flow.again')}</Button>
      </Space>
      <ol className="flow-walk" aria-live="polite">
        {walk?.steps.map((step, i) => (
          <li key={i} data-kind={step.kind}>
            {step.kind === 'SAID'
              ? `“${said(step.prompts)}”`
              : t(`flow.walk.${step.kind as 'NODE' | 'KEY' | 'TIME_OUT' | 'LOOKUP' | 'RESULT'}`, {
                  text: step.kind === 'RESULT' ? resultText(t, names, step.text) : step.text,
                })}
          </li>
        ))}
      </ol>
      {fetching && <Spin size="small" />}
      {walk?.waitsForKey && (
        <fieldset className="flow-keys" aria-label={t('flow.pressKey')}>
          {KEYS.map((key) => (
            <Button key={key} onClick={() => setKeys(keys + key)}>
              {key}
            </Button>
          ))}
          <Button className="flow-key-none" onClick={() => setKeys(keys + TIME_OUT)}>
            {t('flow.pressNothing')}
          </Button>
        </fieldset>
      )}
    </div>
  );
}
