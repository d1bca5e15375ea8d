import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateDefinition } from '../../api/contract';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/dialog';
import { Segment } from '../../kit/segment';
import styles from './conflict-panel.module.css';
import type { Draft } from './draft';
import { type Choice, contested, type Difference, merge, partOf } from './two-texts';

function useNameOf(template: TemplateDefinition) {
  const { t } = useTranslation('writing');
  return ({ kind, key }: Difference): string => {
    if (kind === 'section') return template.sections.find((section) => section.key === key)?.title ?? key;
    if (kind === 'indicator')
      return template.indicators.find((indicator) => indicator.key === key)?.name ?? key;
    return t(kind === 'problems' ? 'problems.title' : 'unplaced');
  };
}

/** Both texts side by side, part by part; nothing is lost until one chooses. */
export function ConflictPanel({
  base,
  mine,
  theirs,
  template,
  onSettle,
  onClose,
}: {
  /** What both were written upon. */
  base: Draft;
  mine: Draft;
  theirs: Draft;
  template: TemplateDefinition;
  onSettle: (draft: Draft) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('writing');
  const nameOf = useNameOf(template);
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const found = contested(base, mine, theirs);
  return (
    <Dialog
      width={1080}
      title={t('conflict.title')}
      onCancel={onClose}
      footer={
        <div className={styles.foot}>
          <span className="muted">{t('conflict.kept')}</span>
          <Button onClick={onClose}>{t('conflict.later')}</Button>
          <Button primary onClick={() => onSettle(merge(base, mine, theirs, choices))}>
            {t('conflict.settle')}
          </Button>
        </div>
      }
    >
      <p className="muted">{t('conflict.text')}</p>
      {found.map((difference) => {
        const id = partOf(difference);
        const options: Choice[] =
          difference.kind === 'indicator' ? ['mine', 'theirs'] : ['mine', 'theirs', 'both'];
        return (
          <section className={styles.panel} key={id}>
            <header>
              <h3>{nameOf(difference)}</h3>
              <Segment
                label={nameOf(difference)}
                value={choices[id] ?? 'mine'}
                onChange={(choice) => setChoices({ ...choices, [id]: choice })}
                options={options.map((value) => ({ value, label: t(`conflict.${value}`) }))}
              />
            </header>
            <div className={styles.versions}>
              <div>
                <h4>{t('conflict.mineTitle')}</h4>
                <p>{difference.mine || t('conflict.empty')}</p>
              </div>
              <div>
                <h4>{t('conflict.theirsTitle')}</h4>
                <p>{difference.theirs || t('conflict.empty')}</p>
              </div>
            </div>
          </section>
        );
      })}
    </Dialog>
  );
}
