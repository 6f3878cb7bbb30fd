import { Button, Result, Spin } from 'antd';
import { useTranslation } from 'react-i18next';

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
    <Result
      status="error"
      title={t('error.page')}
      subTitle={error instanceof Error ? error.message : undefined}
      extra={<Button onClick={() => location.reload()}>{t('action.reload')}</Button>}
    />
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return <Result status="404" title={t('error.notFound')} />;
}
