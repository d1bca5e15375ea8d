import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecurrenceItem } from '../../../api/administration';
import type { Page } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { allPages } from '../../../api/pages';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Empty } from '../../../kit/empty';
import { TextSkeleton } from '../../../kit/skeleton';
import { useAttempt } from '../../../kit/use-confirm';
import { StaleLine } from '../../../shell/page-failure';
import { Moment } from '../../../time/moment';
import administration from '../administration.module.css';
import { useTemplates } from '../templates/use-templates';
import cycles from './cycles.module.css';
import { RecurrenceForm } from './recurrence-form';
import styles from './recurrence-section.module.css';

/** Cycles that make themselves, as drafts: when the next one comes, and of what. */
export default function RecurrenceSection() {
  const { t } = useTranslation(['setting', 'administration', 'common']);
  const { message } = App.useApp();
  const attempt = useAttempt();
  const queries = useQueryClient();
  const recurrences = useQuery({
    queryKey: ['recurrences'],
    queryFn: () =>
      allPages((window) =>
        answer<Page<RecurrenceItem>>(client.GET('/api/v1/admin/recurrences', { params: { query: window } })),
      ),
  });
  const [making, setMaking] = useState(false);
  const renew = () => queries.invalidateQueries({ queryKey: ['recurrences'] });
  const setActive = ({ id, plan }: RecurrenceItem, active: boolean) =>
    attempt(async () => {
      await answer(
        client.PATCH('/api/v1/admin/recurrences/{id}', { params: { path: { id } }, body: { active } }),
      );
      await renew();
      void message.success(
        t(active ? 'recurrence.resumed' : 'recurrence.paused', { title: titleOf(plan.title) }),
      );
    });
  const titleOf = (title: string) => title.replaceAll('{period}', t('recurrence.anyPeriod'));
  if (making)
    return (
      <RecurrenceForm
        onClose={() => {
          setMaking(false);
          void renew();
        }}
      />
    );
  const items = recurrences.data?.items ?? [];
  return (
    <>
      <header className={administration.head}>
        <h1>{t('administration:section.recurrences')}</h1>
        <span className="right">
          <Button primary onClick={() => setMaking(true)}>
            {t('recurrence.add')}
          </Button>
        </span>
      </header>
      <p className={administration.lead}>{t('recurrence.text')}</p>
      {recurrences.isPending && <TextSkeleton lines={5} label={t('common:loading')} />}
      {recurrences.error && (
        <StaleLine text={problemText(recurrences.error)} onRetry={() => void recurrences.refetch()} />
      )}
      {recurrences.data && items.length === 0 && (
        <div className="surface">
          <Empty title={t('recurrence.empty')}>{t('recurrence.emptyText')}</Empty>
        </div>
      )}
      {items.length > 0 && (
        <ul className="surface">
          {items.map((item) => (
            <RecurrenceRow
              key={item.id}
              item={item}
              title={titleOf(item.plan.title)}
              onSetActive={(active) => setActive(item, active)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function RecurrenceRow({
  item,
  title,
  onSetActive,
}: {
  item: RecurrenceItem;
  title: string;
  onSetActive: (active: boolean) => Promise<unknown>;
}) {
  const { t } = useTranslation(['setting', 'administration', 'common']);
  const templates = useTemplates();
  const { plan, org, active } = item;
  return (
    <li className={cycles.cycle}>
      <div>
        <b>{title}</b> <Tag>{t(`recurrence.every.${item.every}`)}</Tag>
        {!active && <Tag>{t('recurrence.stopped')}</Tag>}
        <p className="muted">
          {active ? t('recurrence.next', { period: item.nextPeriod }) : t('recurrence.nextStopped')}
          {active && <Moment at={item.nextAt} clock />}
          <span className="faint"> {org.name}</span>
        </p>
        <ul className={styles.tiers}>
          {plan.tiers.map((tier) => (
            <li key={tier.kind}>
              <span className="no-wrap">{t(`common:kind.${tier.kind}`)}</span>{' '}
              <span className="faint">
                {templates.nameOf(tier.templateVersion)}
                {t('common:clauseComma')}
                {t(tier.dueDaysAfterEnd < 0 ? 'recurrence.dueBefore' : 'recurrence.dueAfter', {
                  count: Math.abs(tier.dueDaysAfterEnd),
                })}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <Button onClick={() => onSetActive(!active)}>
        {t(active ? 'recurrence.pause' : 'recurrence.resume')}
      </Button>
    </li>
  );
}
