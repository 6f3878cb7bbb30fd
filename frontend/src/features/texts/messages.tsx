import { Link } from '@tanstack/react-router';
import { Empty, Image, Tag } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageStateTag } from '@/entities/message';
import type { WholeTextFragment } from '@/shared/graphql/generated/graphql';
import { dateTime } from '@/shared/ui/time';

type Message = WholeTextFragment['messages'][number];

/** A picture is shown; everything else is taken away. */
function File({ file }: { file: Message['files'][number] }) {
  const { t } = useTranslation();
  if (!file.url) return <small>{t(`textFile.${file.state}`, { type: file.mediaType })}</small>;
  const name = t('text.file', { type: file.mediaType, size: Math.ceil(file.size / 1024) });
  return file.isPicture ? (
    <Image src={`${file.url}?inline`} alt={name} className="texts-picture" />
  ) : (
    <a href={file.url} download>
      {name}
    </a>
  );
}

/** The messages, oldest first; the newest is in sight. */
export function Messages({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const newest = messages.at(-1)?.id;
  useEffect(() => {
    if (newest && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [newest]);
  if (messages.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('text.noMessages')} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <ol className="texts-messages" ref={list} aria-live="polite" tabIndex={0}>
      {messages.map((message) => (
        <li key={message.id} data-ours={message.state !== null && message.state !== undefined}>
          <span className="texts-body">
            {message.body || (message.files.length === 0 && <em>{t('text.empty')}</em>)}
            {message.files.map((file) => (
              <File key={file.id} file={file} />
            ))}
          </span>
          <small className="texts-meta">
            {message.kind !== 'TEXT' && (
              <Tag color={message.kind === 'STOP' ? 'error' : 'success'}>{t(`textKind.${message.kind}`)}</Tag>
            )}
            <time dateTime={message.at}>{dateTime(message.at)}</time>
            {message.state && ` · ${message.writtenBy || t('text.byItself')}`}
            {message.caseNumber && (
              <>
                {' · '}
                <Link to="/cases/$number" params={{ number: message.caseNumber }}>
                  {message.caseNumber}
                </Link>
              </>
            )}{' '}
            {message.state && <MessageStateTag state={message.state} />}
            {message.error && (
              <span className="texts-error">
                {message.error === 'STOPPED' ? t('text.stoppedError') : message.error}
              </span>
            )}
          </small>
        </li>
      ))}
    </ol>
  );
}
