import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/ledger';
import { FormDialog } from '../../kit/form-dialog';
import { momentText } from '../../time/date-text';
import { useNow } from '../../time/moment';
import { WordsField } from './form-parts';
import styles from './ledger.module.css';
import { useItemAct, useKeptWords } from './use-item';

const levels = [1, 2, 3] as const;
const restMs = 12 * 3_600_000;

/** Each level at most once in twelve hours, and only after the one before (design 8.1). */
function openLevels(item: Item, now: number): number[] {
  const last = (level: number) => item.urged.find((one) => one.level === level)?.at;
  const rested = (level: number) => {
    const at = last(level);
    return at === undefined || Date.parse(at) + restMs <= now;
  };
  return levels.filter((level) => rested(level) && (level === 1 || last(level - 1) !== undefined));
}

/** 催办, 提醒, 告诫: who is told by each, and when it was done last. */
export function UrgeForm({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t } = useTranslation('ledger');
  const now = useNow();
  const act = useItemAct(item.id);
  const kept = useKeptWords('urge', item.id, 'note');
  const open = openLevels(item, now);
  return (
    <FormDialog<{ level: 1 | 2 | 3; note?: string }>
      title={t('act.urge')}
      confirm={t('urge.confirm')}
      initial={{ level: open[0] as 1 | 2 | 3 | undefined, note: kept.text }}
      onTyping={kept.keep}
      onSubmit={async ({ level, note }) => {
        await act('urge', { level, note: note?.trim() || undefined });
        kept.forget();
      }}
      onClose={onClose}
    >
      <Form.Item name="level" label={t('urge.level')} rules={[{ required: true }]} extra={t('urge.rule')}>
        <Radio.Group className={styles.stacked}>
          {levels.map((level) => {
            const last = item.urged.find((one) => one.level === level);
            return (
              <Radio key={level} value={level} disabled={!open.includes(level)}>
                {t(`urge.levels.${level}`)} <span className="muted">{t(`urge.who.${level}`)}</span>
                {last && (
                  <span className="muted">　{t('urge.last', { at: momentText(t, last.at, now) })}</span>
                )}
              </Radio>
            );
          })}
        </Radio.Group>
      </Form.Item>
      <WordsField name="note" label={t('urge.note')} required={false} rows={3} />
    </FormDialog>
  );
}
