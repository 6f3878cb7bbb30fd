import { Alert, Button, Empty, Table, type TableColumnsType, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { errorCode } from '@/shared/graphql/errors';
import { LIST_PAGE } from './list-search';

interface Props<Row extends object> {
  columns: TableColumnsType<Row>;
  rows: readonly Row[] | undefined;
  total: number;
  page: number;
  fetching: boolean;
  error: CombinedError | undefined;
  /** Said when there is nothing; differs with and without filters. */
  empty: string;
  rowKey: string;
  onPage(page: number): void;
  onRetry(): void;
  expandable?: TableProps<Row>['expandable'];
  onRow?: TableProps<Row>['onRow'];
  width?: number;
}

/** A paged list with its waiting, its emptiness and its failure; old rows stay while new ones come. */
export function ListTable<Row extends object>(props: Props<Row>) {
  const { t } = useTranslation();
  const {
    columns,
    rows,
    total,
    page,
    fetching,
    error,
    empty,
    rowKey,
    onPage,
    onRetry,
    expandable,
    onRow,
    width,
  } = props;
  return (
    <>
      {error && !rows && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`error.${errorCode(error)}`)}
          action={<Button onClick={onRetry}>{t('action.retry')}</Button>}
          style={{ marginBottom: 10 }}
        />
      )}
      <Table<Row>
        size="small"
        rowKey={rowKey}
        columns={columns}
        dataSource={rows ?? []}
        loading={fetching && !rows}
        scroll={{ x: width ?? 900 }}
        expandable={expandable}
        onRow={onRow}
        pagination={{
          current: page,
          pageSize: LIST_PAGE,
          total,
          showSizeChanger: false,
          hideOnSinglePage: false,
          showTotal: (count) => t('list.total', { count }),
          onChange: onPage,
        }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} /> }}
      />
    </>
  );
}
