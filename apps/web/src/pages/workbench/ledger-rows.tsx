import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/contract';
import { type ItemRow, ledgerKey, livingItems } from '../../api/ledger';
import { ButtonLink } from '../../kit/button';
import { hasRole } from '../../session/session';
import { type Due, dayCode, dueOfDay } from '../../time/calendar';
import { dateText, dueText } from '../../time/date-text';
import { type Want, wantOf } from '../ledger/wanting';

/** Of what is not settled, as many as are looked through for what waits for the reader; the ledger's own page too. */
const most = 400;
/** In the order in which one does them. */
const order: Want[] = ['verify', 'answer', 'claim', 'close', 'progress', 'check'];

interface Wanted {
  want: Want;
  /** What is due first comes first. */
  items: ItemRow[];
}

/** What items of the ledger want of the person this month, one entry a kind; asked for by those who may act. */
export function useWanted(me: Me, now: number) {
  const query = useQuery({
    queryKey: [...ledgerKey, 'living'],
    queryFn: () => livingItems(most),
    enabled: hasRole(me, 'secretary', 'reporter', 'reviewer', 'leader', 'admin'),
  });
  const today = dayCode(now);
  const items = query.data?.items ?? [];
  const wanted = order
    .map((want): Wanted => ({ want, items: items.filter((item) => wantOf(item, today) === want) }))
    .filter((entry) => entry.items.length > 0);
  const waiting = wanted.flatMap((entry) => entry.items);
  const overdue = waiting.filter((item) => dueOfItem(item, now).kind === 'overdue').length;
  return { query, wanted, count: waiting.length, overdue };
}

/** The day that an item waits for: a long-term one has its next check instead of a date to be done by. */
const dayOf = (item: ItemRow): string => (item.state === 'sustained' && item.nextCheckOn) || item.dueOn;
const dueOfItem = (item: ItemRow, now: number): Due => dueOfDay(dayOf(item), now);

/** 整改: one row a kind of act, which leads to the only item or to the list of them. */
export function LedgerRows({ wanted, first, now }: { wanted: Wanted[]; first: boolean; now: number }) {
  const { t } = useTranslation('workbench');
  if (wanted.length === 0) return null;
  return (
    <section className="group">
      <h2>
        {t('ledger.title')}{' '}
        <span className="count">{wanted.reduce((sum, { items }) => sum + items.length, 0)}</span>
      </h2>
      <ul className="rows">
        {wanted.map(({ want, items }, index) => {
          const [item] = items;
          if (!item) return null;
          const due = dueOfItem(item, now);
          const only = items.length === 1;
          const to = want === 'verify' ? '/ledger/verification' : only ? `/ledger/${item.id}` : '/ledger';
          return (
            <li className="row dated" key={want}>
              <div className={due.kind === 'overdue' ? 'due overdue' : 'due'}>
                <b>{dueText(t, due)}</b>
                <span>{dateText(t, dayOf(item))}</span>
              </div>
              <div className="main">
                <div className="title">
                  <span className="verb">{t(`ledger.verb.${want}`)}</span>
                  <b>{t('ledger.items', { count: items.length })}</b>
                  {only && <span className="muted unit-name">{item.org.name}</span>}
                </div>
                <div className="details">
                  <span>
                    {item.number}　{item.problem}
                  </span>
                </div>
              </div>
              <div className="action">
                <ButtonLink to={to} primary={first && index === 0} className="cover">
                  {t(`ledger.act.${want}`)}
                </ButtonLink>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
