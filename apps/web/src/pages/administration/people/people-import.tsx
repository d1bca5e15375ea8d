import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../../api/http';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/dialog';
import { Icon } from '../../../kit/icon';
import { ImportDialog } from '../import/import-dialog';
import { ImportPreview } from '../import/import-preview';

interface UserImport {
  created: { username: string; name: string; temporaryPassword: string }[];
  appointments: number;
  rows: { line: number; username: string; name: string; act: 'create' | 'appoint'; changes: string[] }[];
  notes: string[];
}

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Accounts and posts from a list; afterwards the temporary passwords, which are told this once. */
export function PeopleImport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('administration');
  const queries = useQueryClient();
  const [done, setDone] = useState<UserImport | null>(null);
  if (!done)
    return (
      <ImportDialog<UserImport>
        title={t('people.import')}
        hint={t('people.importHint')}
        accept=".csv,.xlsx"
        run={(file, dryRun) => {
          const body = new FormData();
          body.append('file', file);
          return answer(
            client.POST('/api/v1/users/import', { params: { query: { dryRun } }, body: body as never }),
          );
        }}
        told={({ created, appointments, rows, notes }) => (
          <>
            <p>{t('people.importTold', { people: created.length, appointments })}</p>
            <ImportPreview
              notes={notes}
              total={rows.length}
              acts={rows.map(({ username, name, ...row }) => ({ ...row, who: `${name} ${username}` }))}
            />
          </>
        )}
        onDone={(made) => {
          setDone(made);
          void queries.invalidateQueries();
        }}
        onClose={onClose}
      />
    );
  const rows = done.created.map(({ name, username, temporaryPassword }) => [
    name,
    username,
    temporaryPassword,
  ]);
  const lines = [[t('people.name'), t('people.username'), t('people.temporary')], ...rows];
  // The mark at the beginning tells Excel that it is UTF-8.
  const csv = `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}`;
  return (
    <Dialog
      title={t('people.importedTitle', { count: done.created.length })}
      closable={false}
      keyboard={false}
      footer={
        <div className="cf-f">
          <a
            className="btn"
            download="passwords.csv"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
          >
            <Icon name="download" /> {t('people.savePasswords')}
          </a>
          <Button primary onClick={onClose}>
            {t('people.noted')}
          </Button>
        </div>
      }
    >
      <p className="muted">{t('people.importedText')}</p>
      <ul className="pw-l">
        {done.created.map(({ username, name, temporaryPassword }) => (
          <li key={username}>
            <b>{name}</b> <span className="faint">{username}</span> <code>{temporaryPassword}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
