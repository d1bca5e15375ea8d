import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DelegationItem, useDelegationActs, useDelegations } from '../../../delegation/delegation';
import { Button } from '../../../kit/button';
import { DataTable } from '../../../kit/data-table';
import { useConfirm } from '../../../kit/use-confirm';
import { hasRole, ownPosts, useSignedIn } from '../../../session/session';
import { Moment } from '../../../time/moment';
import styles from '../administration.module.css';
import { DelegationDialog } from './delegation-dialog';

/** Who acts for whom, in which post, until when. */
export default function DelegationSection() {
  const { t } = useTranslation('administration');
  const confirm = useConfirm();
  const queries = useQueryClient();
  const me = useSignedIn();
  const mayAdd = ownPosts(me).length > 0 || hasRole(me, 'admin');
  const list = useDelegations();
  const { end } = useDelegationActs();
  const [adding, setAdding] = useState(false);
  const renew = () => queries.invalidateQueries();
  const revoke = (item: DelegationItem) =>
    confirm({
      title: t('delegation.revokeTitle', { name: item.delegate.name }),
      content: t('delegation.revokeText'),
      okText: t('delegation.revoke'),
      act: () => end(item.id),
    });
  const isOpen = ({ state }: DelegationItem) => state === 'offered' || state === 'accepted';

  return (
    <>
      <header className={styles.head}>
        <h1>{t('section.delegations')}</h1>
        <span className="right">
          <Button primary disabled={!mayAdd} onClick={() => setAdding(true)}>
            {t('delegation.add')}
          </Button>
        </span>
      </header>
      <p className={styles.lead}>{t('delegation.text')}</p>
      <DataTable<DelegationItem>
        query={list}
        items={list.data?.items ?? []}
        rowKey="id"
        empty={t('delegation.empty')}
        emptyText={t('delegation.emptyText')}
        columns={[
          { title: t('delegation.whose'), render: (_, item) => item.appointment.user.name },
          {
            title: t('delegation.post'),
            render: (_, item) => `${item.appointment.org.name} ${t(`common:role.${item.appointment.role}`)}`,
          },
          { title: t('delegation.delegate'), render: (_, item) => <b>{item.delegate.name}</b> },
          {
            title: t('delegation.period'),
            render: (_, item) => (
              <span className="no-wrap">
                <Moment at={item.startsAt} /> – <Moment at={item.endsAt} />
              </span>
            ),
          },
          { title: t('delegation.reason'), dataIndex: 'reason' },
          {
            title: t('delegation.stateTitle'),
            render: (_, item) => (
              <span className={isOpen(item) ? undefined : 'faint'}>
                {t(`delegation.state.${item.state}`)}
              </span>
            ),
          },
          {
            title: <span className="spoken-only">{t('acts')}</span>,
            align: 'right',
            render: (_, item) =>
              isOpen(item) && (
                <Button small onClick={() => revoke(item)}>
                  {t('delegation.revoke')}
                </Button>
              ),
          },
        ]}
      />
      {adding && <DelegationDialog onDone={renew} onClose={() => setAdding(false)} />}
    </>
  );
}
