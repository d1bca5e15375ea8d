import { useTranslation } from 'react-i18next';
import { attachmentLimits } from '../../api/attachment';
import { problemText } from '../../api/problem';
import { FileBox } from '../../report/file-box';
import { useUploads } from '../../report/use-uploads';
import styles from './section-part.module.css';

/** 附件: stamped scans and other evidence that goes with the report; what may be attached is said first. */
export function AttachmentPart({ reportId }: { reportId: string }) {
  const { t } = useTranslation('writing');
  const uploading = useUploads({ kind: 'reports', id: reportId });
  const { files, error } = uploading;
  return (
    <section
      className={`${styles.section} ${styles.narrow}`}
      id="part-attachments"
      aria-labelledby="attachments-title"
    >
      <header>
        <h2 id="attachments-title">{t('attachments.title')}</h2>
        <span className={styles.count}>
          {files.length > 0
            ? t('attachments.count', { count: files.length, most: attachmentLimits.files })
            : t('attachments.optional')}
        </span>
      </header>
      <p className={styles.guide}>{t('attachments.guide')}</p>
      {error && <p className="hot">{problemText(error)}</p>}
      <FileBox uploading={uploading} removeText={t('attachments.removeText')} />
    </section>
  );
}
