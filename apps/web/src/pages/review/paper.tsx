import type { ContentComparison, ParagraphChange } from '@domain/comparison';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/attachment';
import type { Report, ReportContent, TemplateDefinition } from '../../api/contract';
import type { ListedItem } from '../../api/report';
import { AttachmentList } from '../../report/attachment-list';
import { ItemList } from '../../report/item-list';
import { paragraphs, type Run } from '../../report/paragraphs';
import { numberedTitle } from '../../report/section-title';
import { documentDate } from '../../time/date-text';
import styles from './compare-bar.module.css';
import { type Marked, MarkNumbers, type Remark } from './numbered-marks';
import { ProblemTable } from './problem-table';
import reviewDesk from './review-desk.module.css';

/** One run, with what a selection needs to find its place again (`data-from`). */
function RunSpan({ run, marks, onOpen }: { run: Run; marks: Marked[]; onOpen: (id: string) => void }) {
  const place = run.from === null ? undefined : { 'data-from': run.from };
  // Stepping through the changes stops here.
  const stop = run.opens ? { 'data-change': '', tabIndex: -1 } : {};
  const inner = <span {...place}>{run.text}</span>;
  const wrapped =
    run.kind === 'ins' ? (
      <ins {...stop}>{inner}</ins>
    ) : run.kind === 'del' ? (
      <del {...stop}>{run.text}</del>
    ) : run.opens ? (
      <span {...stop}>{inner}</span>
    ) : (
      inner
    );
  if (run.ids.length === 0) return wrapped;
  return (
    <mark data-marks={run.ids.join(' ')}>
      {wrapped}
      <MarkNumbers marks={marks.filter((mark) => run.ends.includes(mark.id))} onOpen={onOpen} />
    </mark>
  );
}

const SectionText = memo(function SectionText({
  body,
  marks,
  changes,
  onOpen,
}: {
  body: string;
  marks: Marked[];
  changes?: ParagraphChange[];
  onOpen: (id: string) => void;
}) {
  const { t } = useTranslation('review');
  return paragraphs(body, marks, changes).map(({ runs, moved }) => (
    <p key={runs.map((run) => `${run.from}${run.kind}`).join()}>
      {moved && <span className={styles.moved}>{t(`compare.moved.${moved}`)}</span>}
      {runs.map((run, index) => (
        <RunSpan key={`${run.kind}${run.from ?? `d${index}`}`} run={run} marks={marks} onOpen={onOpen} />
      ))}
    </p>
  ));
});

/** What is read. The focus begins here, so that the next Tab, and whoever listens, begins with this report. */
export function Sheet({ label, children }: { label: string; children: ReactNode }) {
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    sheet.current?.focus({ preventScroll: true });
  }, []);
  return (
    <article className={reviewDesk.paper} ref={sheet} tabIndex={-1} aria-label={label}>
      {children}
    </article>
  );
}

function Heading({ report, author }: { report: Report; author: string | null }) {
  const { t } = useTranslation('review');
  return (
    <>
      <h1>
        {report.org.name}
        <br />
        {report.cycle.title}
      </h1>
      <p className="byline">
        {author && t('author', { org: report.org.name, name: author })}
        {report.firstSubmittedAt && (
          <>
            <br />
            <span className="no-wrap">{documentDate(t, report.firstSubmittedAt)}</span>
          </>
        )}
      </p>
    </>
  );
}

/** 零报告: nothing to report, and why; what its author once drafted is not part of it. */
export function NilPaper({
  report,
  reason,
  author,
}: {
  report: Report;
  reason: string;
  author: string | null;
}) {
  const { t } = useTranslation('review');
  return (
    <Sheet label={report.org.name}>
      <div className="document">
        <Heading report={report} author={author} />
        <h2>{t('nil.title')}</h2>
        <p>{t('nil.text', { reason })}</p>
      </div>
    </Sheet>
  );
}

/** The report as a document: serif, 36 characters to a line, comments' passages marked. */
export function Paper({
  report,
  content,
  template,
  marks,
  comparison,
  author,
  attachments,
  items,
  remarksOf,
  onOpen,
  onCommentProblem,
}: {
  report: Report;
  content: ReportContent;
  template: TemplateDefinition;
  marks: Marked[];
  /** What is different from an earlier text. */
  comparison?: ContentComparison;
  author: string | null;
  attachments: Attachment[];
  /** The unit's items of the ledger as they stood when this was handed in. */
  items: ListedItem[];
  remarksOf: (problemId: string) => Remark[];
  /** To the card that a number in the text belongs to. */
  onOpen: (id: string) => void;
  onCommentProblem?: (problem: ReportContent['problems'][number]) => void;
}) {
  const { t } = useTranslation('review');
  const textOf = (key: string) => content.sections.find((section) => section.key === key)?.body ?? '';
  const rows = comparison?.problems ?? [];
  return (
    <Sheet label={report.org.name}>
      <div className="document">
        <Heading report={report} author={author} />
        {template.sections.map((section, index) => {
          const body = textOf(section.key);
          const changes = comparison?.sections.find(({ key }) => key === section.key)?.paragraphs;
          if (!body && !changes) return null;
          return (
            <section key={section.key} data-section={section.key}>
              <h2>{numberedTitle(index, section.title)}</h2>
              <SectionText
                body={body}
                changes={changes}
                marks={marks.filter((mark) => mark.section === section.key)}
                onOpen={onOpen}
              />
            </section>
          );
        })}
        {(content.problems.length > 0 || rows.length > 0) && (
          <>
            <h2>{t('problems.title')}</h2>
            <ProblemTable
              problems={content.problems}
              changes={rows}
              remarksOf={remarksOf}
              onOpen={onOpen}
              onComment={onCommentProblem}
            />
          </>
        )}
        {items.length > 0 && (
          <section aria-label={t('items.title')}>
            <h2>{t('items.title')}</h2>
            <p className="muted">{t('items.asOf')}</p>
            <ItemList items={items} />
          </section>
        )}
        {attachments.length > 0 && (
          <>
            <h2>{t('report:attachment.title')}</h2>
            <AttachmentList files={attachments} />
          </>
        )}
      </div>
    </Sheet>
  );
}
