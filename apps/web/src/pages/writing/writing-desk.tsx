import { useQuery } from '@tanstack/react-query';
import { memo, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getCompilation } from '../../api/compilation';
import type { Me, Report, TemplateDefinition } from '../../api/contract';
import { getChecks } from '../../api/report';
import { ExtensionLine } from '../../report/extension-line';
import { numberedTitle } from '../../report/section-title';
import { useLastYear } from '../../report/template';
import { useAttachments } from '../../report/use-attachments';
import { AttachmentPart } from './attachment-part';
import { bigChanges } from './big-changes';
import { CompilationNote } from './compilation-note';
import { ConflictPanel } from './conflict-panel';
import { CycleNotice } from './cycle-notice';
import { type Draft, openness } from './draft';
import { ImportDrawer } from './import-drawer';
import { IndicatorPart } from './indicator-part';
import { ItemPanel, useReportItems } from './item-panel';
import { LikenessDrawer } from './likeness-drawer';
import type { MarkedTextAreaHandle } from './marked-text-area';
import { MendAll } from './mend-all';
import { mendingOf } from './mending';
import { OtherComments } from './other-comments';
import { Outline } from './outline';
import { outlineOf } from './outline-items';
import { ProblemPart } from './problem-part';
import { ReturnLetter } from './return-letter';
import type { LocalCopy } from './saving-state';
import { SectionPart } from './section-part';
import { SourcesDrawer } from './sources-drawer';
import { type TodoItem, todoOf } from './todo';
import { TodoList } from './todo-list';
import { UnplacedPart } from './unplaced-part';
import { useComments } from './use-comments';
import { useCompiling } from './use-compiling';
import { useDraft } from './use-draft';
import { useReturnedContent } from './use-returned-content';
import { none, useSaid } from './use-said';
import { WritingBar } from './writing-bar';
import styles from './writing-desk.module.css';

/** Parts that a key in a section leaves as they are. */
const Indicators = memo(IndicatorPart);
const Items = memo(ItemPanel);
const Problems = memo(ProblemPart);
const Files = memo(AttachmentPart);
const Others = memo(OtherComments);
const Notice = memo(CycleNotice);
const Contents = memo(Outline, (before, after) => JSON.stringify(before) === JSON.stringify(after));

/** The page of one report being written: outline, text, margin. */
export function WritingDesk({
  initial,
  template,
  me,
  copies,
}: {
  initial: Report;
  template: TemplateDefinition;
  me: Me;
  /** What closed tabs left of this report in this browser. */
  copies: LocalCopy[];
}) {
  const { t } = useTranslation('writing');
  const [report, setReport] = useState(initial);
  const control = useDraft(initial, template, me.user.id, copies, setReport);
  const { draft, change, theirs } = control;
  const [comparing, setComparing] = useState(control.state.kind === 'conflict');
  const [importing, setImporting] = useState(false);
  const [sheet, setSheet] = useState(false);
  const [sources, setSources] = useState(false);
  const [likeness, setLikeness] = useState(false);
  const fields = useRef(new Map<string, MarkedTextAreaHandle>());
  const { comments, reply } = useComments(report.id, initial.content);
  const lastYear = useLastYear(report);
  const attachments = useAttachments(report.id);
  const list = useReportItems(report.id, template.ledger?.account ?? false);
  const checks = useQuery({
    queryKey: ['checks', report.id, report.version],
    queryFn: () => getChecks(report.id),
    enabled: report.state !== 'not_started',
    placeholderData: (previous) => previous,
  });
  const compilation = useQuery({
    queryKey: ['compilation', report.id, report.version],
    queryFn: () => getCompilation(report.id),
    enabled: report.tier !== 'branch',
    placeholderData: (previous) => previous,
  });
  const compiling = useCompiling(report.id, compilation.data?.run ?? null, control);
  const findings = checks.data ?? none;
  const todo = todoOf(draft, template, comments, findings);
  const scope = report.returned?.scope;
  const returned = useReturnedContent(report);
  const { indicators: figures } = draft;
  // What is open depends on no prose.
  const open = useMemo(
    () => openness(scope, returned, { indicators: figures }, template),
    [scope, returned, figures, template],
  );
  const said = useSaid(comments, findings, template.sections);

  const closeSheet = useCallback(() => setSheet(false), []);
  const register = useCallback((key: string, handle: MarkedTextAreaHandle | null) => {
    if (handle) fields.current.set(key, handle);
    else fields.current.delete(key);
  }, []);
  const setSection = useCallback(
    (key: string, body: string) => change((now) => ({ ...now, sections: { ...now.sections, [key]: body } })),
    [change],
  );
  const setFigures = useCallback(
    (values: Record<string, string>) =>
      change((now) => ({ ...now, indicators: { ...now.indicators, ...values } })),
    [change],
  );
  const setProblems = useCallback(
    (edit: (problems: Draft['problems']) => Draft['problems']) =>
      change((now) => ({ ...now, problems: edit(now.problems) })),
    [change],
  );

  const jump = (item: TodoItem) => {
    setSheet(false);
    const { part, key, mark } = item.target;
    const field = part === 'section' ? fields.current.get(key) : undefined;
    if (field && mark) return field.reveal(mark);
    if (field) {
      field.focus();
      document.getElementById(`section-${key}`)?.scrollIntoView({ block: 'start' });
      return;
    }
    const id =
      part === 'comment'
        ? `comment-${key}`
        : part === 'indicator'
          ? `indicator-${key}`
          : part === 'problem'
            ? document.getElementById(`problem-${key}`)
              ? `problem-${key}`
              : 'part-problems'
            : part === 'unplaced' || part === 'items'
              ? `part-${part}`
              : part === 'section'
                ? `section-${key}`
                : 'writing-top';
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: 'center' });
    (target?.matches('input') ? target : target?.querySelector<HTMLElement>('textarea, button'))?.focus({
      preventScroll: true,
    });
  };

  const outline = outlineOf(t, template, draft, open, findings, {
    attachments: attachments.data?.length ?? 0,
    items: list?.items ?? [],
  });

  return (
    <div
      data-own-bars
      data-todo={sheet ? 'shown' : undefined}
      onCompositionStart={() => control.compose(true)}
      onCompositionEnd={() => control.compose(false)}
    >
      <WritingBar
        report={report}
        control={control}
        todo={todo}
        allComments={comments}
        onReport={setReport}
        onJump={jump}
        onCompare={() => setComparing(true)}
        onImport={() => setImporting(true)}
        onSheet={() => setSheet(true)}
        onLikeness={() => setLikeness(true)}
        changes={bigChanges(draft.indicators, lastYear.data?.indicators, template.indicators)}
      />
      <main className={styles.page} id="writing-top">
        <Contents items={outline} />
        <ReturnLetter
          report={report}
          template={template}
          problemIds={(initial.content?.problems ?? []).map((problem) => problem.id)}
        />
        {report.state !== 'returned' && (
          <section className={styles.start}>
            <h2>{t('start.title', { org: report.org.name })}</h2>
            <p className="muted">{t('start.text')}</p>
            <button type="button" className="link plain" onClick={() => setImporting(true)}>
              {t('start.import')}
            </button>
          </section>
        )}
        {report.extension && (
          <p className={styles.extension}>
            <ExtensionLine report={report} tell="all" />
          </p>
        )}
        <Notice cycleId={report.cycle.id} begun={report.state !== 'not_started'} />
        {compilation.data && (
          <CompilationNote
            compilation={compilation.data}
            compiling={compiling.state}
            onCompile={() => void compiling.start()}
            onSources={() => setSources(true)}
          />
        )}
        <TodoList todo={todo} sheet={sheet} onJump={jump} onClose={closeSheet} />
        <MendAll draft={draft} mending={mendingOf(draft, findings, open)} onChange={change} />
        {template.sections.map((section, index) => (
          <SectionPart
            key={section.key}
            section={section}
            title={numberedTitle(index, section.title)}
            body={draft.sections[section.key] ?? ''}
            open={open.section(section.key)}
            comments={said.numbered.get(section.key) ?? none}
            findings={said.found.get(section.key) ?? none}
            onChange={setSection}
            onReply={reply}
            register={register}
          />
        ))}
        {draft.unplaced && (
          <UnplacedPart
            text={draft.unplaced}
            open={open.unplaced}
            onChange={(unplaced) => change((now) => ({ ...now, unplaced }))}
          />
        )}
        <Indicators
          indicators={template.indicators}
          values={draft.indicators}
          lastYear={lastYear.data?.indicators}
          isOpen={open.indicator}
          bindings={compilation.data?.indicators}
          findings={said.ofIndicators}
          onChange={setFigures}
        />
        {template.problems.enabled && list && list.items.length > 0 && (
          <Items
            items={list.items}
            total={list.total}
            problems={draft.problems}
            mayAdd={open.addProblem}
            onChange={setProblems}
          />
        )}
        {template.problems.enabled && (
          <Problems
            problems={draft.problems}
            items={list?.items ?? none}
            isOpen={open.problem}
            mayAdd={open.addProblem}
            onChange={setProblems}
          />
        )}
        <Files reportId={report.id} />
        <Others comments={said.rest} onReply={reply} />
      </main>
      {comparing && theirs && (
        <ConflictPanel
          base={control.base}
          mine={draft}
          theirs={theirs.draft}
          template={template}
          onClose={() => setComparing(false)}
          onSettle={(merged: Draft) => {
            control.settle(merged, theirs.version);
            setComparing(false);
          }}
        />
      )}
      {sources && (
        <SourcesDrawer
          reportId={report.id}
          sections={template.sections.filter((section) => open.section(section.key))}
          onTake={(key, text) =>
            setSection(key, [draft.sections[key]?.trimEnd(), text].filter(Boolean).join('\n'))
          }
          onClose={() => setSources(false)}
        />
      )}
      {likeness && <LikenessDrawer report={report} template={template} onClose={() => setLikeness(false)} />}
      {importing && (
        <ImportDrawer
          report={report}
          template={template}
          draft={draft}
          isOpen={open}
          onApply={change}
          onClose={() => setImporting(false)}
        />
      )}
    </div>
  );
}
