import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { AttachmentList } from '../../report/attachment-list';
import { useCycle } from '../../report/template';
import { useNarrow } from '../../theme/use-color-mode';
import styles from './cycle-notice.module.css';

/**
 * 通知: what the bureau asked for when it opened the cycle, with its files. Folded once one has begun; before that a
 * phone shows its beginning, so that the first field is in sight.
 */
export function CycleNotice({ cycleId, begun }: { cycleId: string; begun: boolean }) {
  const { t } = useTranslation('writing');
  const { data: cycle } = useCycle(cycleId);
  const narrow = useNarrow();
  const [open, setOpen] = useState(!begun && !narrow);
  const files = cycle?.attachments ?? [];
  if (!cycle?.notice && files.length === 0) return null;
  return (
    <section className={styles.notice} aria-labelledby="notice-title">
      <header>
        <Icon name="document" />
        <h2 id="notice-title">{t('notice.title', { org: cycle?.org.name ?? '' })}</h2>
        {files.length > 0 && <span className="faint">{t('notice.files', { count: files.length })}</span>}
        <Button small text aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('fold') : t('unfold')}
        </Button>
      </header>
      {cycle?.notice && (open || !begun) && <p className={open ? undefined : styles.brief}>{cycle.notice}</p>}
      {open && files.length > 0 && <AttachmentList files={files} />}
    </section>
  );
}
