import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentLimits } from '../../api/attachment';
import { type Item, ledgerKey } from '../../api/ledger';
import { problemText } from '../../api/problem';
import { AttachmentList } from '../../report/attachment-list';
import { FileBox } from '../../report/file-box';
import { useUploads } from '../../report/use-uploads';
import styles from './ledger.module.css';

/** 佐证材料: files of the item; they are added and taken off while it is worked on. */
export function EvidencePart({ item, writes }: { item: Item; writes: boolean }) {
  const { t } = useTranslation('ledger');
  const queries = useQueryClient();
  const uploading = useUploads({ kind: 'rectifications', id: item.id });
  const { files, error, settled } = uploading;
  const changed = settled && files.length !== item.files;
  useEffect(() => {
    // Whether it can be handed in depends on them.
    if (changed) void queries.invalidateQueries({ queryKey: ledgerKey });
  }, [changed, queries]);
  if (!writes && files.length === 0 && !error) return null;
  return (
    <section className={styles.part} id="item-files" aria-labelledby="item-files-title">
      <h2 id="item-files-title">
        {t('files.title')}{' '}
        <span className="count">
          {files.length > 0
            ? t('files.count', { count: files.length, most: attachmentLimits.files })
            : t(item.evidenceRequired ? 'files.required' : 'files.optional')}
        </span>
      </h2>
      {error && <p className="hot">{problemText(error)}</p>}
      {writes ? (
        <FileBox uploading={uploading} removeText={t('files.removeText')} />
      ) : (
        files.length > 0 && (
          <div className="surface">
            <AttachmentList files={files} />
          </div>
        )
      )}
    </section>
  );
}
