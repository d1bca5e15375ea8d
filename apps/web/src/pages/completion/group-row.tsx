import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrgKind } from '../../api/contract';
import { Icon } from '../../kit/icon';
import { EndedMark } from '../../report/ended-mark';
import styles from './completion-table.module.css';
import { groupFacts } from './group-facts';
import type { Group } from './use-completion';

/** A unit above with what became of the reports below it: 3个支部，1已审定，1逾期. */
export const GroupRow = memo(function GroupRow({
  group,
  tier,
  open,
  span,
  now,
  onToggle,
}: {
  group: Group;
  tier: OrgKind;
  open: boolean;
  span: number;
  now: number;
  onToggle: (code: string) => void;
}) {
  const { t } = useTranslation('completion');
  const facts = groupFacts(group, now);
  const settled = (['approved', 'published', 'waived'] as const).filter((what) => facts[what] > 0);
  const late = (['overdue', 'overtime', 'vacant'] as const).filter((what) => facts[what] > 0);
  const comma = t('common:clauseComma');
  return (
    <tr className={open ? styles.group : `${styles.group} ${styles.shut}`}>
      <td colSpan={span}>
        <button type="button" className="plain" aria-expanded={open} onClick={() => onToggle(group.code)}>
          <Icon name="next" />
          {group.direct ? t('table.direct') : group.name}
        </button>
        <EndedMark ended={group.ended} />
        <span>
          {t(`table.units.${tier}`, { count: group.total })}
          {settled.map((what) => `${comma}${t(`table.group.${what}`, { count: facts[what] })}`)}
          {late.map((what) => (
            <span key={what} className={styles.note}>
              {comma}
              <b className="hot">
                {t(`table.group.${what}`, { count: facts[what], days: facts.vacantDays })}
              </b>
            </span>
          ))}
        </span>
      </td>
    </tr>
  );
});
