import type { OpenParts } from '@domain/review/open-parts';
import { Checkbox, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TemplateDefinition } from '../../api/contract';
import type { ImportProposal } from '../../api/report';
import { dateText } from '../../time/date-text';
import type { Draft } from './draft';
import { ImportBlock } from './import-block';
import styles from './import-form.module.css';
import { ImportLosses } from './import-losses';
import { type ImportedFigure, isTaken, type Mapping } from './import-mapping';

function FigureLine({
  figure,
  name,
  onChange,
}: {
  figure: ImportedFigure;
  name: string;
  onChange: (change: Partial<ImportedFigure>) => void;
}) {
  const { t } = useTranslation('writing');
  const chosen = figure.choices[figure.chosen];
  return (
    <li className={styles.figure}>
      <Checkbox checked={figure.take} onChange={(event) => onChange({ take: event.target.checked })}>
        {name} <b>{chosen?.value}</b>
      </Checkbox>
      {figure.choices.length > 1 ? (
        <Select
          aria-label={t('import.pick', { name })}
          value={figure.chosen}
          onChange={(index) => onChange({ chosen: index, take: true })}
          popupMatchSelectWidth={false}
          options={figure.choices.map(({ value, quote }, index) => ({
            value: index,
            label: `${value}　“${quote}”`,
          }))}
        />
      ) : (
        <span className="faint">“{chosen?.quote}”</span>
      )}
    </li>
  );
}

/** Everything that was read from a text, each part to be moved, taken or left out. */
export function ImportForm({
  mapping,
  proposal,
  template,
  draft,
  isOpen,
  onChange,
}: {
  mapping: Mapping;
  proposal: ImportProposal;
  template: TemplateDefinition;
  draft: Draft;
  isOpen: OpenParts;
  onChange: (mapping: Mapping) => void;
}) {
  const { t } = useTranslation('writing');
  const sections = template.sections.filter((section) => isOpen.section(section.key));
  const names = new Map(template.indicators.map((indicator) => [indicator.key, indicator.name]));
  const { blocks, figures, problems, reports } = mapping;
  const replaceAt = <T,>(list: T[], item: T, change: Partial<T>): T[] =>
    list.map((other) => (other === item ? { ...other, ...change } : other));
  const shownFigures = figures.filter(({ report }) => isTaken(mapping, report));
  const shownProblems = problems.filter(({ report }) => isTaken(mapping, report));
  return (
    <>
      <p className="muted">{t('import.mapText')}</p>
      {reports.length > 1 && (
        <fieldset className={`plain-set ${styles.reports}`}>
          <legend>{t('import.which', { count: reports.length })}</legend>
          <Radio.Group
            value={mapping.report ?? 0}
            onChange={({ target }) => onChange({ ...mapping, report: Number(target.value) || null })}
          >
            {reports.map(({ number, name }) => (
              <div key={number}>
                <Radio value={number}>{t('import.reportIs', { number, name })}</Radio>
              </div>
            ))}
            <Radio value={0}>{t('import.allReports')}</Radio>
          </Radio.Group>
        </fieldset>
      )}
      <ImportLosses losses={proposal.losses} />
      {blocks
        .filter(({ report }) => isTaken(mapping, report))
        .map((block) => (
          <ImportBlock
            key={block.id}
            block={block}
            sections={sections}
            keepRest={mapping.keepRest}
            occupied={
              typeof block.target === 'object' && Boolean(draft.sections[block.target.section]?.trim())
            }
            onChange={(change) => onChange({ ...mapping, blocks: replaceAt(blocks, block, change) })}
          />
        ))}
      {shownFigures.length > 0 && (
        <section className={styles.part}>
          <h3>{t('import.figures')}</h3>
          <ul>
            {shownFigures.map((figure) => (
              <FigureLine
                key={figure.id}
                figure={figure}
                name={names.get(figure.key) ?? figure.key}
                onChange={(change) => onChange({ ...mapping, figures: replaceAt(figures, figure, change) })}
              />
            ))}
          </ul>
        </section>
      )}
      {shownProblems.length > 0 && (
        <section className={styles.part}>
          <h3>{t('import.problems', { count: shownProblems.length })}</h3>
          <ul>
            {shownProblems.map((row, index) => (
              <li key={`${row.report}-${index.toString()}`}>
                <Checkbox
                  checked={row.take}
                  disabled={!isOpen.addProblem}
                  onChange={(event) =>
                    onChange({
                      ...mapping,
                      problems: replaceAt(problems, row, { take: event.target.checked }),
                    })
                  }
                >
                  <b>{row.problem.problem}</b>
                  <span className="muted">
                    {[row.problem.cause, row.problem.measure, row.problem.leader, row.problem.person]
                      .filter(Boolean)
                      .map((text) => ` → ${text}`)
                      .join('')}
                    {row.problem.dueOn && ` → ${dateText(t, row.problem.dueOn)}`}
                  </span>
                </Checkbox>
              </li>
            ))}
          </ul>
        </section>
      )}
      {proposal.dropped.length > 0 && (
        <details className={styles.part}>
          <summary>{t('import.dropped', { count: proposal.dropped.length })}</summary>
          <ul>
            {proposal.dropped.map((piece) => (
              <li key={piece.reason + piece.text} className="muted">
                {piece.text} <span className="faint">{piece.reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
