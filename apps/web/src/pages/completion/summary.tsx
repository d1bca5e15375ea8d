import { Trans, useTranslation } from 'react-i18next';
import { type Counts, type ReportState, reportStates } from '../../api/contract';
import { StateGlyph, stateTone } from '../../report/state-glyph';
import styles from './summary.module.css';

const glyphLimit = 30;

/** One sentence of totals, and the states as glyphs (one per unit) or, for many, as one bar. */
export function Summary({
  counts,
  toMend,
  filter,
  onFilter,
}: {
  counts: Counts;
  /** Of those overdue, how many came back to be mended; 0 also where that is not known. */
  toMend: number;
  filter: ReportState | null;
  onFilter: (state: ReportState | null) => void;
}) {
  const { t } = useTranslation('completion');
  const submitted = counts.expected - counts.not_started - counts.drafting;
  const total = counts.expected + counts.waived;
  const few = total <= glyphLimit;
  const present = reportStates.filter((state) => counts[state] > 0);
  return (
    <div className={styles.summary}>
      <span className={styles.total}>
        <Trans
          t={t}
          i18nKey={counts.overdue === 0 ? 'sum.plain' : toMend > 0 ? 'sum.withToMend' : 'sum.withOverdue'}
          values={{ expected: counts.expected, submitted, overdue: counts.overdue, toMend }}
          components={{ n: <b />, hot: <b className="hot" /> }}
        />
      </span>
      <div className={styles.legend}>
        {!few && (
          <span className={styles.stack} aria-hidden="true">
            {present.map((state) => (
              <i key={state} className={styles[state]} style={{ flexGrow: counts[state] }} />
            ))}
          </span>
        )}
        {present.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={filter === state}
            onClick={() => onFilter(filter === state ? null : state)}
          >
            <span className={`${styles.glyphs} state ${stateTone(state)}`}>
              {(few ? Array.from({ length: counts[state] }, (_, n) => n) : [0]).map((n) => (
                <StateGlyph key={n} state={state} />
              ))}
            </span>
            {t(`common:state.${state}`)} <b>{counts[state]}</b>
          </button>
        ))}
      </div>
    </div>
  );
}
