import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/dialog';
import { Icon } from '../../../kit/icon';
import { useConfirm } from '../../../kit/use-confirm';
import administration from '../administration.module.css';
import styles from './one-time-passwords.module.css';

interface Account {
  name: string;
  username: string;
  password: string;
}

/** By selecting the text: the page's own clipboard is missing over plain HTTP. */
function copied(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'spoken-only';
  // Within the dialog, which takes the focus back from anywhere else.
  (document.activeElement?.closest('[role="dialog"]') ?? document.body).append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

/** Temporary passwords, told this once: to copy or to keep as a file. Closing asks once unless that was done. */
export function OneTimePasswords({
  title,
  accounts,
  file,
  onClose,
}: {
  title: string;
  accounts: Account[];
  /** The same as the text of a CSV, as the server wrote it. */
  file?: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const confirm = useConfirm();
  const [kept, setKept] = useState(accounts.length === 0);
  const copy = () => {
    const lines = accounts.map(({ name, username, password }) => `${name}\t${username}\t${password}`);
    if (copied(lines.join('\n'))) {
      setKept(true);
      void message.success(t('people.copied'));
    } else void message.error(t('people.copyFailed'));
  };
  const save = () => {
    const address = URL.createObjectURL(new Blob([file ?? ''], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = t('people.passwordFileName');
    link.click();
    URL.revokeObjectURL(address);
    setKept(true);
  };
  const close = () =>
    kept
      ? onClose()
      : confirm({
          title: t('people.closeTitle'),
          content: t('people.closeText'),
          okText: t('people.closeAnyway'),
          autoFocusButton: 'cancel',
          act: async () => onClose(),
        });
  return (
    <Dialog
      title={title}
      onCancel={close}
      footer={
        <div className={administration.foot}>
          {file && (
            <Button onClick={save}>
              <Icon name="download" /> {t('people.savePasswords')}
            </Button>
          )}
          <Button onClick={copy}>{t(accounts.length > 1 ? 'people.copyAll' : 'people.copy')}</Button>
          <Button primary onClick={close}>
            {t('people.noted')}
          </Button>
        </div>
      }
    >
      <p className="muted">{t('people.toldOnce')}</p>
      <ul className={styles.list}>
        {accounts.map(({ username, name, password }) => (
          <li key={username}>
            <b>{name}</b> <span className="faint">{username}</span>{' '}
            <code className={styles.password}>{password}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
