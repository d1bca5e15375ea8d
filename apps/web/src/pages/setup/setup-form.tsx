import { Input } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, problemText } from '../../api/problem';
import { beginSetup, type SetupBody } from '../../api/setup';
import { Button } from '../../kit/button';
import { Field } from '../../kit/field';
import { limit } from '../../kit/limit';
import styles from '../sign-in/sign-in.module.css';

type Part = keyof SetupBody | 'again';
const nothing: Record<Part, string> = {
  code: '',
  bureauName: '',
  bureauCode: 'jyj',
  name: '',
  username: '',
  password: '',
  again: '',
};

/** What the first administrator says of themself; a fault stands at its field, and nothing typed is lost. */
export function SetupForm({
  bureau,
  onDone,
}: {
  /** The uppermost unit where there is one already. */
  bureau: string | null;
  onDone: (username: string, password: string) => Promise<unknown>;
}) {
  const { t } = useTranslation('setup');
  const [typed, setTyped] = useState(nothing);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<{ at: Part | null; text: string } | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const { again, ...account } = typed;
    if (account.password !== again) return setFault({ at: 'again', text: t('different') });
    setBusy(true);
    setFault(null);
    try {
      await beginSetup(bureau === null ? account : { ...account, bureauName: bureau });
      await onDone(account.username.trim(), account.password);
    } catch (error) {
      const pointer = isProblem(error) ? error.document.errors?.[0]?.pointer?.replace('/', '') : undefined;
      const at = pointer !== undefined && pointer in nothing ? (pointer as Part) : null;
      const detail = isProblem(error) ? error.document.errors?.[0]?.detail : undefined;
      setFault({ at, text: (at && detail) || problemText(error) });
    } finally {
      setBusy(false);
    }
  };
  const shared = (part: Part, max: number) => ({
    size: 'large' as const,
    required: true,
    count: limit(max),
    value: typed[part],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [part]: event.target.value }),
  });
  const field = (part: Part, label: string, hint: string | undefined, input: (id: string) => ReactNode) => (
    <Field label={label} hint={hint} fault={fault?.at === part ? fault.text : undefined}>
      {input}
    </Field>
  );
  return (
    <form onSubmit={submit}>
      {field('code', t('code'), t('codeHint'), (id) => (
        <Input id={id} autoFocus autoComplete="off" spellCheck={false} {...shared('code', 40)} />
      ))}
      {bureau === null ? (
        <>
          {field('bureauName', t('bureau'), t('bureauHint'), (id) => (
            <Input id={id} autoComplete="organization" {...shared('bureauName', 100)} />
          ))}
          {field('bureauCode', t('bureauCode'), t('bureauCodeHint'), (id) => (
            <Input id={id} autoComplete="off" spellCheck={false} {...shared('bureauCode', 64)} />
          ))}
        </>
      ) : (
        <p className="muted">{t('under', { bureau })}</p>
      )}
      {field('name', t('name'), undefined, (id) => (
        <Input id={id} autoComplete="name" {...shared('name', 50)} />
      ))}
      {field('username', t('username'), t('usernameHint'), (id) => (
        <Input id={id} autoComplete="username" spellCheck={false} {...shared('username', 60)} />
      ))}
      {field('password', t('password'), t('passwordHint'), (id) => (
        <Input.Password id={id} autoComplete="new-password" minLength={10} {...shared('password', 128)} />
      ))}
      {field('again', t('again'), undefined, (id) => (
        <Input.Password id={id} autoComplete="new-password" {...shared('again', 128)} />
      ))}
      {fault && fault.at === null && (
        <p className={styles.failure} role="alert">
          {fault.text}
        </p>
      )}
      <Button primary type="submit" busy={busy} className={styles.submit}>
        {busy ? t('busy') : t('go')}
      </Button>
    </form>
  );
}
