import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type ItemRow, type ItemScope, ledgerKey, listItems, livingItems, saveItems } from '../../api/ledger';
import { problemText } from '../../api/problem';
import { ButtonLink } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { MoreLine } from '../../kit/more-line';
import { TextSkeleton } from '../../kit/skeleton';
import { WorkbookButton } from '../../kit/workbook-button';
import { hasRole, useSignedIn } from '../../session/session';
import { StaleLine } from '../../shell/page-failure';
import '../../style/rows.css';
import '../../style/list.css';
import { dayCode } from '../../time/calendar';
import { useNow } from '../../time/moment';
import { isNarrow, LedgerFilter, scopeOf } from './ledger-filter';
import { LedgerHead } from './ledger-head';
import ledgerHead from './ledger-head.module.css';
import styles from './ledger-page.module.css';
import { LedgerRow } from './ledger-row';
import { wantOf } from './wanting';

const pageSize = 20;
/** Of what is not settled, as many as are looked through for what waits for the reader. */
const most = 400;

/** 整改: what this month wants of me, then the rest; or what a filter finds. */
export function Component() {
  const { t } = useTranslation('ledger');
  const me = useSignedIn();
  const [search, setSearch] = useSearchParams();
  const scope = scopeOf(search);
  const page = Math.max(1, Math.floor(Number(search.get('page'))) || 1);
  const narrow = (change: ItemScope & { page?: string }) => {
    const next = Object.entries({ ...scope, page: '', ...change });
    setSearch(Object.fromEntries(next.filter((entry): entry is [string, string] => Boolean(entry[1]))));
    window.scrollTo({ top: 0 });
  };
  const onPage = (next: number) => narrow({ page: next > 1 ? String(next) : '' });

  return (
    <main className={`list-page ${ledgerHead.wide}`}>
      <LedgerHead current="items">
        <WorkbookButton className="desk-only" save={() => saveItems(scope, t('bookName'))} />
        {hasRole(me, 'secretary', 'reporter', 'reviewer', 'admin') && (
          <ButtonLink to="/ledger/new">{t('enter')}</ButtonLink>
        )}
      </LedgerHead>
      <LedgerFilter scope={scope} onNarrow={narrow} />
      {isNarrow(scope) ? (
        <Found scope={scope} page={page} onPage={onPage} />
      ) : (
        <Unsettled page={page} onPage={onPage} />
      )}
    </main>
  );
}

interface Paged {
  page: number;
  onPage: (page: number) => void;
}

/** What a filter finds, page by page. */
function Found({ scope, page, onPage }: Paged & { scope: ItemScope }) {
  const { t } = useTranslation('ledger');
  const query = useQuery({
    queryKey: [...ledgerKey, 'found', scope, page],
    queryFn: () => listItems({ ...scope, page, pageSize }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Waiting query={query} />
      {query.data && query.data.items.length === 0 && (
        <div className="rows">
          <Empty title={t('noneFound')}>{t('noneFoundText')}</Empty>
        </div>
      )}
      {query.data && query.data.items.length > 0 && (
        <Rows
          title={t('found')}
          items={query.data.items}
          total={query.data.total}
          page={page}
          onPage={onPage}
        />
      )}
    </>
  );
}

/** What waits for the reader, then everything else that is not settled. */
function Unsettled({ page, onPage }: Paged) {
  const { t } = useTranslation('ledger');
  const now = useNow();
  const query = useQuery({ queryKey: [...ledgerKey, 'living'], queryFn: () => livingItems(most) });
  const items = query.data?.items ?? [];
  const wanting = items.filter((item) => wantOf(item, dayCode(now)) !== null);
  const rest = items.filter((item) => wantOf(item, dayCode(now)) === null);
  const from = (page - 1) * pageSize;
  const missing = (query.data?.total ?? 0) - items.length;
  return (
    <>
      <Waiting query={query} />
      {query.data && items.length === 0 && (
        <div className="rows">
          <Empty title={t('empty')}>{t('emptyText')}</Empty>
        </div>
      )}
      {wanting.length > 0 && page === 1 && <Rows title={t('thisMonth')} items={wanting} wanted />}
      {rest.length > 0 && (
        <Rows
          title={t('rest')}
          items={rest.slice(from, from + pageSize)}
          total={rest.length}
          page={page}
          onPage={onPage}
        />
      )}
      {missing > 0 && <MoreLine text={t('moreItems', { shown: items.length, count: missing })} />}
    </>
  );
}

function Waiting({ query }: { query: { isPending: boolean; error: Error | null; refetch: () => unknown } }) {
  const { t } = useTranslation('ledger');
  if (query.isPending) return <TextSkeleton lines={5} label={t('common:loading')} />;
  if (!query.error) return null;
  return <StaleLine text={problemText(query.error)} onRetry={() => void query.refetch()} />;
}

function Rows({
  title,
  items,
  wanted = false,
  total = items.length,
  page = 1,
  onPage,
}: Partial<Paged> & { title: string; items: ItemRow[]; wanted?: boolean; total?: number }) {
  const me = useSignedIn();
  const now = useNow();
  return (
    <section className="group">
      <h2>
        {title} <span className="count">{total}</span>
      </h2>
      <ul className="rows">
        {items.map((item, index) => (
          <LedgerRow
            key={item.id}
            item={item}
            want={wantOf(item, dayCode(now))}
            first={wanted && index === 0}
            myId={me.user.id}
            now={now}
          />
        ))}
      </ul>
      {total > pageSize && onPage && (
        <Pagination
          className={styles.pages}
          current={page}
          pageSize={pageSize}
          total={total}
          showSizeChanger={false}
          onChange={onPage}
        />
      )}
    </section>
  );
}
