import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ItemRow, ledgerKey, listItems, urgeItems } from '../../../api/ledger';
import type { Figures } from '../../../api/ledger-batch';
import { allPages } from '../../../api/pages';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { hasRole, useSignedIn } from '../../../session/session';
import extensionRequests from '../../completion/extension-requests.module.css';
import styles from './urge-unsettled.module.css';

/** As many as are urged at once, as one call takes, and as a dialog names. */
const most = 400;
const mostInOneCall = 200;
const mostNamed = 60;

/** 催办 of what is overdue, or of all that is not settled; it names whom before it is done. */
export function UrgeUnsettled({ batch, under, counts }: { batch?: string; under?: string; counts: Figures }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const me = useSignedIn();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<{ text: string; failed: boolean } | null>(null);
  const late = counts.overdue > 0;
  const left = counts.assigned + counts.open + counts.in_verification;
  if (left === 0 || !hasRole(me, 'admin', 'reviewer', 'leader')) return null;

  const urge = async (items: ItemRow[]) => {
    const results = [];
    for (let from = 0; from < items.length; from += mostInOneCall)
      results.push(...(await urgeItems(items.slice(from, from + mostInOneCall).map(({ id }) => id))));
    const refused = results.find(({ ok }) => !ok);
    const count = results.filter(({ ok }) => ok).length;
    const reason = refused?.problem?.detail ?? refused?.problem?.title ?? '';
    setOutcome({
      text: refused ? t('urge.some', { count, reason }) : t('urge.done', { count }),
      failed: Boolean(refused),
    });
    await queries.invalidateQueries({ queryKey: ledgerKey });
  };
  const ask = async () => {
    setOutcome(null);
    try {
      const scope = { batch, under, flag: late ? 'overdue' : undefined };
      const { items } = await allPages(
        (window) => listItems({ ...scope, state: 'assigned,open,in_verification', ...window }),
        most,
      );
      const found = items.filter(({ allowedActions }) => allowedActions.includes('urge'));
      if (found.length === 0) return setOutcome({ text: t('urge.none'), failed: true });
      void modal.confirm({
        title: t('urge.title', { count: found.length }),
        icon: null,
        okText: t('urge.confirm'),
        content: (
          <ul className={extensionRequests.names}>
            {found.slice(0, mostNamed).map((item) => (
              <li key={item.id}>
                {item.org.name} <span className="muted">{item.problem}</span>
              </li>
            ))}
            {found.length > mostNamed && <li>{t('urge.rest', { count: found.length - mostNamed })}</li>}
          </ul>
        ),
        onOk: () => urge(found).catch((error) => setOutcome({ text: problemText(error), failed: true })),
      });
    } catch (error) {
      setOutcome({ text: problemText(error), failed: true });
    }
  };
  return (
    <span className={styles.urge}>
      {outcome && (
        <span className={outcome.failed ? 'hot' : 'muted'} role="status">
          {outcome.text}
        </span>
      )}
      <Button primary={late} onClick={ask}>
        {t(late ? 'urge.late' : 'urge.all')}
      </Button>
    </span>
  );
}
