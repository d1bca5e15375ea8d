import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { allPages } from '../../../api/pages';
import { Button } from '../../../kit/button';
import { DataTable } from '../../../kit/data-table';
import { useConfirm } from '../../../kit/use-confirm';
import { Moment } from '../../../time/moment';
import { deviceOf } from './device';

interface OpenSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  address: string | null;
  userAgent: string | null;
  current: boolean;
}

/** Where the account is signed in; any but this can be ended from here. */
export function SessionPart() {
  const { t } = useTranslation(['account', 'administration']);
  const confirm = useConfirm();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: () =>
      allPages((window) =>
        answer<Page<OpenSession>>(client.GET('/api/v1/auth/sessions', { params: { query: window } })),
      ),
  });
  const end = (session: OpenSession) =>
    confirm({
      title: t('session.endTitle'),
      content: t('session.endText'),
      okText: t('session.end'),
      act: () =>
        answer(client.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id: session.id } } })).then(
          () => queries.invalidateQueries({ queryKey: ['sessions'] }),
        ),
    });
  return (
    <section aria-labelledby="acc-sessions">
      <h2 id="acc-sessions">{t('session.title')}</h2>
      <p className="muted">{t('session.text')}</p>
      <DataTable<OpenSession>
        query={sessions}
        items={sessions.data?.items ?? []}
        rowKey="id"
        empty={t('session.empty')}
        columns={[
          {
            title: t('session.device'),
            render: (_, session) => {
              const { browser, system } = deviceOf(session.userAgent);
              return (
                <>
                  <b>{[browser, system].filter(Boolean).join('　') || t('session.unknown')}</b>{' '}
                  {session.current && <Tag>{t('session.this')}</Tag>}
                </>
              );
            },
          },
          { title: t('session.address'), dataIndex: 'address' },
          { title: t('session.seen'), render: (_, session) => <Moment at={session.lastSeenAt} clock /> },
          { title: t('session.since'), render: (_, session) => <Moment at={session.createdAt} clock /> },
          {
            title: <span className="spoken-only">{t('administration:acts')}</span>,
            align: 'right',
            render: (_, session) =>
              !session.current && (
                <Button small onClick={() => end(session)}>
                  {t('session.end')}
                </Button>
              ),
          },
        ]}
      />
    </section>
  );
}
