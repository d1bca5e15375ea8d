import { Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/dialog';
import { handOverRest, PartialImport } from '../../../kit/partial-import';
import { TextSkeleton } from '../../../kit/skeleton';
import administration from '../administration.module.css';
import styles from './import-dialog.module.css';

/** What every import of a list says of the rows that it does not take. */
export interface PartialAnswer {
  refused: { pointer: string; detail: string }[];
  restFile: string | null;
}

/** Rows that come back as a file: those with a fault of their own and those that depend on them. */
function refusedRows({ restFile }: PartialAnswer): number {
  return restFile === null ? 0 : restFile.trim().split('\r\n').length - 1;
}

/**
 * Takes a file, says first what it would do or line by line what is wrong with it, and only then does it.
 * `run` rehearses with `dryRun`; `told` says its answer in words. Where some rows are wrong, the right ones can be taken
 * first and the others come back as a file.
 */
export function ImportDialog<T extends PartialAnswer>({
  title,
  hint,
  accept,
  run,
  told,
  good,
  onDone,
  onClose,
}: {
  title: string;
  hint: ReactNode;
  accept: string;
  run: (file: File, query: { dryRun: boolean; partial: boolean }) => Promise<T>;
  told: (answer: T) => ReactNode;
  /** How many rows have no fault. */
  good: (answer: T) => number;
  /** The import has been done. */
  onDone: (answer: T) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const [file, setFile] = useState<File | null>(null);
  const [rehearsed, setRehearsed] = useState<T | null>(null);
  const [at, setBusy] = useState<'rehearsing' | 'doing' | null>(null);
  const busy = at !== null;
  const doing = at === 'doing';
  const [partial, setPartial] = useState(false);
  const [failure, setFailure] = useState<{ text: string; lines: string[]; more: number } | null>(null);

  const attempt = async (chosen: File, dryRun: boolean) => {
    setBusy(dryRun ? 'rehearsing' : 'doing');
    setFailure(null);
    setRehearsed(null);
    try {
      const answer = await run(chosen, { dryRun, partial: dryRun || partial });
      if (dryRun) {
        setPartial(false);
        setRehearsed(answer);
      } else {
        if (answer.restFile) handOverRest(answer.restFile, t('common:partial.fileName'));
        onDone(answer);
      }
    } catch (error) {
      const { errors = [], moreErrors = 0 } = isProblem(error) ? error.document : {};
      setFailure({ text: problemText(error), lines: errors.map(({ detail }) => detail), more: moreErrors });
    } finally {
      setBusy(null);
    }
  };
  const refused = rehearsed?.refused ?? [];
  const goodRows = rehearsed === null ? 0 : good(rehearsed);
  const ready = rehearsed !== null && goodRows > 0 && (refused.length === 0 || partial);
  return (
    <Dialog
      title={title}
      busy={busy}
      onCancel={onClose}
      footer={
        <div className={administration.foot}>
          <Button disabled={busy} onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            primary
            disabled={!file || (!ready && !doing)}
            busy={doing}
            onClick={() => file && attempt(file, false)}
          >
            {partial && ready ? t('import.doPart', { count: goodRows }) : t('import.do')}
          </Button>
        </div>
      }
    >
      <p className="muted">{hint}</p>
      <Upload.Dragger
        accept={accept}
        maxCount={1}
        showUploadList={false}
        beforeUpload={(chosen) => {
          setFile(chosen);
          void attempt(chosen, true);
          return false;
        }}
      >
        <p>{file ? file.name : t('import.drop')}</p>
        <p className="faint">
          {file
            ? t('import.other')
            : t('import.kinds', { accept: accept.replaceAll(',', t('common:listComma')) })}
        </p>
      </Upload.Dragger>
      <div className={styles.result} aria-live="polite">
        {busy && <TextSkeleton lines={2} label={t('import.reading')} />}
        {rehearsed !== null && refused.length > 0 && (
          <div role="alert">
            <p className="hot">{t('import.faulty', { count: refused.length })}</p>
            <ul>
              {refused.map(({ pointer, detail }) => (
                <li key={pointer + detail}>{detail}</li>
              ))}
            </ul>
            <PartialImport
              good={goodRows}
              rest={refusedRows(rehearsed)}
              restFile={rehearsed.restFile}
              chosen={partial}
              onChoose={setPartial}
            />
          </div>
        )}
        {rehearsed !== null && goodRows > 0 && <div>{told(rehearsed)}</div>}
        {failure && (
          <div role="alert">
            <p className="hot">{failure.text}</p>
            <ul>
              {failure.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
              {failure.more > 0 && <li className="faint">{t('import.more', { count: failure.more })}</li>}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  );
}
