import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useDeferredValue, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { listEditions } from '../../api/bulletin';
import type { EditionItem } from '../../api/contract';
import { problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { Icon } from '../../kit/icon';
import { Segment } from '../../kit/segment';
import { TextSkeleton } from '../../kit/skeleton';
import { StaleLine } from '../../shell/page-failure';
import { localTime } from '../../time/calendar';
import { Moment, useNow } from '../../time/moment';
import styles from './bulletin-page.module.css';

const pageSize = 20;

/** 〔2025〕18号 */
const documentNumber = (edition: EditionItem): string => `〔${edition.year}〕${edition.serial}号`;

function Item({ edition }: { edition: EditionItem }) {
  const { t } = useTranslation('bulletin');
  const number = documentNumber(edition);
  if (edition.retracted) {
    return (
      <li className={styles.retracted}>
        <span className={styles.number}>{number}</span>
        <div>
          <h2>{t('gone', { number })}</h2>
          <p>
            {edition.retracted.reason}
            {t('goneOn.pre')}
            <Moment at={edition.retracted.at} />
            {t('goneOn.post')}
          </p>
        </div>
        <span className={styles.date}>
          <Moment at={edition.publishedAt} />
        </span>
      </li>
    );
  }
  return (
    <li>
      <span className={styles.number}>{number}</span>
      <div>
        <h2>
          <Link to={`/bulletin/${encodeURIComponent(edition.number)}`}>{edition.title}</Link>
        </h2>
        <p>
          {edition.correction && t('correction')}
          {edition.summary}
        </p>
      </div>
      <span className={styles.date}>
        <Moment at={edition.publishedAt} />
        <span className={styles.audience}>{t(`common:audience.${edition.audience}`)}</span>
      </span>
    </li>
  );
}

/** All, and each of the last years that has editions, with how many; the chosen year stays though it has none. */
function useYears(q: string, chosen: string): { value: string; count: number | undefined }[] {
  const thisYear = localTime(useNow()).year;
  const years = ['', ...[0, 1, 2].map((back) => String(thisYear - back))];
  const counts = useQueries({
    queries: years.map((year) => ({
      queryKey: ['bulletin-count', q, year],
      queryFn: async () => (await listEditions(q, year, 1, 1)).total,
      placeholderData: (previous: number | undefined) => previous,
    })),
  });
  return years
    .map((value, index) => ({ value, count: counts[index]?.data }))
    .filter(({ value, count }) => value === '' || value === chosen || count !== 0);
}

/** Published editions, the newest first; what was retracted leaves its number and the reason. */
export function Component() {
  const { t } = useTranslation('bulletin');
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const text = search.get('q') ?? '';
  const q = useDeferredValue(text);
  const year = search.get('year') ?? '';
  const years = useYears(q, year);
  const editions = useInfiniteQuery({
    queryKey: ['bulletin', q, year],
    initialPageParam: 1,
    queryFn: ({ pageParam }) => listEditions(q, year, pageParam, pageSize),
    getNextPageParam: (last) => (last.page * last.pageSize < last.total ? last.page + 1 : undefined),
    placeholderData: (previous) => previous,
  });
  const items = editions.data?.pages.flatMap((page) => page.items) ?? [];
  const total = editions.data?.pages[0]?.total ?? 0;
  const set = (key: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(key, value);
    else next.delete(key);
    setSearch(next, { replace: true });
  };

  return (
    <main className={styles.page}>
      <div className={styles.top}>
        <h1>{t('title')}</h1>
        <div className={`${styles.search} no-paper`}>
          <label htmlFor={id}>
            <Icon name="search" label={t('search')} />
          </label>
          <input
            id={id}
            type="search"
            value={text}
            placeholder={t('searchHint')}
            onChange={(event) => set('q', event.target.value)}
          />
        </div>
      </div>
      <Segment
        label={t('year')}
        value={year}
        onChange={(value) => set('year', value)}
        options={years.map(({ value, count }) => ({
          value,
          label: value ? t('yearOf', { year: value }) : t('allYears'),
          count,
        }))}
      />
      {editions.isError && (
        <StaleLine text={problemText(editions.error)} onRetry={() => void editions.refetch()} />
      )}
      {editions.isPending && <TextSkeleton lines={8} label={t('common:loading')} />}
      {editions.data && items.length === 0 && (
        <Empty title={q ? t('noHit', { q }) : t('empty')}>
          {q ? <Button onClick={() => set('q', '')}>{t('clear')}</Button> : t('emptyText')}
        </Empty>
      )}
      {items.length > 0 && (
        <ul className={styles.list}>
          {items.map((edition) => (
            <Item key={edition.number} edition={edition} />
          ))}
        </ul>
      )}
      {editions.hasNextPage && (
        <p className={styles.more}>
          <button
            type="button"
            className="link plain"
            aria-busy={editions.isFetchingNextPage}
            onClick={() => void (editions.isFetchingNextPage || editions.fetchNextPage())}
          >
            {t('more', { count: Math.min(pageSize, total - items.length) })}
          </button>
        </p>
      )}
    </main>
  );
}
