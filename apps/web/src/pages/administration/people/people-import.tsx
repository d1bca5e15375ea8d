import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../../api/http';
import { ImportDialog, type PartialAnswer } from '../import/import-dialog';
import { ImportPreview } from '../import/import-preview';
import { OneTimePasswords } from './one-time-passwords';

interface UserImport extends PartialAnswer {
  created: { username: string; name: string; temporaryPassword: string }[];
  appointments: number;
  rows: { line: number; username: string; name: string; act: 'create' | 'appoint'; changes: string[] }[];
  notes: string[];
  /** The text of a CSV with the passwords; null in a rehearsal. */
  passwordFile: string | null;
}

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
        run={(file, query) => {
          const body = new FormData();
          body.append('file', file);
          return answer(client.POST('/api/v1/users/import', { params: { query }, body: body as never }));
        }}
        good={({ rows }) => new Set(rows.map(({ line }) => line)).size}
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
  return (
    <OneTimePasswords
      title={t('people.importedTitle', { count: done.created.length })}
      accounts={done.created.map(({ name, username, temporaryPassword }) => ({
        name,
        username,
        password: temporaryPassword,
      }))}
      file={done.passwordFile}
      onClose={onClose}
    />
  );
}
