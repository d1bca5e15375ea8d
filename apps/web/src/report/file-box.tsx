import { Popconfirm } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Attachment, attachmentLimits } from '../api/attachment';
import { Button } from '../kit/button';
import { Icon } from '../kit/icon';
import { useAttempt } from '../kit/use-confirm';
import { AttachmentList, sizeText } from './attachment-list';
import attachmentList from './attachment-list.module.css';
import styles from './file-box.module.css';
import type { Upload, useUploads } from './use-uploads';

const accept = attachmentLimits.endings.map((ending) => `.${ending}`).join();

function UploadRow({
  upload,
  onRetry,
  onDismiss,
}: {
  upload: Upload;
  onRetry: () => void;
  onDismiss: () => void;
}) {
  const { t } = useTranslation('writing');
  const percent = Math.round(upload.share * 100);
  const { refused } = upload;
  return (
    <li className={refused ? attachmentList.refused : undefined}>
      <Icon name={refused ? 'error' : 'upload'} />
      <div>
        <bdi>{upload.file.name}</bdi>
        <span className={attachmentList.about}>
          <span className="no-wrap">{sizeText(upload.file.size)}</span>
          {!refused && <span className="no-wrap">{t('attachments.sending', { percent })}</span>}
        </span>
      </div>
      {refused ? (
        <>
          <span className={attachmentList.acts}>
            {'said' in refused && (
              <Button small text onClick={onRetry}>
                {t('common:retry')}
              </Button>
            )}
            <Button small text onClick={onDismiss}>
              {t('attachments.dismiss')}
            </Button>
          </span>
          <span className={`${attachmentList.reason} hot`} role="alert">
            {'said' in refused ? refused.said : t(`attachments.refused.${refused.known}`)}
          </span>
        </>
      ) : (
        <span
          className="meter"
          role="progressbar"
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-label={upload.file.name}
        >
          <i style={{ width: `${percent}%` }} />
        </span>
      )}
    </li>
  );
}

/** Files that are there and on their way, with the ways to add, replace and take off. */
export function FileBox({
  uploading,
  removeText,
}: {
  uploading: ReturnType<typeof useUploads>;
  /** What taking a file off means. */
  removeText: string;
}) {
  const { t } = useTranslation('writing');
  const attempt = useAttempt();
  const { files, uploads, add, retry, dismiss, remove } = uploading;
  const field = useRef<HTMLInputElement>(null);
  const replaced = useRef<Attachment | undefined>(undefined);
  const [over, setOver] = useState(false);

  const choose = (instead?: Attachment) => {
    replaced.current = instead;
    if (field.current) field.current.multiple = !instead;
    field.current?.click();
  };
  const takeOff = (file: Attachment) => attempt(() => remove(file));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files]);
  };

  return (
    <div className="surface">
      {files.length > 0 && (
        <AttachmentList
          files={files}
          actions={(file) => (
            <>
              <Button small text onClick={() => choose(file as Attachment)}>
                {t('attachments.replace')}
              </Button>
              <Popconfirm
                title={t('attachments.removeTitle')}
                description={removeText}
                okText={t('attachments.remove')}
                cancelText={t('common:cancel')}
                icon={null}
                onConfirm={() => takeOff(file as Attachment)}
              >
                <Button small text>
                  {t('attachments.remove')}
                </Button>
              </Popconfirm>
            </>
          )}
        />
      )}
      {uploads.length > 0 && (
        <ul className={attachmentList.list} aria-live="polite">
          {uploads.map((upload) => (
            <UploadRow
              key={upload.key}
              upload={upload}
              onRetry={() => retry(upload)}
              onDismiss={() => dismiss(upload.key)}
            />
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button */}
      <div
        className={over ? `${styles.drop} ${styles.over} no-paper` : `${styles.drop} no-paper`}
        data-drop
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Button small onClick={() => choose()} disabled={files.length >= attachmentLimits.files}>
          <Icon name="upload" /> {t('attachments.choose')}
        </Button>
        <span className="desk-only">{t('attachments.drop')}</span>
        <input
          ref={field}
          type="file"
          multiple
          className="spoken-only"
          tabIndex={-1}
          accept={accept}
          aria-label={t('attachments.choose')}
          onChange={(event) => {
            add([...(event.target.files ?? [])], replaced.current);
            event.target.value = '';
          }}
        />
      </div>
    </div>
  );
}
