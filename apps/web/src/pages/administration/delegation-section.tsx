import { useQuery, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DelegationItem } from '../../api/administration';
import type { Page } from '../../api/contract';
import { answer, client } from '../../api/http';
import { allPages } from '../../api/pages';
import { Button } from '../../kit/button';
import { DataTable } from '../../kit/data-table';
import { useConfirm } from '../../kit/use-confirm';
import { hasRole, ownPosts, useSignedIn } from '../../session/session';
import { Moment } from '../../time/moment';
import { DelegationDialog } from './delegation-dialog';

/** Who acts for whom, in which post, until when. */
export default function DelegationSection() {
  const { t } = useTranslation('administration');
  const confirm = useConfirm();
  const queries = useQueryClient();
  const me = useSignedIn();
  const mayAdd = ownPosts(me).length > 0 || hasRole(me, 'admin');
  const list = useQuery({
    queryKey: ['delegations'],
    queryFn: () =>
      allPages((window) =>
        answer<Page<DelegationItem>>(client.GET('/api/v1/delegations', { params: { query: { ...window } } })),
      ),
  });
  const [adding, setAdding] = useState(false);
  const renew = () => queries.invalidateQueries();
  const revoke = (item: DelegationItem) =>
    confirm({
      title: t('delegation.revokeTitle', { name: item.delegate.name }),
      content: t('delegation.revokeText'),
      okText: t('delegation.revoke'),
      act: () =>
        answer(client.POST('/api/v1/delegations/{id}/revoke', { params: { path: { id: item.id } } })).then(
          renew,
        ),
    });
  const inForce = (item: DelegationItem) => !item.revokedAt && dayjs(item.endsAt).isAfter(dayjs());

  return (
    <>
      <header className="ad-h">
        <h1>{t('section.delegations')}</h1>
        <span className="r">
          <Button primary disabled={!mayAdd} onClick={() => setAdding(true)}>
            {t('delegation.add')}
          </Button>
        </span>
      </header>
      <p className="lead">{t('delegation.text')}</p>
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
              <span className="nw">
                <Moment at={item.startsAt} /> – <Moment at={item.endsAt} />
              </span>
            ),
          },
          { title: t('delegation.reason'), dataIndex: 'reason' },
          {
            title: <span className="sr">{t('acts')}</span>,
            align: 'right',
            render: (_, item) =>
              inForce(item) ? (
                <Button small onClick={() => revoke(item)}>
                  {t('delegation.revoke')}
                </Button>
              ) : (
                <span className="faint">{t(item.revokedAt ? 'delegation.revoked' : 'delegation.ended')}</span>
              ),
          },
        ]}
      />
      {adding && <DelegationDialog onDone={renew} onClose={() => setAdding(false)} />}
    </>
  );
}
