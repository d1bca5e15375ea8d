import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ItemScope, ItemState } from '../../../api/ledger';
import type { Figures, Summary } from '../../../api/ledger-batch';
import { Empty } from '../../../kit/empty';
import { StateGlyph, stateTone } from '../../../report/state-glyph';
import { glyphOf, itemStates } from '../item-state';
import styles from './matrix.module.css';

/** So many of one state stand as a glyph each; more as one with their number. */
const mostGlyphs = 4;

/** Units, or what else the figures are grouped by, against states; in the tree's order and never by a rate. */
export function Matrix({
  summary,
  batch,
  links,
  onUnder,
}: {
  summary: Summary;
  batch?: string;
  /** Whether a figure leads to its items: only today's are there to be listed. */
  links: boolean;
  /** Opens a unit's subtree. */
  onUnder?: (code: string) => void;
}) {
  const { t } = useTranslation(['batch', 'ledger']);
  const { rows, total, by } = summary;
  if (rows.length === 0)
    return (
      <div className="rows">
        <Empty title={t('noFigures')}>{t('noFiguresText')}</Empty>
      </div>
    );
  const nameOf = (key: string, name: string) => {
    if (by === 'source') return t(`ledger:source.${key}`);
    return name || t(by === 'batch' ? 'noBatch' : 'noCategory');
  };
  const scopeOf = (key: string): ItemScope | null => {
    if (!links) return null;
    if (by === 'batch') return key ? { batch: key } : null;
    if (by !== 'unit') return null;
    const own = key === summary.under?.code;
    return own ? { batch, org: key } : { batch, under: key };
  };
  return (
    <div className={styles.frame}>
      <table className={styles.table} data-paper="lying">
        <thead>
          <tr>
            <th scope="col">{t(`groups.${by ?? 'unit'}`)}</th>
            {itemStates.map((state) => (
              <th key={state} scope="col">
                <span className={`state ${stateTone(glyphOf[state])}`}>
                  <StateGlyph state={glyphOf[state]} /> {t(`ledger:state.${state}`)}
                </span>
              </th>
            ))}
            <th scope="col">{t('total.overdue')}</th>
            <th scope="col">{t('measures')}</th>
            <th scope="col">{t('rate.closing')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, figures }) => {
            const own = by === 'unit' && key === summary.under?.code;
            return (
              <tr key={key || 'none'}>
                <th scope="row">
                  {onUnder && !own ? (
                    <button type="button" className="link plain" onClick={() => onUnder(key)}>
                      {name}
                    </button>
                  ) : own ? (
                    t('ledger:unitAlone', { name })
                  ) : (
                    nameOf(key, name)
                  )}
                </th>
                {itemStates.map((state) => (
                  <Cell key={state} state={state} count={figures[state]} scope={scopeOf(key)} />
                ))}
                <Plain figures={figures} />
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sum')}</th>
            {itemStates.map((state) => (
              <td key={state} className={total[state] === 0 ? styles.none : undefined}>
                <span className={styles.label}>{t(`ledger:state.${state}`)}</span> {total[state]}
              </td>
            ))}
            <Plain figures={total} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Cell({ state, count, scope }: { state: ItemState; count: number; scope: ItemScope | null }) {
  const { t } = useTranslation(['batch', 'ledger']);
  if (count === 0) return <td className={styles.none} />;
  const word = t(`ledger:state.${state}`);
  const glyphs = (
    <>
      <span className={`state ${styles.glyphs} ${stateTone(glyphOf[state])}`}>
        {Array.from({ length: count > mostGlyphs ? 1 : count }, (_, at) => at).map((at) => (
          <StateGlyph key={at} state={glyphOf[state]} />
        ))}
      </span>
      <span className={count > mostGlyphs ? styles.number : 'spoken-only'}>{count}</span>
    </>
  );
  const search = scope && new URLSearchParams({ ...clean(scope), state });
  return (
    <td>
      <span className={styles.label} aria-hidden="true">
        {word}
      </span>{' '}
      {search ? (
        <Link to={`/ledger?${search}`} title={t('seeItems')}>
          <span className="spoken-only">{word} </span>
          {glyphs}
        </Link>
      ) : (
        glyphs
      )}
    </td>
  );
}

const clean = (scope: ItemScope) =>
  Object.fromEntries(Object.entries(scope).filter((entry): entry is [string, string] => Boolean(entry[1])));

/** Numbers that no glyph says. */
function Plain({ figures }: { figures: Figures }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const { overdue, measures, measures_done: done, closingRate } = figures;
  return (
    <>
      <td className={overdue === 0 ? styles.none : undefined}>
        <span className={styles.label}>{t('total.overdue')}</span>{' '}
        {overdue > 0 && <b className="hot">{overdue}</b>}
      </td>
      <td className={measures === 0 ? styles.none : undefined}>
        <span className={styles.label}>{t('measures')}</span>{' '}
        {measures > 0 && t('of', { done, all: measures })}
      </td>
      <td className={closingRate === null ? styles.none : undefined}>
        <span className={styles.label}>{t('rate.closing')}</span>{' '}
        {closingRate !== null && `${Math.round(closingRate * 100)}%`}
      </td>
    </>
  );
}
