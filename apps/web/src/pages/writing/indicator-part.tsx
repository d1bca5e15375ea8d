import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IndicatorBinding } from '../../api/compilation';
import type { Finding, IndicatorDefinition } from '../../api/contract';
import { Button } from '../../kit/button';
import styles from './indicator-part.module.css';
import { IndicatorRow } from './indicator-row';
import sectionPart from './section-part.module.css';
import { figuresOf } from './table-filling';

const folded = 6;

/** Indicators as a form: value and unit, last year's beside, a contradiction in its row. */
export function IndicatorPart({
  indicators,
  values,
  lastYear,
  isOpen,
  bindings,
  findings,
  onChange,
}: {
  indicators: IndicatorDefinition[];
  values: Record<string, string>;
  lastYear: Record<string, number> | null | undefined;
  isOpen: (key: string) => boolean;
  /** Of a compiled report: what each number was computed from. */
  bindings: Record<string, IndicatorBinding> | undefined;
  findings: Finding[];
  /** New texts by indicator. */
  onChange: (values: Record<string, string>) => void;
}) {
  const { t } = useTranslation('writing');
  const typed = indicators.filter((indicator) => indicator.aggregate.kind !== 'rate');
  const openOnes = typed.filter((indicator) => isOpen(indicator.key));
  const closed = typed.filter((indicator) => !isOpen(indicator.key));
  const [all, setAll] = useState(false);
  const spare = Math.max(0, openOnes.length + closed.length - Math.max(folded, openOnes.length));
  const shown = [...openOnes, ...(all ? closed : closed.slice(0, closed.length - spare))];
  const count =
    closed.length > 0
      ? t('indicators.count', { open: openOnes.length, closed: closed.length })
      : t('indicators.all', { count: typed.length });
  return (
    <section className={`${sectionPart.section} ${sectionPart.narrow}`} id="part-indicators">
      <header>
        <h2>{t('indicators.title')}</h2>
        <span className={sectionPart.count}>{count}</span>
      </header>
      <div className="surface">
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('indicators.name')}</th>
              <th>{t('indicators.thisYear')}</th>
              <th className={styles.amount}>{t('indicators.lastYear')}</th>
              <th>{t('indicators.remark')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((indicator) => (
              <IndicatorRow
                key={indicator.key}
                indicator={indicator}
                value={values[indicator.key] ?? ''}
                lastYear={lastYear?.[indicator.key]}
                open={isOpen(indicator.key)}
                binding={bindings?.[indicator.key]}
                findings={findings.filter((finding) => finding.anchor.key === indicator.key)}
                onChange={(value) => onChange({ [indicator.key]: value })}
                onTable={(rows) => onChange(figuresOf(rows, openOnes, indicator.key))}
              />
            ))}
          </tbody>
        </table>
        {!all && spare > 0 && (
          <p className={`${styles.more} no-paper`}>
            <Button text small onClick={() => setAll(true)}>
              {t('indicators.more', { count: spare })}
            </Button>
          </p>
        )}
      </div>
    </section>
  );
}
