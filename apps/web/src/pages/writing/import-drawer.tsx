import type { OpenParts } from '@domain/review/open-parts';
import { Input, Upload } from 'antd';
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
import conflictPanel from './conflict-panel.module.css';
import type { Draft } from './draft';
import { ImportForm } from './import-form';
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
  const leaving = useLeaving(Boolean(text.trim() || mapping));

  const read = async (source: File | string) => {
    setBusy(true);
    setFailure(null);
    try {
      const answer = await proposeImport(report.id, source);
      setProposal(answer);
      setMapping(mappingOf(answer, draft, isOpen));
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
        <div className={conflictPanel.foot}>
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
      {!busy && mapping && proposal && (
        <ImportForm
          mapping={mapping}
          proposal={proposal}
          template={template}
          draft={draft}
          isOpen={isOpen}
          onChange={setMapping}
        />
      )}
    </Drawer>
  );
}
