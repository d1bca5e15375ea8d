import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Attachment, attachmentAddress } from '../api/attachment';
import { Icon } from '../kit/icon';
import { Moment } from '../time/moment';
import styles from './attachment-list.module.css';

/** 12 KB, 3.4 MB */
export function sizeText(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000
    ? `${Math.max(1, Math.round(kilobytes))} KB`
    : `${(kilobytes / 1024).toFixed(1)} MB`;
}

type Named = Pick<Attachment, 'id' | 'filename' | 'size' | 'uploadedAt'> & Partial<Attachment>;

/** Files to download. Their names are people's text: set apart, so that no script direction leaks out of them. */
export function AttachmentList({ files, actions }: { files: Named[]; actions?: (file: Named) => ReactNode }) {
  const { t } = useTranslation('report');
  return (
    <ul className={styles.list} aria-label={t('attachment.title')}>
      {files.map((file) => (
        <li key={file.id}>
          <Icon name="document" />
          <div>
            <a href={attachmentAddress(file.id)} download className="link">
              <bdi>{file.filename}</bdi>
            </a>
            <span className={styles.about}>
              <span className="no-wrap">{sizeText(file.size)}</span>
              {file.uploadedBy && <span className="no-wrap">{file.uploadedBy.name}</span>}
              <Moment at={file.uploadedAt} clock />
            </span>
          </div>
          {actions && <span className={styles.acts}>{actions(file)}</span>}
        </li>
      ))}
    </ul>
  );
}
