import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Cycle, Page } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { allPages } from '../../../api/pages';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Empty } from '../../../kit/empty';
import { TextSkeleton } from '../../../kit/skeleton';
import { useConfirm } from '../../../kit/use-confirm';
import { StaleLine } from '../../../shell/page-failure';
import { bureauZone } from '../../../time/calendar';
import { zoneText } from '../../../time/date-text';
import { Moment } from '../../../time/moment';
import styles from '../administration.module.css';
import { CycleClosingDialog } from './cycle-closing-dialog';
import { CycleOpenDialog } from './cycle-open-dialog';
import { CycleWizard } from './cycle-wizard';
import cyclesStyles from './cycles.module.css';
import { LateUnitsDialog } from './late-units-dialog';

/** Cycles: drafts to open, open ones to close, and a new one. */
export default function CycleSection() {
  const { t } = useTranslation('administration');
  const confirm = useConfirm();
  const queries = useQueryClient();
  const cycles = useQuery({
    queryKey: ['cycles', 'administration'],
    queryFn: () =>
      allPages((window) =>
        answer<Page<Cycle>>(client.GET('/api/v1/cycles', { params: { query: { ...window } } })),
      ),
  });
  const [making, setMaking] = useState<Cycle | 'new' | null>(null);
  const [opening, setOpening] = useState<Cycle | null>(null);
  const [closing, setClosing] = useState<Cycle | null>(null);
  const [adding, setAdding] = useState<Cycle | null>(null);
  const renew = () => queries.invalidateQueries();

  const close = (cycle: Cycle) =>
    confirm({
      title: t('cycle.closeTitle', { title: cycle.title }),
      content: t('cycle.closeText'),
      okText: t('cycle.close'),
      act: () =>
        answer(client.POST('/api/v1/cycles/{id}/close', { params: { path: { id: cycle.id } } })).then(renew),
    });
  const discard = (cycle: Cycle) =>
    confirm({
      title: t('cycle.discardTitle', { title: cycle.title }),
      content: t('cycle.discardText'),
      okText: t('cycle.discard'),
      act: () =>
        answer(client.DELETE('/api/v1/cycles/{id}', { params: { path: { id: cycle.id } } })).then(renew),
    });
  if (making) {
    return (
      <CycleWizard
        draft={making === 'new' ? null : making}
        onClose={async (changed) => {
          // The list first: the draft opened again at once would else be the one of before.
          if (changed) await renew();
          setMaking(null);
        }}
      />
    );
  }
  const items = cycles.data?.items ?? [];
  return (
    <>
      <header className={styles.head}>
        <h1>{t('section.cycles')}</h1>
        <span className="right">
          <Button primary onClick={() => setMaking('new')}>
            {t('cycle.add')}
          </Button>
        </span>
      </header>
      {cycles.isPending && <TextSkeleton lines={5} label={t('common:loading')} />}
      {cycles.error && <StaleLine text={problemText(cycles.error)} onRetry={() => void cycles.refetch()} />}
      {cycles.data && items.length === 0 && (
        <div className="surface">
          <Empty title={t('cycle.empty')}>{t('cycle.emptyText')}</Empty>
        </div>
      )}
      {items.length > 0 && (
        <ul className="surface">
          {items.map((cycle) => (
            <li key={cycle.id} className={cyclesStyles.cycle}>
              <div>
                <Link to={`/completion/${cycle.id}`}>
                  <b>{cycle.title}</b>
                </Link>{' '}
                <Tag>{t(`cycle.states.${cycle.state}`)}</Tag>
                {cycle.timeZone !== bureauZone && <Tag>{zoneText(t, cycle.timeZone)}</Tag>}
                <br />
                <span className="muted">
                  {cycle.tiers.map((tier) => (
                    <span key={tier.kind} className={`no-wrap ${cyclesStyles.tier}`}>
                      {t(`common:kind.${tier.kind}`)} <Moment at={tier.dueAt} zone={cycle.timeZone} />
                    </span>
                  ))}
                  {cycle.state !== 'closed' && cycle.closesAt && (
                    <span className="no-wrap">
                      <Trans
                        t={t}
                        i18nKey="cycle.closesBy"
                        components={{ at: <Moment at={cycle.closesAt} zone={cycle.timeZone} /> }}
                      />
                    </span>
                  )}
                </span>
              </div>
              {cycle.state === 'draft' && (
                <span className={styles.rowActs}>
                  <Button onClick={() => setMaking(cycle)}>{t('cycle.change')}</Button>
                  <Button onClick={() => discard(cycle)}>{t('cycle.discard')}</Button>
                  <Button onClick={() => setOpening(cycle)}>{t('cycle.open')}</Button>
                </span>
              )}
              {cycle.state === 'open' && (
                <span className={styles.rowActs}>
                  <Button onClick={() => setAdding(cycle)}>{t('cycle.addUnits')}</Button>
                  <Button onClick={() => setClosing(cycle)}>{t('cycle.reschedule')}</Button>
                  <Button onClick={() => close(cycle)}>{t('cycle.close')}</Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {closing && <CycleClosingDialog cycle={closing} onDone={renew} onClose={() => setClosing(null)} />}
      {adding && <LateUnitsDialog cycle={adding} onDone={renew} onClose={() => setAdding(null)} />}
      {opening && <CycleOpenDialog cycle={opening} onDone={renew} onClose={() => setOpening(null)} />}
    </>
  );
}
