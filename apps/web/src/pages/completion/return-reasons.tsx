import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrgKind } from '../../api/contract';
import { answer, client } from '../../api/http';
import { problemText } from '../../api/problem';
import type { components } from '../../api/schema';
import { TextSkeleton } from '../../kit/skeleton';
import { StaleLine } from '../../shell/page-failure';
import styles from './return-reasons.module.css';

type Reasons = components['schemas']['ReturnReasonsAnswer'];

const mostShown = 6;

/** As part of the completion's figures: what renews those renews these. */
const useReturnReasons = (cycle: string, tier: OrgKind) =>
  useQuery({
    queryKey: ['completion', cycle, tier, 'return-reasons'],
    queryFn: () =>
      answer<Reasons>(
        client.GET('/api/v1/cycles/{id}/return-reasons', {
          params: { path: { id: cycle }, query: { tier } },
        }),
      ),
  });

/** The parts that returns named, the most named first, as bars. */
export function ReturnReasons({ cycle, tier }: { cycle: string; tier: OrgKind }) {
  const { t } = useTranslation('completion');
  const reasons = useReturnReasons(cycle, tier);
  const { data } = reasons;
  const bars = [
    ...(data?.places ?? []).slice(0, mostShown).map(({ kind, key, title, returns }) => ({
      id: `${kind}:${key}`,
      name: title ?? (kind === 'problems' ? t('why.problems') : key),
      returns,
    })),
    ...(data && data.unplaced > 0 ? [{ id: 'report', name: t('why.unplaced'), returns: data.unplaced }] : []),
  ];
  const most = Math.max(1, ...bars.map((bar) => bar.returns));
  const rest = (data?.places.length ?? 0) - mostShown;
  return (
    <section>
      <h2>
        {t('why.title')}
        {data && data.returns > 0 && (
          <span className="faint">{t('why.total', { count: data.returns, reports: data.reports })}</span>
        )}
      </h2>
      {reasons.error && (
        <StaleLine text={problemText(reasons.error)} onRetry={() => void reasons.refetch()} />
      )}
      {reasons.isPending && <TextSkeleton lines={3} label={t('common:loading')} />}
      {data?.returns === 0 && <p className="muted">{t('why.none')}</p>}
      {bars.length > 0 && (
        <ul className={styles.list}>
          {bars.map((bar) => (
            <li key={bar.id}>
              <span>{bar.name}</span>
              <i style={{ width: `${(bar.returns / most) * 100}%` }} aria-hidden="true" />
              <b>{t('why.times', { count: bar.returns })}</b>
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && <p className="muted">{t('why.rest', { count: rest })}</p>}
    </section>
  );
}
