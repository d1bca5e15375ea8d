import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/ledger';
import { FormDialog } from '../../kit/form-dialog';
import { WordsField } from './form-parts';
import { useItemAct, useKeptWords } from './use-item';

/** 申请销号: what came of it, in words. */
export function CloseForm({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const kept = useKeptWords('close', item.id, 'result');
  return (
    <FormDialog<{ result: string }>
      title={t('act.close')}
      confirm={t('act.close')}
      initial={{ result: kept.text }}
      onTyping={kept.keep}
      onSubmit={async ({ result }) => {
        await act('close', { result: result.trim() });
        kept.forget();
      }}
      onClose={onClose}
    >
      <p className="muted">{t('close.text')}</p>
      <WordsField name="result" label={t('close.result')} />
    </FormDialog>
  );
}
