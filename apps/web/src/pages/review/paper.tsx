import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/attachment';
import type { Report, ReportContent, TemplateDefinition } from '../../api/contract';
import { AttachmentList } from '../../report/attachment-list';
import { paragraphs, type Run } from '../../report/paragraphs';
import type { Passage } from '../../report/passage';
import { numberedTitle } from '../../report/section-title';
import { dateText, documentDate } from '../../time/date-text';

export interface Marked extends Passage {
  number: number;
  section: string;
}

/** One run, with what a selection needs to find its place again (`data-from`). */
function RunSpan({ run, marks }: { run: Run; marks: Marked[] }) {
  const place = run.from === null ? undefined : { 'data-from': run.from };
  const inner = <span {...place}>{run.text}</span>;
  const wrapped =
    run.kind === 'ins' ? <ins>{inner}</ins> : run.kind === 'del' ? <del>{run.text}</del> : inner;
  if (run.ids.length === 0) return wrapped;
  const numbers = marks.filter((mark) => run.ends.includes(mark.id));
  return (
    <mark data-marks={run.ids.join(' ')}>
      {wrapped}
      {numbers.map((mark) => (
        <sup key={mark.id}>{mark.number}</sup>
      ))}
    </mark>
  );
}

const SectionText = memo(function SectionText({
  body,
  marks,
  before,
}: {
  body: string;
  marks: Marked[];
  before?: string;
}) {
  return paragraphs(body, marks, before).map((runs) => (
    <p key={runs.map((run) => `${run.from}${run.kind}`).join()}>
      {runs.map((run, index) => (
        <RunSpan key={`${run.kind}${run.from ?? `d${index}`}`} run={run} marks={marks} />
      ))}
    </p>
  ));
});

function ProblemTable({ problems }: { problems: ReportContent['problems'] }) {
  const { t } = useTranslation('review');
  return (
    <table className="pt">
      <thead>
        <tr>
          <th>{t('problems.problem')}</th>
          <th>{t('problems.cause')}</th>
          <th>{t('problems.measure')}</th>
          <th className="nw">{t('problems.person')}</th>
          <th className="nw">{t('problems.dueOn')}</th>
        </tr>
      </thead>
      <tbody>
        {problems.map((problem) => (
          <tr key={problem.id}>
            <td>{problem.problem}</td>
            <td data-label={t('problems.cause')}>{problem.cause}</td>
            <td data-label={t('problems.measure')}>{problem.measure}</td>
            <td className="nw" data-label={t('problems.person')}>
              {problem.person ?? problem.leader}
            </td>
            <td data-label={t('problems.dueOn')}>{problem.dueOn && dateText(t, problem.dueOn)}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
      <p className="by">
        {author && t('author', { org: report.org.name, name: author })}
        {report.firstSubmittedAt && (
          <>
            <br />
            <span className="nw">{documentDate(t, report.firstSubmittedAt)}</span>
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
    <article className="paper">
      <div className="doc">
        <Heading report={report} author={author} />
        <h2>{t('nil.title')}</h2>
        <p>{t('nil.text', { reason })}</p>
      </div>
    </article>
  );
}

/** The report as a document: serif, 36 characters to a line, comments' passages marked. */
export function Paper({
  report,
  content,
  template,
  marks,
  before,
  author,
  attachments,
}: {
  report: Report;
  content: ReportContent;
  template: TemplateDefinition;
  marks: Marked[];
  /** An earlier text to show the changes against. */
  before?: ReportContent;
  author: string | null;
  attachments: Attachment[];
}) {
  const { t } = useTranslation('review');
  const textOf = (from: ReportContent, key: string) =>
    from.sections.find((section) => section.key === key)?.body ?? '';
  return (
    <article className="paper">
      <div className="doc">
        <Heading report={report} author={author} />
        {template.sections.map((section, index) => {
          const body = textOf(content, section.key);
          const earlier = before && textOf(before, section.key);
          if (!body && !earlier) return null;
          return (
            <section key={section.key} data-section={section.key}>
              <h2>{numberedTitle(index, section.title)}</h2>
              <SectionText
                body={body}
                before={earlier}
                marks={marks.filter((mark) => mark.section === section.key)}
              />
            </section>
          );
        })}
        {content.problems.length > 0 && (
          <>
            <h2>{t('problems.title')}</h2>
            <ProblemTable problems={content.problems} />
          </>
        )}
        {attachments.length > 0 && (
          <>
            <h2>{t('report:attachment.title')}</h2>
            <AttachmentList files={attachments} />
          </>
        )}
      </div>
    </article>
  );
}
