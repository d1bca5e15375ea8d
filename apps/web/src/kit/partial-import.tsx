import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { handOver } from '../api/export';
import { Button } from './button';
import { Icon } from './icon';

/** Gives the rows that a list's import left out as a file, to be put right and sent again. */
export function handOverRest(restFile: string, name: string): void {
  handOver(new Blob([restFile], { type: 'text/csv;charset=utf-8' }), name);
}

/** Beside a list of which some rows are wrong: to take the right ones first, and the others as a file. */
export function PartialImport({
  good,
  rest,
  restFile,
  chosen,
  onChoose,
}: {
  /** Rows without a fault. */
  good: number;
  rest: number;
  restFile: string | null;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
}) {
  const { t } = useTranslation('common');
  if (restFile === null || rest === 0) return null;
  return (
    <div className="partial-import">
      {good > 0 && (
        <Checkbox checked={chosen} onChange={(event) => onChoose(event.target.checked)}>
          {t('partial.take', { count: good })}
        </Checkbox>
      )}
      {chosen && <p className="muted">{t('partial.kept', { count: rest })}</p>}
      <Button onClick={() => handOverRest(restFile, t('partial.fileName'))}>
        <Icon name="download" /> {t('partial.download', { count: rest })}
      </Button>
    </div>
  );
}
