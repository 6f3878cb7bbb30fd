import {
  ColumnWidthOutlined,
  DownloadOutlined,
  LeftOutlined,
  RedoOutlined,
  RightOutlined,
  UndoOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './fax-viewer.css';
import { BIGGER, stepOfKey, stepped, type ViewStep, WHOLE } from './view-state';

interface Props {
  /** Pictures of the pages, the first page first. */
  pages: readonly string[];
  pdfUrl?: string | null;
  /** Under the tools, e.g. that the line broke off. */
  hint?: ReactNode;
}

/** Pages of a fax: small ones beside a big one, which is zoomed and turned by buttons and by keys. */
export function FaxViewer({ pages, pdfUrl, hint }: Props) {
  const { t } = useTranslation();
  const [view, setView] = useState(WHOLE);
  const frame = useRef<HTMLElement>(null);
  const go = useCallback(
    (step: ViewStep) => {
      setView((old) => stepped(old, step, pages.length));
      if (step.step === 'by' || step.step === 'page') frame.current?.scrollTo?.({ top: 0 });
    },
    [pages.length],
  );
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepOfKey(event.key, pages.length);
    if (!step) return;
    event.preventDefault();
    go(step);
  };
  const page = Math.min(view.page, Math.max(0, pages.length - 1));
  const url = pages[page];
  const tool = (label: string, icon: ReactNode, step: ViewStep, disabled = false) => (
    <Button
      size="small"
      type="text"
      icon={icon}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={() => go(step)}
    />
  );
  return (
    <section className="fax-viewer" aria-label={t('fax.pages')} onKeyDown={onKey}>
      <div className="fax-tools" role="toolbar" aria-label={t('fax.tools')}>
        {tool(t('fax.previousPage'), <LeftOutlined />, { step: 'by', pages: -1 }, page === 0)}
        <span className="fax-count" aria-live="polite">
          {page + 1} / {pages.length}
        </span>
        {tool(t('fax.nextPage'), <RightOutlined />, { step: 'by', pages: 1 }, page >= pages.length - 1)}
        <span className="fax-gap" />
        {tool(t('fax.smaller'), <ZoomOutOutlined />, { step: 'zoom', factor: 1 / BIGGER })}
        <span className="fax-count">{Math.round(view.zoom * 100)}%</span>
        {tool(t('fax.bigger'), <ZoomInOutlined />, { step: 'zoom', factor: BIGGER })}
        {tool(t('fax.fit'), <ColumnWidthOutlined />, { step: 'fit' })}
        {tool(t('fax.turnLeft'), <UndoOutlined />, { step: 'turn', quarters: -1 })}
        {tool(t('fax.turnRight'), <RedoOutlined />, { step: 'turn', quarters: 1 })}
        <span className="fax-keys hint">{t('fax.keys')}</span>
        {pdfUrl && (
          <Button size="small" icon={<DownloadOutlined />} href={pdfUrl} download>
            PDF
          </Button>
        )}
      </div>
      {hint}
      <div className="fax-body">
        {pages.length > 1 && (
          <div className="fax-thumbs">
            {pages.map((each, number) => (
              <button
                key={each}
                type="button"
                aria-label={t('fax.page', { page: number + 1 })}
                aria-current={number === page ? 'page' : undefined}
                onClick={() => go({ step: 'page', page: number })}
              >
                <img src={each} alt="" loading="lazy" />
                <span>{number + 1}</span>
              </button>
            ))}
          </div>
        )}
        <section
          ref={frame}
          className="fax-frame"
          aria-label={t('fax.page', { page: page + 1 })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
          tabIndex={0}
        >
          {url && <Sheet key={url} url={url} zoom={view.zoom} turn={view.turns[page] ?? 0} page={page + 1} />}
        </section>
      </div>
    </section>
  );
}

function Sheet({ url, zoom, turn, page }: { url: string; zoom: number; turn: number; page: number }) {
  const { t } = useTranslation();
  const [shape, setShape] = useState<number | null>(null); // height by width
  const [failed, setFailed] = useState(0);
  const [tries, setTries] = useState(0);
  const lying = turn % 2 === 1;
  const ratio = shape ?? Math.SQRT2;
  if (failed > tries)
    return (
      <div className="fax-failed" role="alert">
        <p>{t('fax.notLoaded')}</p>
        <Button onClick={() => setTries(failed)}>{t('action.retry')}</Button>
      </div>
    );
  return (
    <div
      className="fax-sheet"
      data-loaded={shape !== null}
      style={{ width: `${zoom * 100}%`, aspectRatio: lying ? `${ratio} / 1` : `1 / ${ratio}` }}
    >
      <img
        src={tries > 0 ? `${url}?again=${tries}` : url}
        alt={t('fax.page', { page })}
        style={{
          width: lying ? `${100 / ratio}%` : '100%',
          transform: `translate(-50%, -50%) rotate(${turn * 90}deg)`,
        }}
        onLoad={(event) =>
          setShape(event.currentTarget.naturalHeight / Math.max(1, event.currentTarget.naturalWidth))
        }
        onError={() => setFailed(tries + 1)}
      />
    </div>
  );
}
