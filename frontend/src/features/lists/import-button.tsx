import { UploadOutlined } from '@ant-design/icons';
import { App, Button, Upload } from 'antd';
import { useTranslation } from 'react-i18next';
import { graphql } from '@/shared/graphql/generated';
import { useAction } from '@/shared/graphql/use-action';

const ListedNumbersImportMutation = graphql(`
  mutation ListedNumbersImport($csv: String!) {
    listedNumbersImport(csv: $csv) { taken bad { line column message } errors { code field message } }
  }
`);
const MOST_BYTES = 1_000_000;
const MOST_SHOWN = 10;

/** A CSV file onto the lists: all of it, or nothing and what is wrong with which line. */
export function ImportButton({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const [run, running] = useAction(ListedNumbersImportMutation);
  const take = async (file: File) => {
    if (file.size > MOST_BYTES) return void message.error(t('lists.tooBig'));
    const outcome = await run({ csv: await file.text() });
    if (!outcome?.ok) return;
    const bad = outcome.payload.bad ?? [];
    if (bad.length === 0) {
      void message.success(t('lists.taken', { count: outcome.payload.taken ?? 0 }));
      onDone();
    } else
      modal.error({
        title: t('lists.notTaken', { count: bad.length }),
        content: (
          <ul>
            {bad.slice(0, MOST_SHOWN).map((row) => (
              <li key={row.line}>
                {t('lists.line', { line: row.line })} {row.column}: {row.message}
              </li>
            ))}
          </ul>
        ),
      });
  };
  return (
    <Upload
      accept=".csv,text/csv"
      showUploadList={false}
      beforeUpload={(file) => {
        void take(file);
        return false;
      }}
    >
      <Button icon={<UploadOutlined />} loading={running} title={t('lists.importHint')}>
        {t('lists.import')}
      </Button>
    </Upload>
  );
}
