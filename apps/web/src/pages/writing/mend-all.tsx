import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/dialog';
import type { Draft } from './draft';
import styles from './mend-all.module.css';
import { type Mending, takenBack } from './mending';

const mostShown = 60;

/** 全部改正: everything that mends itself, shown before it is done, and taken back with one click. */
export function MendAll({
  draft,
  mending: { mends, mended },
  onChange,
}: {
  draft: Draft;
  mending: Mending;
  onChange: (edit: (now: Draft) => Draft) => void;
}) {
  const { t } = useTranslation('writing');
  const [shown, setShown] = useState(false);
  const [done, setDone] = useState<{ before: Draft; mended: Draft; count: number } | null>(null);
  const apply = () => {
    setDone({ before: draft, mended, count: mends.length });
    onChange(() => mended);
    setShown(false);
  };
  const undo = () => {
    if (done) onChange((now) => takenBack(now, done.before, done.mended));
    setDone(null);
  };
  if (mends.length === 0 && done === null) return null;
  return (
    <div className={styles.note} role="status">
      {done !== null && (
        <p>
          {t('mend.done', { count: done.count })}
          <button type="button" className="link plain" onClick={undo}>
            {t('mend.undo')}
          </button>
        </p>
      )}
      {mends.length > 0 && done === null && (
        <p>
          {t('mend.lead', { count: mends.length })}
          <Button small onClick={() => setShown(true)}>
            {t('mend.open')}
          </Button>
        </p>
      )}
      {shown && (
        <Dialog
          title={t('mend.title', { count: mends.length })}
          okText={t('mend.confirm')}
          cancelText={t('mend.cancel')}
          onOk={apply}
          onCancel={() => setShown(false)}
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('mend.was')}</th>
                <th scope="col">{t('mend.becomes')}</th>
              </tr>
            </thead>
            <tbody>
              {mends.slice(0, mostShown).map(({ id, before, was, text, after }) => (
                <tr key={id}>
                  <td>
                    {before}
                    <del>{was}</del>
                    {after}
                  </td>
                  <td>
                    {before}
                    <ins>{text}</ins>
                    {after}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {mends.length > mostShown && (
            <p className="muted">{t('mend.more', { count: mends.length - mostShown })}</p>
          )}
        </Dialog>
      )}
    </div>
  );
}
