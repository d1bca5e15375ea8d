import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RobotItem } from '../../../api/administration';
import { answer, client } from '../../../api/http';
import { Button } from '../../../kit/button';
import { DataTable } from '../../../kit/data-table';
import { useAttempt, useConfirm } from '../../../kit/use-confirm';
import { Moment } from '../../../time/moment';
import styles from '../administration.module.css';
import { useMessageKinds } from '../settings/use-message-kinds';
import { RobotDialog } from './robot-dialog';

/** Group robots: which group hears of what. Their addresses and secrets go in and never come out. */
export default function RobotSection() {
  const { t } = useTranslation(['setting', 'administration', 'common']);
  const { modal, message } = App.useApp();
  const attempt = useAttempt();
  const confirm = useConfirm();
  const queries = useQueryClient();
  const kinds = useMessageKinds();
  const robots = useQuery({
    queryKey: ['robots'],
    queryFn: () => answer<{ items: RobotItem[] }>(client.GET('/api/v1/admin/robots')),
  });
  const [editing, setEditing] = useState<RobotItem | 'new' | null>(null);
  const renew = () => queries.invalidateQueries({ queryKey: ['robots'] });

  const test = (robot: RobotItem) =>
    attempt(async () => {
      const { outcome, reason } = await answer<{ outcome: string; reason: string | null }>(
        client.POST('/api/v1/admin/robots/{id}/test', { params: { path: { id: robot.id } } }),
      );
      if (outcome === 'sent') void message.success(t('robot.tested', { name: robot.name }));
      else
        void modal.warning({
          title: t(`robot.${outcome}Title`),
          content: t('robot.testReason', { reason }),
        });
    });
  const remove = (robot: RobotItem) =>
    confirm({
      title: t('robot.removeTitle', { name: robot.name }),
      content: t('robot.removeText'),
      okText: t('robot.remove'),
      act: () =>
        answer(client.DELETE('/api/v1/admin/robots/{id}', { params: { path: { id: robot.id } } })).then(
          renew,
        ),
    });

  return (
    <>
      <header className={styles.head}>
        <h1>{t('administration:section.robots')}</h1>
        <span className="right">
          <Button primary onClick={() => setEditing('new')}>
            {t('robot.add')}
          </Button>
        </span>
      </header>
      <p className={styles.lead}>{t('robot.text')}</p>
      <DataTable<RobotItem>
        query={robots}
        items={robots.data?.items ?? []}
        rowKey="id"
        empty={t('robot.empty')}
        emptyText={t('robot.emptyText')}
        columns={[
          {
            title: t('robot.name'),
            render: (_, robot) => (
              <>
                <b>{robot.name}</b>
                <br />
                <span className="faint">{robot.org.name}</span>
              </>
            ),
          },
          {
            title: t('robot.channel'),
            render: (_, robot) => (
              <>
                {t(`administration:job.channels.${robot.channel}`)}
                {robot.signed && <span className="faint"> {t('robot.signed')}</span>}
              </>
            ),
          },
          {
            title: t('robot.kinds'),
            render: (_, robot) => (
              <div className={styles.wrapped}>
                {robot.kinds.map((kind) => kinds.nameOf(kind)).join(t('common:listComma'))}
              </div>
            ),
          },
          { title: t('robot.since'), render: (_, robot) => <Moment at={robot.createdAt} /> },
          {
            title: <span className="spoken-only">{t('administration:acts')}</span>,
            align: 'right',
            render: (_, robot) => (
              <span className={styles.rowActs}>
                <Button small onClick={() => test(robot)}>
                  {t('robot.test')}
                </Button>
                <Button small onClick={() => setEditing(robot)}>
                  {t('robot.change')}
                </Button>
                <Button small onClick={() => remove(robot)}>
                  {t('robot.remove')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      {editing && (
        <RobotDialog
          robot={editing === 'new' ? null : editing}
          kinds={kinds.options}
          onDone={renew}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
