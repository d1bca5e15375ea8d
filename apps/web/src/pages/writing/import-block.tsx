import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionDefinition } from '../../api/contract';
import { Button } from '../../kit/button';
import styles from './import-form.module.css';
import type { ImportedBlock, Target } from './import-mapping';

const nameOf = (target: Target): string =>
  typeof target === 'string' ? target : `section:${target.section}`;
const targetOf = (name: string): Target =>
  name === 'unplaced' || name === 'left out' ? name : { section: name.slice('section:'.length) };

/** A text that unfolds where four lines do not hold it. */
function Unfolding({ text }: { text: string }) {
  const { t } = useTranslation('writing');
  const [open, setOpen] = useState(false);
  const long = text.length > 140 || text.split('\n').length > 4;
  return (
    <>
      <p className={open || !long ? styles.text : `${styles.text} ${styles.brief}`}>{text}</p>
      {long && (
        <Button text small aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('fold') : t('unfoldAll', { n: text.length.toLocaleString() })}
        </Button>
      )}
    </>
  );
}

/** One block of the text: where it goes, or that it is left out. */
export function ImportBlock({
  block,
  sections,
  keepRest,
  occupied,
  onChange,
}: {
  block: ImportedBlock;
  /** Those that are open. */
  sections: SectionDefinition[];
  keepRest: boolean;
  /** Whether the section it goes to has text already. */
  occupied: boolean;
  onChange: (change: Partial<ImportedBlock>) => void;
}) {
  const { t } = useTranslation('writing');
  const heading = block.heading || t('import.noHeading');
  const targets = [
    ...sections.map(({ key, title }) => ({ value: `section:${key}`, label: title })),
    ...(keepRest ? [{ value: 'unplaced', label: t('import.toUnplaced') }] : []),
    { value: 'left out', label: t(keepRest ? 'import.notThis' : 'import.leaveOut') },
  ];
  const value = !keepRest && block.target === 'unplaced' ? 'left out' : nameOf(block.target);
  return (
    <section className={value === 'left out' ? `${styles.part} ${styles.left}` : styles.part}>
      <header>
        <h3>{heading}</h3>
        <Select
          aria-label={t('import.into', { heading })}
          value={value}
          options={targets}
          onChange={(name) => onChange({ target: targetOf(name) })}
          popupMatchSelectWidth={false}
        />
        {occupied && (
          <Select
            aria-label={t('import.how')}
            value={block.how}
            onChange={(how) => onChange({ how })}
            options={[
              { value: 'replace', label: t('import.replace') },
              { value: 'append', label: t('import.append') },
            ]}
          />
        )}
      </header>
      <Unfolding text={block.body} />
    </section>
  );
}
