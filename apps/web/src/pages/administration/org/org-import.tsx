import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../../api/http';
import { ImportDialog, type PartialAnswer } from '../import/import-dialog';
import { ImportPreview } from '../import/import-preview';

interface OrgImport extends PartialAnswer {
  created: number;
  updated: number;
  unchanged: number;
  rows: { line: number; code: string; name: string; act: 'create' | 'update'; changes: string[] }[];
  notes: string[];
}

/** Brings units in from a file as the export writes it; all of them, none, or those without a fault. */
export function OrgImport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const queries = useQueryClient();
  return (
    <ImportDialog<OrgImport>
      title={t('org.import')}
      hint={t('org.importHint')}
      accept=".csv,.xlsx"
      run={(file, query) => {
        const body = new FormData();
        body.append('file', file);
        return answer(
          client.POST('/api/v1/org-units/import', {
            params: { query },
            body: body as never,
          }),
        );
      }}
      good={({ created, updated, unchanged }) => created + updated + unchanged}
      told={({ created, updated, unchanged, rows, notes }) => (
        <>
          <p>{t('org.importTold', { created, updated, unchanged })}</p>
          <ImportPreview
            notes={notes}
            total={created + updated}
            acts={rows.map(({ code, name, ...row }) => ({ ...row, who: `${name} ${code}` }))}
          />
        </>
      )}
      onDone={({ created, updated }) => {
        void message.success(t('org.imported', { created, updated }));
        void queries.invalidateQueries();
        onClose();
      }}
      onClose={onClose}
    />
  );
}
