import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../api/http';
import { ImportDialog } from './import-dialog';

interface OrgImport {
  created: number;
  updated: number;
  unchanged: number;
}

/** Brings units in from a file as the export writes it; all of them or none. */
export function OrgImport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const queries = useQueryClient();
  return (
    <ImportDialog<OrgImport>
      title={t('org.import')}
      hint={t('org.importHint')}
      accept=".csv,.xlsx"
      run={(file, dryRun) => {
        const body = new FormData();
        body.append('file', file);
        return answer(
          client.POST('/api/v1/org-units/import', {
            params: { query: { dryRun } },
            body: body as never,
          }),
        );
      }}
      told={({ created, updated, unchanged }) => t('org.importTold', { created, updated, unchanged })}
      onDone={({ created, updated }) => {
        void message.success(t('org.imported', { created, updated }));
        void queries.invalidateQueries();
        onClose();
      }}
      onClose={onClose}
    />
  );
}
