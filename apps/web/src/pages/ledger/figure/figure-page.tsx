import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { saveItems } from '../../../api/ledger';
import { WorkbookButton } from '../../../kit/workbook-button';
import '../../../style/list.css';
import '../../../style/rows.css';
import { dayCode } from '../../../time/calendar';
import { useNow } from '../../../time/moment';
import { LedgerHead } from '../ledger-head';
import styles from '../ledger-head.module.css';
import { FigureBoard } from './figure-board';

/** 情况: the figures of everything the reader oversees, on any day of the last twelve months. */
export function Component() {
  const { t } = useTranslation(['batch', 'ledger']);
  const [search] = useSearchParams();
  const under = search.get('under') ?? undefined;
  const today = dayCode(useNow());
  const [year, month, day] = today.split('-');
  const from = [Number(year) - 1, month, month === '02' && day === '29' ? '28' : day].join('-');
  return (
    <main className={`list-page ${styles.wide}`}>
      <LedgerHead current="figures">
        <WorkbookButton className="desk-only" save={() => saveItems({ under }, t('ledger:bookName'))} />
      </LedgerHead>
      <FigureBoard from={from} />
    </main>
  );
}
