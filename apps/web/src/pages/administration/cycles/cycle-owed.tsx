import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { getOrgTree } from '../../../api/administration';
import type { OrgKind } from '../../../api/contract';
import { TextSkeleton } from '../../../kit/skeleton';
import { Moment } from '../../../time/moment';
import { unitsOwing } from './cycle-draft';
import styles from './cycle-owed.module.css';

/** What opening makes: how many reports of each tier by the tree as it stands, and when they are due. */
export function CycleOwed({
  audience,
  tiers,
  zone,
}: {
  audience: { under: string; except?: string[] };
  tiers: { kind: OrgKind; dueAt: string }[];
  zone?: string;
}) {
  const { t } = useTranslation('administration');
  const tree = useQuery({ queryKey: ['org-tree'], queryFn: getOrgTree });
  if (tree.isPending) return <TextSkeleton lines={3} label={t('common:loading')} />;
  if (!tree.data) return null;
  const lines = tiers.map((tier) => ({ ...tier, count: unitsOwing(tree.data, audience, tier.kind) }));
  const total = lines.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles.list}>
      <p>
        <b>{t('cycle.owedTotal', { count: total })}</b>
      </p>
      <ul>
        {lines.map(({ kind, dueAt, count }) => (
          <li key={kind}>
            {count === 0 ? (
              <span className="faint">{t('cycle.owedNone', { tier: t(`common:kind.${kind}`) })}</span>
            ) : (
              <Trans
                t={t}
                i18nKey="cycle.owedTier"
                values={{ tier: t(`common:kind.${kind}`), count }}
                components={{
                  at:
                    dueAt.length > 10 ? (
                      <Moment at={dueAt} zone={zone} />
                    ) : (
                      <Moment at={`${dueAt}T12:00:00+08:00`} />
                    ),
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
