import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/ledger';
import { Button } from '../../kit/button';
import styles from './close-hint.module.css';

/** What is missing before 申请销号 can be pressed, for whoever will press it. */
export function closeGaps(item: Item): ('plan' | 'measures' | 'evidence')[] {
  if (item.state !== 'open' || !item.allowedActions.includes('plan')) return [];
  if (item.allowedActions.includes('close')) return [];
  const open = item.measures.some(({ state }) => state === 'open');
  const done = item.measures.some(({ state }) => state === 'done');
  const measures = open ? (['measures'] as const) : done ? [] : (['plan'] as const);
  return [...measures, ...(item.evidenceRequired && item.files === 0 ? (['evidence'] as const) : [])];
}

/** Says why it cannot be handed in yet and what to do, instead of leaving the button out without a word. */
export function CloseHint({ item }: { item: Item }) {
  const { t } = useTranslation('ledger');
  const gaps = closeGaps(item);
  if (gaps.length === 0) return null;
  const toFiles = () => {
    const part = document.getElementById('item-files');
    part?.scrollIntoView({ block: 'center' });
    part?.querySelector<HTMLElement>('[data-drop] button')?.focus({ preventScroll: true });
  };
  return (
    <section className={`${styles.gaps} no-paper`} aria-label={t('gaps.title')}>
      <b>{t('gaps.title')}</b>
      <ul>
        {gaps.map((gap) => (
          <li key={gap}>
            {t(`gaps.${gap}`, { count: item.measures.filter(({ state }) => state === 'open').length })}
            {gap === 'evidence' && (
              <Button small onClick={toFiles}>
                {t('gaps.upload')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
