import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Input } from 'antd';
import { type ClipboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ledgerKey } from '../../../api/ledger';
import { getBatch, type ImportAnswer, importItems } from '../../../api/ledger-batch';
import { isProblem, problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Empty } from '../../../kit/empty';
import { Field } from '../../../kit/field';
import { Icon } from '../../../kit/icon';
import { handOverRest, PartialImport } from '../../../kit/partial-import';
import { TextSkeleton } from '../../../kit/skeleton';
import { StaleLine } from '../../../shell/page-failure';
import '../../../style/list.css';
import ledger from '../ledger.module.css';
import { tableText } from './clipboard-table';
import styles from './import-page.module.css';
import { ImportRows } from './import-rows';

/** 登记 of many items at once: a table is pasted or a file chosen, read aloud row by row, and only then written. */
export function Component() {
  const { t } = useTranslation(['batch', 'ledger']);
  const { id = '' } = useParams();
  const query = useQuery({ queryKey: [...ledgerKey, 'batch', id], queryFn: () => getBatch(id) });
  const batch = query.data;
  return (
    <main className={`list-page ${ledger.page}`}>
      <p className={`${ledger.back} no-paper`}>
        <Link className="link" to={`/ledger/batches/${id}`}>
          <Icon name="back" /> {batch?.title ?? t('batches')}
        </Link>
      </p>
      <h1>{t('import')}</h1>
      {query.error && <StaleLine text={problemText(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending && <TextSkeleton lines={6} label={t('common:loading')} />}
      {batch &&
        (batch.allowedActions.includes('import') ? (
          <ImportDesk id={id} />
        ) : (
          <div className="rows">
            <Empty title={t('mayNot')}>{t('mayNotText')}</Empty>
          </div>
        ))}
    </main>
  );
}

interface Failure {
  text: string;
  lines: string[];
}

function ImportDesk({ id }: { id: string }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [told, setTold] = useState<ImportAnswer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<'reading' | 'writing' | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const result = useRef<HTMLElement>(null);
  const [partial, setPartial] = useState(false);
  const bad = told?.rows.filter(({ ok }) => !ok).length ?? 0;
  const good = (told?.rows.length ?? 0) - bad;
  const ready = good > 0 && (bad === 0 || partial);

  const run = async (source: File | string, dryRun: boolean) => {
    setBusy(dryRun ? 'reading' : 'writing');
    setFailure(null);
    try {
      const answer = await importItems(id, source, { dryRun, partial: !dryRun && partial });
      if (dryRun) {
        setTold(answer);
        setPartial(false);
        requestAnimationFrame(() => result.current?.scrollIntoView({ block: 'nearest' }));
        return;
      }
      if (answer.restFile) handOverRest(answer.restFile, t('common:partial.fileName'));
      void message.success(t('imp.done', { count: answer.rows.filter(({ ok }) => ok).length }));
      await queries.invalidateQueries({ queryKey: ledgerKey });
      await navigate(`/ledger/batches/${id}`);
    } catch (error) {
      const errors = isProblem(error) ? (error.document.errors ?? []) : [];
      setTold(null);
      setFailure({ text: problemText(error), lines: errors.map(({ detail }) => detail) });
    } finally {
      setBusy(null);
    }
  };
  const write = (next: string) => {
    setText(next);
    setFile(null);
    setTold(null);
    setFailure(null);
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const table = tableText(event.clipboardData);
    if (table === null) return;
    event.preventDefault();
    write(table);
    void run(table, true);
  };
  return (
    <>
      <div className={`surface ${ledger.form} ${styles.field}`}>
        <Field label={t('imp.paste')} hint={t('imp.columns')}>
          {(field) => (
            <Input.TextArea
              id={field}
              rows={text ? 8 : 5}
              value={text}
              placeholder={t('imp.example')}
              onPaste={paste}
              onChange={(event) => write(event.target.value)}
            />
          )}
        </Field>
        <p className={styles.alternatives}>
          <Button disabled={!text.trim()} busy={busy === 'reading' && !file} onClick={() => run(text, true)}>
            {t('imp.check')}
          </Button>
          {t('imp.or')}
          <Button busy={busy === 'reading' && Boolean(file)} onClick={() => chooser.current?.click()}>
            <Icon name="upload" /> {t('imp.choose')}
          </Button>
          {file && <bdi>{file.name}</bdi>}
          <input
            ref={chooser}
            type="file"
            className="spoken-only"
            tabIndex={-1}
            accept=".xlsx,.csv"
            aria-label={t('imp.choose')}
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = '';
              if (!chosen) return;
              write('');
              setFile(chosen);
              void run(chosen, true);
            }}
          />
        </p>
      </div>
      <section ref={result} className={ledger.part} aria-live="polite" aria-label={t('imp.result')}>
        {busy === 'reading' && <TextSkeleton lines={4} label={t('imp.reading')} />}
        {failure && (
          <div role="alert">
            <p className="hot">{failure.text}</p>
            <ul className={styles.notes}>
              {failure.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
        {told && busy !== 'reading' && (
          <>
            <h2>
              {bad > 0
                ? t('imp.bad', { count: bad, all: told.rows.length })
                : t('imp.good', { count: told.rows.length })}
            </h2>
            {told.notes.length > 0 && (
              <ul className={styles.notes}>
                {told.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
            <ImportRows rows={told.rows} />
            <PartialImport
              good={good}
              rest={bad}
              restFile={told.restFile}
              chosen={partial}
              onChoose={setPartial}
            />
            <p className={`${ledger.acts} no-paper`}>
              <Button
                primary={ready}
                disabled={!ready}
                busy={busy === 'writing'}
                onClick={() => run(file ?? text, false)}
              >
                {t('imp.write', { count: partial ? good : told.rows.length })}
              </Button>
              <span className={`muted ${styles.alternatives}`}>{t(ready ? 'imp.whole' : 'imp.mend')}</span>
            </p>
          </>
        )}
      </section>
    </>
  );
}
