import { Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Dialog } from '../../../kit/dialog';
import { TextSkeleton } from '../../../kit/skeleton';

/**
 * Takes a file, says first what it would do or line by line what is wrong with it, and only then does it.
 * `run` rehearses with `dryRun`; `told` says its answer in words.
 */
export function ImportDialog<T>({
  title,
  hint,
  accept,
  run,
  told,
  onDone,
  onClose,
}: {
  title: string;
  hint: ReactNode;
  accept: string;
  run: (file: File, dryRun: boolean) => Promise<T>;
  told: (answer: T) => ReactNode;
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
  const [failure, setFailure] = useState<{ text: string; lines: string[]; more: number } | null>(null);

  const attempt = async (chosen: File, dryRun: boolean) => {
    setBusy(dryRun ? 'rehearsing' : 'doing');
    setFailure(null);
    setRehearsed(null);
    try {
      const answer = await run(chosen, dryRun);
      if (dryRun) setRehearsed(answer);
      else onDone(answer);
    } catch (error) {
      const { errors = [], moreErrors = 0 } = isProblem(error) ? error.document : {};
      setFailure({ text: problemText(error), lines: errors.map(({ detail }) => detail), more: moreErrors });
    } finally {
      setBusy(null);
    }
  };
  return (
    <Dialog
      title={title}
      busy={busy}
      onCancel={onClose}
      footer={
        <div className="cf-f">
          <Button disabled={busy} onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            primary
            disabled={!file || (rehearsed === null && !doing)}
            busy={doing}
            onClick={() => file && attempt(file, false)}
          >
            {t('import.do')}
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
        <p className="faint">{file ? t('import.other') : t('import.kinds', { accept })}</p>
      </Upload.Dragger>
      <div className="imp" aria-live="polite">
        {busy && <TextSkeleton lines={2} label={t('import.reading')} />}
        {rehearsed !== null && <div>{told(rehearsed)}</div>}
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
