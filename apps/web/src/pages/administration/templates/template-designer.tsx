import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateVersionDetail } from '../../../api/administration';
import { answer, client } from '../../../api/http';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Icon } from '../../../kit/icon';
import { TextSkeleton } from '../../../kit/skeleton';
import { useConfirm } from '../../../kit/use-confirm';
import { useLeaving } from '../../../kit/use-leaving';
import { StaleLine } from '../../../shell/page-failure';
import administration from '../administration.module.css';
import { type Faults, faultsBelow, faultsOf, noFaults } from '../faults';
import { type EditableDefinition, unnamedParts } from './template-definition';
import styles from './template-designer.module.css';
import { IndicatorRows } from './template-indicators';
import { TemplatePreview } from './template-preview';
import { ProblemFields } from './template-problems';
import { RuleRows } from './template-rules';
import { SectionRows } from './template-sections';

/** A template version beside what its writers will see; a released one is only looked at. */
export function TemplateDesigner({
  versionId,
  onNext,
  onClose,
}: {
  versionId: string;
  /** Opens the template's draft, making one where there is none. */
  onNext: (templateId: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const version = useQuery({
    queryKey: ['template-version-detail', versionId],
    queryFn: async () => {
      const call = client.GET('/api/v1/template-versions/{id}', { params: { path: { id: versionId } } });
      const detail = await answer<TemplateVersionDetail>(call);
      return { ...detail, etag: (await call).response.headers.get('etag') ?? '' };
    },
    // Read anew whenever it is opened: a version that somebody else saved meanwhile would refuse every save.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (version.isPending) return <TextSkeleton lines={8} label={t('common:loading')} />;
  if (version.error)
    return (
      <>
        <StaleLine text={problemText(version.error)} onRetry={() => void version.refetch()} />
        <Button onClick={onClose}>{t('template.back')}</Button>
      </>
    );
  return <Designer version={version.data} onNext={onNext} onClose={onClose} />;
}

function Designer({
  version,
  onNext,
  onClose,
}: {
  version: TemplateVersionDetail & { etag: string };
  onNext: (templateId: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const confirm = useConfirm();
  const queries = useQueryClient();
  const [definition, setDefinition] = useState<EditableDefinition>(version.definition);
  const [saved, setSaved] = useState<EditableDefinition>(version.definition);
  const [etag, setEtag] = useState(version.etag);
  const [faults, setFaults] = useState<Faults>(noFaults);
  const parts = useRef<HTMLDivElement>(null);
  const draft = version.state === 'draft';
  const dirty = definition !== saved;
  // Every way out of the page is asked about there: the arrow, the navigation, the browser's own.
  useLeaving(dirty);

  /** Down a long template the first fault may be far away. */
  useEffect(() => {
    if (faults.size === 0) return;
    const [first] = parts.current?.querySelectorAll('[role="alert"]') ?? [];
    first?.scrollIntoView({ block: 'center' });
  }, [faults]);

  /** The server's pointers begin at the body of a request or at the definition itself. */
  const refuse = (error: unknown) => {
    const found = faultsOf(error);
    const below = faultsBelow(found, '/definition');
    setFaults(below.size > 0 ? below : found);
    void message.error(problemText(error));
  };
  const save = async (): Promise<boolean> => {
    const unnamed = unnamedParts(definition, t('template.needsName'), t('template.needsMessage'));
    setFaults(unnamed);
    if (unnamed.size > 0) {
      void message.error(t('faultsMarked', { count: unnamed.size }));
      return false;
    }
    try {
      const call = client.PUT('/api/v1/template-versions/{id}', {
        params: { path: { id: version.id }, header: { 'If-Match': etag } },
        body: { definition: definition as never },
      });
      await answer(call);
      setEtag((await call).response.headers.get('etag') ?? etag);
      setSaved(definition);
      await queries.invalidateQueries({ queryKey: ['template-version-detail', version.id] });
      void message.success(t('template.saved'));
      return true;
    } catch (error) {
      refuse(error);
      return false;
    }
  };
  const release = () =>
    confirm({
      title: t('template.releaseTitle', { n: version.number }),
      content: t('template.releaseText'),
      okText: t('template.release'),
      act: async () => {
        if (dirty && !(await save())) return;
        try {
          await answer(
            client.POST('/api/v1/template-versions/{id}/release', { params: { path: { id: version.id } } }),
          );
          await queries.invalidateQueries();
          void message.success(t('template.releasedNow', { n: version.number }));
          onClose();
        } catch (error) {
          refuse(error);
        }
      },
    });

  return (
    <>
      <header className={`${administration.head} ${styles.bar}`}>
        <Button text aria-label={t('template.back')} onClick={onClose}>
          <Icon name="back" />
        </Button>
        <h1>
          {version.template.name}{' '}
          <span className="no-wrap">{t('template.version', { n: version.number })}</span>
        </h1>
        {!draft && (
          <span className="right">
            <Button onClick={() => onNext(version.template.id)}>{t('template.next')}</Button>
          </span>
        )}
        {draft && (
          <span className="right">
            <span className="faint" aria-live="polite">
              {t(dirty ? 'template.unsaved' : 'template.allSaved')}
            </span>
            <Button disabled={!dirty} onClick={save}>
              {t('common:save')}
            </Button>
            <Button primary onClick={release}>
              {t('template.release')}
            </Button>
          </span>
        )}
      </header>
      {!draft && <p className="muted">{t('template.released')}</p>}
      <div className={styles.columns} ref={parts}>
        {/* A disabled fieldset alone leaves what is not a native control, such as a Select, to be changed. */}
        <ConfigProvider componentDisabled={!draft}>
          <fieldset className="plain-set" disabled={!draft}>
            <legend className="spoken-only">{t('template.parts')}</legend>
            <SectionRows
              sections={definition.sections}
              faults={faults}
              onChange={(sections) => setDefinition({ ...definition, sections })}
            />
            <IndicatorRows
              indicators={definition.indicators}
              faults={faults}
              onChange={(indicators) => setDefinition({ ...definition, indicators })}
            />
            <RuleRows
              definition={definition}
              faults={faults}
              onChange={(rules) => setDefinition({ ...definition, rules })}
            />
            <ProblemFields definition={definition} onChange={setDefinition} />
          </fieldset>
        </ConfigProvider>
        <TemplatePreview definition={definition} />
      </div>
    </>
  );
}
