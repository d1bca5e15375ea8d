import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Dropdown, Input, Tag } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type AppointmentItem, getOrgUnit, type UserItem } from '../../../api/administration';
import type { Page, Role } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { Button } from '../../../kit/button';
import { DataTable } from '../../../kit/data-table';
import { Icon } from '../../../kit/icon';
import { limit } from '../../../kit/limit';
import { useConfirm } from '../../../kit/use-confirm';
import styles from '../administration.module.css';
import { OrgSelect } from '../org/org-select';
import { OneTimePasswords } from './one-time-passwords';
import { AppointDialog, PersonDialog } from './people-dialogs';
import { PeopleImport } from './people-import';

const pageSize = 30;

/** What one came here for from a vacancy, until somebody holds the post. */
function Vacancy({ org, role }: { org: string; role: Role }) {
  const { t } = useTranslation('administration');
  const unit = useQuery({ queryKey: ['org-unit', org], queryFn: () => getOrgUnit(org) });
  const held = useQuery({
    queryKey: ['appointments', 'at', org, role],
    queryFn: () =>
      answer<Page<AppointmentItem>>(
        // Limited: whether there is one at all.
        client.GET('/api/v1/appointments', { params: { query: { org, role, pageSize: 1 } } }),
      ),
  });
  if (!unit.data || held.data?.total !== 0) return null;
  return (
    <p className={styles.notice} role="status">
      {t('people.vacancy', { org: unit.data.name, role: t(`common:role.${role}`) })}
    </p>
  );
}

/** People, their accounts and posts. */
export default function PeopleSection() {
  const { t } = useTranslation('administration');
  const confirm = useConfirm();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const wantedRole = (params.get('role') as Role | null) ?? undefined;
  const [text, setText] = useState('');
  const [under, setUnder] = useState<string | undefined>(params.get('org') ?? undefined);
  const [page, setPage] = useState(1);
  const search = useDeferredValue(text.trim());
  const people = useQuery({
    queryKey: ['users', search, under, page],
    queryFn: () =>
      answer<Page<UserItem>>(
        client.GET('/api/v1/users', { params: { query: { search, under, page, pageSize } } }),
      ),
    placeholderData: keepPreviousData,
  });
  const [editing, setEditing] = useState<UserItem | 'new' | null>(null);
  const [importing, setImporting] = useState(false);
  const [appointing, setAppointing] = useState<UserItem | null>(null);
  const renew = () => queries.invalidateQueries();

  const [told, setTold] = useState<{ name: string; username: string; password: string } | null>(null);
  const reset = (user: UserItem) =>
    confirm({
      title: t('people.resetTitle', { name: user.name }),
      content: t('people.resetText'),
      okText: t('people.reset'),
      act: async () => {
        const { temporaryPassword } = await answer<{ temporaryPassword: string }>(
          client.POST('/api/v1/users/{id}/password-reset', { params: { path: { id: user.id } } }),
        );
        setTold({ name: user.name, username: user.username, password: temporaryPassword });
        await renew();
      },
    });
  const activate = (user: UserItem) =>
    confirm({
      title: t(user.active ? 'people.deactivateTitle' : 'people.activateTitle', { name: user.name }),
      content: t(user.active ? 'people.deactivateText' : 'people.activateText'),
      okText: t(user.active ? 'people.deactivate' : 'people.activate'),
      act: () =>
        answer(
          client.PATCH('/api/v1/users/{id}', {
            params: { path: { id: user.id } },
            body: { active: !user.active, version: user.version },
          }),
        ).then(renew),
    });
  const end = (user: UserItem, held: UserItem['appointments'][number]) =>
    confirm({
      title: t('people.endTitle', {
        name: user.name,
        role: t(`common:role.${held.role}`),
        org: held.org.name,
      }),
      content: t('people.endText'),
      okText: t('people.end'),
      act: () =>
        answer(
          client.POST('/api/v1/appointments/{id}/end', { params: { path: { id: held.id } }, body: {} }),
        ).then(renew),
    });

  return (
    <>
      <header className={styles.head}>
        <h1>{t('section.people')}</h1>
        <span className="right">
          <Button onClick={() => setImporting(true)}>{t('people.import')}</Button>
          <Button primary onClick={() => setEditing('new')}>
            {t('people.add')}
          </Button>
        </span>
      </header>
      {wantedRole && under && <Vacancy org={under} role={wantedRole} />}
      <div className={`${styles.filter} no-paper`}>
        <Input.Search
          allowClear
          count={limit(60)}
          value={text}
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          onChange={(event) => {
            setText(event.target.value);
            setPage(1);
          }}
        />
        <OrgSelect
          value={under}
          label={t('pickOrg')}
          clearable
          onChange={(code) => {
            setUnder(code);
            setPage(1);
          }}
        />
      </div>
      <DataTable<UserItem>
        query={people}
        items={people.data?.items ?? []}
        rowKey="id"
        empty={t('people.empty')}
        pagination={{
          current: page,
          pageSize,
          total: people.data?.total,
          onChange: setPage,
          showSizeChanger: false,
          hideOnSinglePage: true,
        }}
        columns={[
          {
            title: t('people.name'),
            render: (_, user) => (
              <>
                <b>{user.name}</b> {!user.active && <Tag>{t('people.inactive')}</Tag>}
                <br />
                <span className="faint">{user.username}</span>
              </>
            ),
          },
          { title: t('people.org'), render: (_, user) => user.org?.name },
          {
            title: t('people.posts'),
            render: (_, user) => (
              <ul className={styles.posts}>
                {user.appointments.map((held) => (
                  <li key={held.id}>
                    {held.org.name} {t(`common:role.${held.role}`)}
                    <Button
                      text
                      small
                      aria-label={t('people.endTitle', {
                        name: user.name,
                        role: t(`common:role.${held.role}`),
                        org: held.org.name,
                      })}
                      onClick={() => end(user, held)}
                    >
                      <Icon name="close" />
                    </Button>
                  </li>
                ))}
              </ul>
            ),
          },
          {
            title: <span className="spoken-only">{t('acts')}</span>,
            align: 'right',
            render: (_, user) => (
              <span className="no-wrap">
                <Button small onClick={() => setAppointing(user)}>
                  {t('people.appoint')}
                </Button>
                <Dropdown
                  trigger={['click']}
                  menu={{
                    items: [
                      { key: 'change', label: t('people.change'), onClick: () => setEditing(user) },
                      { key: 'reset', label: t('people.reset'), onClick: () => reset(user) },
                      {
                        key: 'active',
                        label: t(user.active ? 'people.deactivate' : 'people.activate'),
                        onClick: () => activate(user),
                      },
                    ],
                  }}
                >
                  <Button text small aria-label={t('people.more', { name: user.name })}>
                    <Icon name="more" />
                  </Button>
                </Dropdown>
              </span>
            ),
          },
        ]}
      />
      {editing && (
        <PersonDialog
          user={editing === 'new' ? null : editing}
          org={under}
          onMade={setTold}
          onDone={renew}
          onClose={() => setEditing(null)}
        />
      )}
      {appointing && (
        <AppointDialog
          user={appointing}
          org={under}
          role={wantedRole}
          onDone={renew}
          onClose={() => setAppointing(null)}
        />
      )}
      {told && (
        <OneTimePasswords
          title={t('people.passwordOf', { name: told.name })}
          accounts={[told]}
          onClose={() => setTold(null)}
        />
      )}
      {importing && <PeopleImport onClose={() => setImporting(false)} />}
    </>
  );
}
