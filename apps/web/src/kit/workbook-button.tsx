import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem';
import { Button } from './button';
import { Icon } from './icon';

/** Saves a spreadsheet; says while it is being made, and beside it why it was not. */
export function WorkbookButton({ save, className }: { save: () => Promise<void>; className?: string }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const attempt = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await save();
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {failure && (
        <span className="hot" role="alert">
          {failure}
        </span>
      )}
      <Button className={className} busy={busy} onClick={attempt}>
        <Icon name="download" /> {t(busy ? 'workbook.busy' : failure ? 'retry' : 'workbook.save')}
      </Button>
    </>
  );
}
