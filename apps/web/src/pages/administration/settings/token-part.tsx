import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { allPages } from '../../../api/pages';
import { Button } from '../../../kit/button';
import { DataTable } from '../../../kit/data-table';
import { FormDialog } from '../../../kit/form-dialog';
import { limit } from '../../../kit/limit';
import { useConfirm } from '../../../kit/use-confirm';
import { Moment } from '../../../time/moment';
import { typedFormats } from '../../../time/typed-formats';
import styles from '../administration.module.css';
import oneTimePasswords from '../people/one-time-passwords.module.css';

interface Token {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string;
}

interface NewToken {
  name: string;
  until: Dayjs;
}

/** Access tokens for programs that act as this person; each is shown once, when it is made. */
export function TokenPart() {
  const { t } = useTranslation(['account', 'administration', 'common']);
  const { modal } = App.useApp();
  const confirm = useConfirm();
  const queries = useQueryClient();
  const tokens = useQuery({
    queryKey: ['tokens'],
    queryFn: () =>
      allPages((window) =>
        answer<Page<Token>>(client.GET('/api/v1/auth/tokens', { params: { query: window } })),
      ),
  });
  const [adding, setAdding] = useState(false);
  const renew = () => queries.invalidateQueries({ queryKey: ['tokens'] });
  const revoke = (token: Token) =>
    confirm({
      title: t('token.revokeTitle', { name: token.name }),
      content: t('token.revokeText'),
      okText: t('token.revoke'),
      act: () =>
        answer(client.DELETE('/api/v1/auth/tokens/{id}', { params: { path: { id: token.id } } })).then(renew),
    });
  return (
    <section aria-labelledby="acc-tokens">
      <header className={styles.head}>
        <h2 id="acc-tokens">{t('token.title')}</h2>
        <span className="right">
          <Button onClick={() => setAdding(true)}>{t('token.add')}</Button>
        </span>
      </header>
      <p className="muted">{t('token.text')}</p>
      <DataTable<Token>
        query={tokens}
        items={tokens.data?.items ?? []}
        rowKey="id"
        empty={t('token.empty')}
        emptyText={t('token.emptyText')}
        columns={[
          { title: t('token.name'), render: (_, token) => <b>{token.name}</b> },
          { title: t('token.made'), render: (_, token) => <Moment at={token.createdAt} /> },
          {
            title: t('token.used'),
            render: (_, token) =>
              token.lastUsedAt ? (
                <Moment at={token.lastUsedAt} clock />
              ) : (
                <span className="faint">{t('token.never')}</span>
              ),
          },
          {
            title: t('token.until'),
            render: (_, token) => (
              <>
                <Moment at={token.expiresAt} />
                {Date.parse(token.expiresAt) < Date.now() && (
                  <span className="faint"> {t('token.expired')}</span>
                )}
              </>
            ),
          },
          {
            title: <span className="spoken-only">{t('administration:acts')}</span>,
            align: 'right',
            render: (_, token) => (
              <Button small onClick={() => revoke(token)}>
                {t('token.revoke')}
              </Button>
            ),
          },
        ]}
      />
      {adding && (
        <FormDialog<NewToken>
          title={t('token.add')}
          confirm={t('token.add')}
          initial={{ until: dayjs().add(90, 'day') }}
          onSubmit={async ({ name, until }) => {
            const made = await answer<{ token: string }>(
              client.POST('/api/v1/auth/tokens', {
                body: { name: name.trim(), expiresAt: until.endOf('day').toISOString() },
              }),
            );
            await renew();
            void modal.info({
              title: t('token.once', { name }),
              content: <code className={oneTimePasswords.password}>{made.token}</code>,
              width: 560,
              okText: t('administration:people.noted'),
              // Told this once: only who has noted it closes it.
              keyboard: false,
            });
          }}
          onClose={() => setAdding(false)}
        >
          <Form.Item name="name" label={t('token.name')} rules={[{ required: true, whitespace: true }]}>
            <Input count={limit(100)} placeholder={t('token.nameHint')} />
          </Form.Item>
          <Form.Item name="until" label={t('token.until')} rules={[{ required: true }]}>
            <DatePicker
              format={typedFormats}
              allowClear={false}
              disabledDate={(day) =>
                day.isBefore(dayjs(), 'day') || day.isAfter(dayjs().add(365, 'day'), 'day')
              }
            />
          </Form.Item>
        </FormDialog>
      )}
    </section>
  );
}
