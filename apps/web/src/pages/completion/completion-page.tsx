import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Cycle, OrgKind } from '../../api/contract';
import { ButtonLink } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { Segment } from '../../kit/segment';
import { TextSkeleton } from '../../kit/skeleton';
import { hasRole, useSignedIn } from '../../session/session';
import { StaleLine } from '../../shell/page-failure';
import '../../style/wide-page.css';
import { problemText } from '../../api/problem';
import { momentText } from '../../time/date-text';
import { useNow } from '../../time/moment';
import { chooseCycle } from './choose-cycle';
import { CompletionDesk } from './completion-desk';
import { useCycles, useTierCounts } from './use-completion';

function CycleHead({ cycle, cycles }: { cycle: Cycle; cycles: Cycle[] }) {
  const { t } = useTranslation('completion');
  const navigate = useNavigate();
  if (cycles.length < 2) return <h1>{cycle.title}</h1>;
  return (
    <h1>
      <Select
        variant="borderless"
        className="cycle-choice"
        aria-label={t('cycle')}
        value={cycle.id}
        popupMatchSelectWidth={false}
        options={cycles.map((other) => ({ value: other.id, label: other.title }))}
        onChange={(id) => void navigate(`/completion/${id}`)}
      />
    </h1>
  );
}

export function Component() {
  const { t } = useTranslation('completion');
  const me = useSignedIn();
  const now = useNow();
  const params = useParams();
  const [search, setSearch] = useSearchParams();
  const [, setRenewed] = useState(0);
  const cycles = useCycles();
  const cycle = chooseCycle(cycles.data ?? [], params.cycle);
  const draft = cycle?.state === 'draft';
  const counts = useTierCounts(draft ? undefined : cycle);
  const kind = (search.get('tier') ?? cycle?.tiers[0]?.kind) as OrgKind | undefined;
  /** One only has to be opened. */
  const drafted = cycles.data?.some(({ state }) => state === 'draft') ?? false;
  const current = counts.find(({ tier }) => tier.kind === kind) ?? counts[0];

  if (cycles.isPending) {
    return (
      <main className="wide-page" data-paper="lying">
        <TextSkeleton lines={8} label={t('common:loading')} />
      </main>
    );
  }
  if (!cycle || draft) {
    return (
      <main className="wide-page" data-paper="lying">
        {cycles.isError && (
          <StaleLine text={problemText(cycles.error)} onRetry={() => void cycles.refetch()} />
        )}
        <div className="rows">
          <Empty title={draft ? t('draft', { title: cycle.title }) : t('empty')}>
            <p>{t(draft || drafted ? 'draftText' : 'emptyText')}</p>
            {hasRole(me, 'admin') && (
              <ButtonLink to="/administration/cycles">
                {t(draft || drafted ? 'openDraft' : 'create')}
              </ButtonLink>
            )}
          </Empty>
        </div>
      </main>
    );
  }
  return (
    <main className="wide-page" data-paper="lying">
      <div className="wide-head">
        <CycleHead cycle={cycle} cycles={(cycles.data ?? []).filter(({ state }) => state !== 'draft')} />
        <Segment
          label={t('tier')}
          kind="tabs"
          value={current?.tier.kind ?? ''}
          onChange={(tier) => setSearch({ tier })}
          options={counts.map(({ tier, completion }) => ({
            value: tier.kind,
            label: t(`common:kind.${tier.kind}`),
            count: completion ? completion.node.counts.expected + completion.node.counts.waived : undefined,
          }))}
        />
        <div className="right" id="completion-acts">
          {current && current.updatedAt > 0 && (
            <span className="faint desk-only no-wrap" role="status">
              {t('updated', { at: momentText(t, current.updatedAt, now) })}
            </span>
          )}
        </div>
      </div>
      {current?.error && (
        <StaleLine text={problemText(current.error)} onRetry={() => setRenewed((n) => n + 1)} />
      )}
      {current?.completion ? (
        <CompletionDesk
          key={current.tier.kind}
          cycle={cycle}
          tier={current.tier}
          completion={current.completion}
        />
      ) : (
        !current?.error && <TextSkeleton lines={8} label={t('common:loading')} />
      )}
    </main>
  );
}
