import type { OpenParts } from '@domain/review/open-parts';
import { Checkbox, Input, Select, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportRow, TemplateDefinition } from '../../api/contract';
import { problemText } from '../../api/problem';
import { type ImportProposal, proposeImport } from '../../api/report';
import { Button } from '../../kit/button';
import { Drawer } from '../../kit/drawer';
import { Field } from '../../kit/field';
import { limit } from '../../kit/limit';
import { TextSkeleton } from '../../kit/skeleton';
import { useLeaving } from '../../kit/use-leaving';
import type { Draft } from './draft';
import { ImportLosses } from './import-losses';
import { applyImport, type Mapping, mappingOf } from './import-mapping';

/** Paste or a file; then the mapping to confirm. Nothing changes before it is confirmed. */
export function ImportDrawer({
  report,
  template,
  draft,
  isOpen,
  onApply,
  onClose,
}: {
  report: ReportRow;
  template: TemplateDefinition;
  draft: Draft;
  isOpen: OpenParts;
  onApply: (edit: (draft: Draft) => Draft) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('writing');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const [proposal, setProposal] = useState<ImportProposal | null>(null);
  const [chosen, setChosen] = useState<number>();
  const leaving = useLeaving(Boolean(text.trim() || mapping));

  const read = async (source: File | string) => {
    setBusy(true);
    setFailure(null);
    try {
      const answer = await proposeImport(report.id, source);
      setProposal(answer);
      setChosen(answer.reports?.[0]?.report);
      setMapping(mappingOf(answer, draft, isOpen, answer.reports?.[0]?.report));
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };

  const confirm = () => {
    if (!mapping) return;
    onApply((now) => applyImport(now, mapping));
    onClose();
  };

  return (
    <Drawer
      size={mapping ? 860 : 640}
      title={mapping ? t('import.mapTitle') : t('import.title')}
      onClose={() => leaving(onClose)}
      footer={
        <div className="cf-f">
          <span className="muted">{mapping && t('import.undoHint')}</span>
          {mapping && <Button onClick={() => setMapping(null)}>{t('import.again')}</Button>}
          {mapping ? (
            <Button primary onClick={confirm}>
              {t('import.apply')}
            </Button>
          ) : (
            <Button primary busy={busy} disabled={!text.trim()} onClick={() => read(text)}>
              {t('import.read')}
            </Button>
          )}
        </div>
      }
    >
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      {busy && <TextSkeleton lines={6} label={t('import.reading')} />}
      {!busy && !mapping && (
        <>
          <Upload.Dragger
            accept=".docx,.txt"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(file) => {
              void read(file);
              return false;
            }}
          >
            <p>{t('import.drop')}</p>
            <p className="faint">{t('import.kinds')}</p>
          </Upload.Dragger>
          <Field label={t('import.paste')}>
            {(id) => (
              <Input.TextArea
                id={id}
                rows={14}
                value={text}
                count={limit(200_000)}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        </>
      )}
      {!busy && mapping && proposal && (proposal.reports?.length ?? 0) > 1 && (
        <Field label={t('import.which', { count: proposal.reports?.length ?? 0 })}>
          {(id) => (
            <Select
              id={id}
              value={chosen}
              options={proposal.reports?.map(({ report: value, title }) => ({
                value,
                label: `${value}. ${title}`,
              }))}
              onChange={(value) => {
                setChosen(value);
                setMapping(mappingOf(proposal, draft, isOpen, value));
              }}
              popupMatchSelectWidth={false}
            />
          )}
        </Field>
      )}
      {!busy && mapping && proposal && <ImportLosses losses={proposal.losses} />}
      {!busy && mapping && proposal && (
        <MappingForm
          mapping={mapping}
          template={template}
          isOpen={isOpen}
          dropped={proposal.dropped}
          onChange={setMapping}
        />
      )}
    </Drawer>
  );
}

function MappingForm({
  mapping,
  template,
  isOpen,
  dropped,
  onChange,
}: {
  mapping: Mapping;
  template: TemplateDefinition;
  isOpen: OpenParts;
  dropped: ImportProposal['dropped'];
  onChange: (mapping: Mapping) => void;
}) {
  const { t } = useTranslation('writing');
  const targets = [
    ...template.sections
      .filter((section) => isOpen.section(section.key))
      .map((section) => ({ value: section.key, label: section.title })),
    { value: '', label: t(isOpen.unplaced ? 'import.toUnplaced' : 'import.leaveOut') },
  ];
  const setPart = (index: number, change: Partial<Mapping['parts'][number]>) =>
    onChange({
      ...mapping,
      parts: mapping.parts.map((part, at) => (at === index ? { ...part, ...change } : part)),
    });
  const names = new Map(template.indicators.map((indicator) => [indicator.key, indicator.name]));
  return (
    <>
      <p className="muted">{t('import.mapText')}</p>
      {mapping.parts.map((part, index) => (
        <section className="imp" key={part.id}>
          <header>
            <h3>{part.heading || t('import.noHeading')}</h3>
            <Select
              aria-label={t('import.into', { heading: part.heading })}
              value={part.target}
              options={targets}
              onChange={(target) => setPart(index, { target })}
              popupMatchSelectWidth={false}
            />
            {part.occupied && part.target !== '' && (
              <Select
                aria-label={t('import.how')}
                value={part.how}
                onChange={(how) => setPart(index, { how })}
                options={[
                  { value: 'replace', label: t('import.replace') },
                  { value: 'append', label: t('import.append') },
                ]}
              />
            )}
          </header>
          <p className="imp-t">{part.body}</p>
        </section>
      ))}
      {mapping.figures.length > 0 && (
        <section className="imp">
          <h3>{t('import.figures')}</h3>
          <ul>
            {mapping.figures.map((figure, index) => (
              <li key={figure.key}>
                <Checkbox
                  checked={figure.take}
                  onChange={(event) =>
                    onChange({
                      ...mapping,
                      figures: mapping.figures.map((other, at) =>
                        at === index ? { ...other, take: event.target.checked } : other,
                      ),
                    })
                  }
                >
                  {names.get(figure.key) ?? figure.key} <b>{figure.value}</b>
                  <span className="faint">　“{figure.quote}”</span>
                </Checkbox>
                {figure.choices.length > 1 && (
                  <Select
                    size="small"
                    aria-label={t('import.pick', { name: names.get(figure.key) ?? figure.key })}
                    value={figure.value}
                    options={figure.choices.map(({ value, quote }) => ({
                      value,
                      label: `${value}　“${quote}”`,
                    }))}
                    onChange={(value) =>
                      onChange({
                        ...mapping,
                        figures: mapping.figures.map((other, at) =>
                          at === index
                            ? {
                                ...other,
                                ...other.choices.find((choice) => choice.value === value),
                                take: true,
                              }
                            : other,
                        ),
                      })
                    }
                    popupMatchSelectWidth={false}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {mapping.problems.length > 0 && (
        <section className="imp">
          <Checkbox
            checked={mapping.takeProblems}
            onChange={(event) => onChange({ ...mapping, takeProblems: event.target.checked })}
          >
            {t('import.problems', { count: mapping.problems.length })}
          </Checkbox>
        </section>
      )}
      {dropped.length > 0 && (
        <details className="imp">
          <summary>{t('import.dropped', { count: dropped.length })}</summary>
          <ul>
            {dropped.map((piece) => (
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
