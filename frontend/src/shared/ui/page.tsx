import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  /** Beside the title: counts, states. */
  aside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page's frame: its name as the only first-level heading (and the window's), its actions, its content. */
export function Page({ title, aside, actions, children }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('app.title')}`;
  }, [title, t]);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
        {aside}
        <div className="page-actions">{actions}</div>
      </div>
      {children}
    </div>
  );
}
