import { Button, Form, Input, Space } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowsQuery } from '@/shared/graphql/generated/graphql';
import type { FlowNode } from './flow-model';

const LANGUAGES = ['zh', 'en'] as const;
const MOST_LETTERS = 500;

export type Speech = FlowsQuery['flows'][number]['versions'][number]['speech'][number];

interface Props {
  node: FlowNode;
  variables: readonly string[];
  speech: readonly Speech[];
  onChange(texts: Record<string, string>): void;
}

/** What the step says, language by language; variables go in where the cursor is; what is spoken already can be heard. */
export function TextsField({ node, variables, speech, onChange }: Props) {
  const { t } = useTranslation();
  const cursors = useRef<Record<string, number>>({});
  const texts = node.texts ?? {};
  const set = (language: string, text: string) => onChange({ ...texts, [language]: text });
  const insert = (language: string, variable: string) => {
    const text = texts[language] ?? '';
    const at = cursors.current[language] ?? text.length;
    const piece = `{${variable}}`;
    cursors.current[language] = at + piece.length;
    set(language, text.slice(0, at) + piece + text.slice(at));
  };
  return (
    <>
      {LANGUAGES.map((language) => {
        const heard = speech.filter(
          (each) => each.language === language && (texts[language] ?? '').includes(each.text),
        );
        const note = (element: HTMLTextAreaElement) => {
          cursors.current[language] = element.selectionStart;
        };
        return (
          <Form.Item
            key={language}
            label={t(`say.text.${language}`)}
            htmlFor={`flow-text-${language}`}
            extra={language === 'zh' ? t('say.textHint') : undefined}
          >
            <Input.TextArea
              id={`flow-text-${language}`}
              rows={3}
              maxLength={MOST_LETTERS}
              value={texts[language] ?? ''}
              onChange={(e) => {
                note(e.target);
                set(language, e.target.value);
              }}
              onSelect={(e) => note(e.currentTarget)}
            />
            <Space wrap size={4} className="flow-variables">
              {variables.map((variable) => (
                <Button
                  key={variable}
                  size="small"
                  title={`{${variable}}`}
                  onClick={() => insert(language, variable)}
                >
                  {t(`say.variable.${variable as 'time'}`)}
                </Button>
              ))}
            </Space>
            {heard.map((each) => (
              <div key={each.url} className="flow-heard">
                <span>{each.text}</span>
                {/* biome-ignore lint/a11y/useMediaCaption: its words stand beside it */}
                <audio
                  controls
                  preload="none"
                  src={each.url}
                  aria-label={t('say.listen', { text: each.text })}
                />
              </div>
            ))}
          </Form.Item>
        );
      })}
    </>
  );
}
