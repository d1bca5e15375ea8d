import { Table, type TableProps } from 'antd';
import { type ReactNode, type TdHTMLAttributes, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem';
import { StaleLine } from '../shell/page-failure';
import { Empty } from './empty';
import { TextSkeleton } from './skeleton';
import '../style/data-table.css';

/** What a phone writes before a cell: the column's title, where it is a text. */
interface Labelled extends TdHTMLAttributes<HTMLTableCellElement> {
  'data-label'?: string;
}

/**
 * A table with its waiting, failing and empty states. On a phone each row stands as a block of lines, the
 * first column as its heading, so that nothing has to be scrolled sideways.
 */
export function DataTable<T extends object>({
  query,
  items,
  empty,
  emptyText,
  columns = [],
  ...table
}: {
  query: { isPending: boolean; error: Error | null; refetch: () => unknown };
  items: T[];
  empty: string;
  emptyText?: ReactNode;
} & TableProps<T>) {
  const { t } = useTranslation();
  const labelled = useMemo(
    () =>
      columns.map((column, index) => ({
        ...column,
        onCell: (): Labelled =>
          index > 0 && typeof column.title === 'string' ? { 'data-label': column.title } : {},
      })),
    [columns],
  );
  if (query.isPending) return <TextSkeleton lines={8} label={t('loading')} />;
  return (
    <>
      {query.error && <StaleLine text={problemText(query.error)} onRetry={() => void query.refetch()} />}
      {items.length === 0 ? (
        !query.error && (
          <div className="surface">
            <Empty title={empty}>{emptyText}</Empty>
          </div>
        )
      ) : (
        <Table<T>
          className="data-table framed"
          dataSource={items}
          size="middle"
          pagination={false}
          columns={labelled}
          {...table}
        />
      )}
    </>
  );
}
