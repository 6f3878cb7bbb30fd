import { StopOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/shared/session/session';

const ListNumberDialog = lazy(() =>
  import('./list-number-dialog').then((module) => ({ default: module.ListNumberDialog })),
);

/** "Block this caller", for who may keep the lists. */
export function BlockButton({ number }: { number: string }) {
  const { t } = useTranslation();
  const may = useMay('admin.lists');
  const [open, setOpen] = useState(false);
  if (!may || !number) return null;
  return (
    <>
      <Button size="small" icon={<StopOutlined />} onClick={() => setOpen(true)}>
        {t('lists.block')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ListNumberDialog number={number} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
