import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report, TemplateDefinition } from '../../api/contract';
import { documentAddress } from '../../api/report';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { LikenessSources } from '../../report/likeness-sources';
import { useSignedIn } from '../../session/session';
import { useNarrow } from '../../theme/use-color-mode';
import { useNow } from '../../time/moment';
import { ApproveSheet } from './approve-sheet';
import { CommentColumn, type DraftComment } from './comment-column';
import { DecisionBar } from './decision-bar';
import { useGrades } from './grade-quota';
import { IndicatorTable, useIndicatorLines } from './indicator-table';
import { KeyHelp } from './key-help';
import { NilPaper, Paper } from './paper';
import { ActBar, useReportActs } from './report-acts';
import { ReportTimeline } from './report-timeline';
import { ReturnPanel } from './return-panel';
import { type PhoneTab, ReviewBar } from './review-bar';
import { type SelectedPassage, selectedPassage } from './selection';
import { useDecision } from './use-decision';
import { passagesOf, type useReview, type View } from './use-review';
import { type ReviewKey, useReviewKeys } from './use-review-keys';

type Panel = 'return' | 'approve' | 'help' | null;

/** The report as a document, with what is needed to decide about it around it. */
export function ReviewDesk({
  report,
  template,
  review,
  view,
  onView,
}: {
  report: Report;
  template: TemplateDefinition;
  review: ReturnType<typeof useReview>;
  view: View;
  onView: (view: View) => void;
}) {
  const { t } = useTranslation('review');
  const me = useSignedIn();
  const now = useNow();
  const narrow = useNarrow();
  const [panel, setPanel] = useState<Panel>(null);
  const [tab, setTab] = useState<PhoneTab>('text');
  const [draft, setDraft] = useState<DraftComment | null>(null);
  const [selected, setSelected] = useState<(SelectedPassage & { top: number; left: number }) | null>(null);
  const desk = useRef<HTMLElement>(null);
  const decision = useDecision(report, review.renew);
  const { acts, begin, dialog } = useReportActs(report, review.renew);
  const { asked: gradeAsked, uses } = useGrades(report);
  const { lines, siblings } = useIndicatorLines(report, template, review.lastYear?.indicators);
  const { comments, found, against, before } = review;
  const deciding = report.allowedActions.includes('return');
  // The server does not offer approval while blocking comments are unresolved.
  const approvable = report.allowedActions.includes('approve');
  const mayComment = report.allowedActions.includes('comment') || deciding;
  const marks = passagesOf(report, review, view);
  const low = lines.filter((line) => line.low).length;

  const bodyOf = useCallback(
    (key: string) => report.content?.sections.find((section) => section.key === key)?.body ?? '',
    [report.content],
  );
  const markOf = (id: string) =>
    desk.current?.querySelector<HTMLElement>(`[data-marks~="${CSS.escape(id)}"]`) ?? null;
  const topOf = (id: string): number | null => {
    const column = desk.current?.querySelector('.cms-l')?.getBoundingClientRect().top ?? 0;
    if (id === 'draft') {
      const place = draft?.passage
        ? desk.current?.querySelector<HTMLElement>(`[data-section="${CSS.escape(draft.passage.section)}"]`)
        : null;
      return selected?.top ?? (place ? place.getBoundingClientRect().top - column : null);
    }
    const mark = markOf(id);
    return mark ? mark.getBoundingClientRect().top - column : null;
  };
  const point = (id: string) => {
    setTab('text');
    requestAnimationFrame(() => markOf(id)?.scrollIntoView({ block: 'center', behavior: 'smooth' }));
  };

  useEffect(() => {
    if (!mayComment) return;
    const look = () => {
      const passage = selectedPassage(bodyOf);
      const box = passage ? window.getSelection()?.getRangeAt(0).getBoundingClientRect() : null;
      setSelected(passage && box ? { ...passage, top: box.bottom, left: box.right } : null);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [mayComment, bodyOf]);

  const comment = () => {
    setDraft({ passage: selectedPassage(bodyOf) });
    setSelected(null);
    if (narrow) setTab('comments');
  };
  /** On a phone the findings and the shared passages stand in the margin's tab. */
  const look = (next: View) => {
    onView(next);
    if (narrow) setTab(next === 'checks' || next === 'likeness' ? 'comments' : 'text');
  };
  const keys: Record<ReviewKey, () => unknown> = {
    j: decision.next,
    k: decision.previous,
    d: () => against !== null && onView(view === 'diff' ? 'text' : 'diff'),
    c: () => mayComment && comment(),
    a: () => approvable && setPanel('approve'),
    r: () => deciding && setPanel(panel === 'return' ? null : 'return'),
    '?': () => setPanel('help'),
    Escape: () => setPanel(null),
  };
  useReviewKeys((key) => keys[key]());

  const tabs: { id: PhoneTab; text: string }[] = [
    { id: 'text', text: t('view.text') },
    {
      id: 'comments',
      text:
        view === 'checks'
          ? t('tab.checks', { count: found.length })
          : view === 'likeness'
            ? t('view.likeness')
            : t('tab.comments', { count: comments.length }),
    },
    { id: 'indicators', text: low > 0 ? t('tab.low', { count: low }) : t('indicators.title') },
    { id: 'history', text: t('history.title') },
  ];
  const author = review.events.findLast((event) => event.type.endsWith('submitted'))?.actor.name ?? null;
  const last = report.step ? report.step.index === report.step.of : false;
  const moreItems = [
    ...acts.map((action) => ({ key: action, label: t(`acts.${action}`), onClick: () => begin(action) })),
    {
      key: 'docx',
      label: (
        <a href={documentAddress(report.id, 'docx', report.revision || undefined)}>{t('export.docx')}</a>
      ),
    },
    {
      key: 'pdf',
      label: <a href={documentAddress(report.id, 'pdf', report.revision || undefined)}>{t('export.pdf')}</a>,
    },
  ];

  return (
    <div
      className={`p-rv ${panel === 'return' ? 'show-return' : ''} ${panel === 'approve' ? 'show-approve' : ''} tab-${tab}`}
    >
      <ReviewBar
        report={report}
        view={view}
        against={against}
        lastYear={Boolean(review.lastYear)}
        findings={found.length}
        tab={tab}
        tabs={tabs}
        now={now}
        onView={look}
        onTab={setTab}
        onHelp={() => setPanel('help')}
      />
      <main className="rv" ref={desk}>
        <aside className="side" aria-label={t('side')}>
          <div className="side-ind">
            <IndicatorTable lines={lines} siblings={siblings} />
          </div>
          <div className="side-tl">
            <ReportTimeline report={report} events={review.events} myId={me.user.id} now={now} />
          </div>
        </aside>
        {report.nil ? (
          <NilPaper report={report} reason={report.nil.reason} author={author} />
        ) : report.content ? (
          <Paper
            report={report}
            content={report.content}
            template={template}
            marks={marks}
            before={before}
            author={author}
            attachments={review.attachments}
          />
        ) : (
          <article className="paper">
            <Empty title={t('unreadable.title')}>{t('unreadable.text')}</Empty>
          </article>
        )}
        {view === 'likeness' ? (
          <aside className="cms" aria-label={t('view.likeness')}>
            {review.likeness && (
              <LikenessSources
                likeness={review.likeness}
                template={template}
                onPoint={(index) => point(`source-${index}`)}
              />
            )}
          </aside>
        ) : (
          <CommentColumn
            checking={view === 'checks'}
            reportId={report.id}
            comments={view === 'checks' ? [] : comments}
            findings={view === 'checks' ? found : []}
            draft={draft}
            me={me.user}
            mayComment={mayComment}
            mayBlock={deciding}
            level={!narrow}
            topOf={topOf}
            onPoint={point}
            onChanged={review.renew}
            onCloseDraft={() => setDraft(null)}
          />
        )}
      </main>
      {selected && !draft && (
        <Button
          small
          className="sel-c"
          style={{ top: selected.top + 6, left: Math.min(selected.left, window.innerWidth - 110) }}
          onMouseDown={(event) => event.preventDefault()}
          onClick={comment}
        >
          {t('comment.add')} <kbd className="hide-s">C</kbd>
        </Button>
      )}
      {panel === 'return' && (
        <ReturnPanel
          report={report}
          template={template}
          comments={comments}
          events={review.events}
          busy={decision.busy}
          failure={decision.failure}
          draft={decision.draft}
          onDraft={decision.setDraft}
          onReturn={(body) => void decision.giveBack(body).then((done) => done && setPanel(null))}
          onClose={() => setPanel(null)}
        />
      )}
      {panel === 'approve' && (
        <ApproveSheet
          gradeAsked={gradeAsked}
          uses={uses}
          draft={decision.draft}
          last={last}
          busy={decision.busy}
          failure={decision.failure}
          onDraft={decision.setDraft}
          onApprove={() => void decision.approve().then((done) => done && setPanel(null))}
          onClose={() => setPanel(null)}
        />
      )}
      {decision.failure && panel === null && (
        <p className="dec-fail hot" role="alert">
          {decision.failure}
        </p>
      )}
      {deciding ? (
        <DecisionBar
          place={decision.place}
          gradeAsked={gradeAsked}
          approvable={approvable}
          uses={uses}
          draft={decision.draft}
          returning={panel === 'return'}
          busy={decision.busy}
          conflict={decision.conflict}
          moreItems={moreItems}
          onDraft={decision.setDraft}
          onPrevious={decision.previous}
          onNext={decision.next}
          onReturn={() => setPanel(panel === 'return' ? null : 'return')}
          opensSheet={narrow}
          onApprove={() => (narrow ? setPanel('approve') : void decision.approve())}
          onLatest={() => void decision.latest()}
        />
      ) : (
        <ActBar acts={acts} onBegin={begin} />
      )}
      {panel === 'help' && <KeyHelp onClose={() => setPanel(null)} />}
      {dialog}
    </div>
  );
}
