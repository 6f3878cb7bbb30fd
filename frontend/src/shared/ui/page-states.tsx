import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A whole page's worth of "not now", with what one can do about it. */
export function Notice({
  glyph,
  title,
  hint,
  action,
}: {
  glyph: string;
  title: string;
  hint?: string;
  action?: ReactNode;
}) {
  return (
    <div className="notice" role="status">
      <span className="notice-glyph" aria-hidden>
        {glyph}
      </span>
      <h1>{title}</h1>
      {hint && <p>{hint}</p>}
      {action}
    </div>
  );
}

export function PageWaiting() {
  return (
    <div className="page-centre">
      <Spin />
    </div>
  );
}

export function PageError({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return (
    <Notice
      glyph="⚠"
      title={t('error.page')}
      hint={error instanceof Error ? error.message : undefined}
      action={<Button onClick={() => location.reload()}>{t('action.reload')}</Button>}
    />
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return <Notice glyph="∅" title={t('error.notFound')} />;
}
