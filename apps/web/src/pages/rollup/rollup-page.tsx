import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { Cycle, OrgKind, Rollup, TemplateVersion } from '../../api/contract';
import { saveWorkbook } from '../../api/export';
import { answer, client } from '../../api/http';
import { problemText } from '../../api/problem';
import { ButtonLink } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { Icon } from '../../kit/icon';
import { Segment } from '../../kit/segment';
import { TextSkeleton } from '../../kit/skeleton';
import { WorkbookButton } from '../../kit/workbook-button';
import { useCycle } from '../../report/template';
import { StaleLine } from '../../shell/page-failure';
import '../../style/wide-page.css';
import { momentText } from '../../time/date-text';
import { useNow } from '../../time/moment';
import styles from './rollup-page.module.css';
import { RollupTable } from './rollup-table';

function useRollup(cycle: string, tier: OrgKind | undefined, under: string | undefined) {
  return useQuery({
    queryKey: ['rollup', cycle, tier, under],
    enabled: Boolean(tier),
    queryFn: () =>
      answer<Rollup>(
        client.GET('/api/v1/cycles/{id}/rollup', { params: { path: { id: cycle }, query: { tier, under } } }),
      ),
    placeholderData: (previous) => previous,
  });
}

function useDefinition(cycle: Cycle | undefined, tier: OrgKind | undefined) {
  const id = cycle?.tiers.find((candidate) => candidate.kind === tier)?.templateVersion;
  return useQuery({
    queryKey: ['template-version', id],
    enabled: Boolean(id),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      (
        await answer<TemplateVersion>(
          client.GET('/api/v1/template-versions/{id}', { params: { path: { id: id ?? '' } } }),
        )
      ).definition,
  });
}

/** Totals of one tier with who contributed what, down to the reports they come from. */
export function Component() {
  const { t } = useTranslation('rollup');
  const { cycle: id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const now = useNow();
  const cycle = useCycle(id);
  const tier = (search.get('tier') ?? cycle.data?.tiers[0]?.kind) as OrgKind | undefined;
  const path = search.get('under')?.split('/') ?? [];
  const rollup = useRollup(id, tier, path.at(-1));
  const definition = useDefinition(cycle.data, tier);
  const go = (next: { tier?: string; under?: string[] }) => {
    const under = next.under ?? [];
    setSearch({ tier: next.tier ?? tier ?? '', ...(under.length > 0 ? { under: under.join('/') } : {}) });
  };
  const failure = cycle.error ?? rollup.error ?? definition.error;

  return (
    <main className="wide-page" data-paper="lying">
      <div className="wide-head">
        <ButtonLink to={`/completion/${id}${tier ? `?tier=${tier}` : ''}`} text label={t('back')}>
          <Icon name="back" />
        </ButtonLink>
        <h1>{cycle.data ? t('title', { title: cycle.data.title }) : t('heading')}</h1>
        {cycle.data && tier && (
          <Segment
            label={t('tier')}
            kind="tabs"
            value={tier}
            onChange={(kind) => go({ tier: kind })}
            options={cycle.data.tiers.map((candidate) => ({
              value: candidate.kind,
              label: t(`common:kind.${candidate.kind}`),
            }))}
          />
        )}
        <div className="right">
          {rollup.data && (
            <span className="faint no-wrap">{t('asOf', { at: momentText(t, rollup.data.asOf, now) })}</span>
          )}
          {cycle.data && tier && (
            <WorkbookButton
              save={() =>
                saveWorkbook(
                  'rollup',
                  id,
                  { tier, under: path.at(-1) },
                  t('workbookName', { title: cycle.data.title, tier: t(`common:kind.${tier}`) }),
                )
              }
              className="desk-only"
            />
          )}
        </div>
      </div>
      {failure && <StaleLine text={problemText(failure)} onRetry={() => void rollup.refetch()} />}
      {!failure && (!rollup.data || !definition.data) && (
        <TextSkeleton lines={8} label={t('common:loading')} />
      )}
      {rollup.data && definition.data && (
        <>
          <p className={styles.notes}>
            {path.length > 0 && (
              <button type="button" className="link plain" onClick={() => go({ under: path.slice(0, -1) })}>
                {t('up')}
              </button>
            )}
            {t('contributing', { count: rollup.data.node.contributing })}
          </p>
          {rollup.data.node.contributing === 0 && rollup.data.children.length === 0 ? (
            <Empty title={t('empty')}>{t('emptyText')}</Empty>
          ) : (
            <RollupTable
              cycle={id}
              tier={tier as OrgKind}
              rollup={rollup.data}
              indicators={definition.data.indicators}
              onOpen={(code) => go({ under: [...path, code] })}
            />
          )}
        </>
      )}
    </main>
  );
}
