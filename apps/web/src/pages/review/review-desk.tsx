import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report, TemplateDefinition } from '../../api/contract';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { LikenessSources } from '../../report/likeness-sources';
import { useSignedIn } from '../../session/session';
import { useNarrow } from '../../theme/use-color-mode';
import { useNow } from '../../time/moment';
import { ApproveSheet } from './approve-sheet';
import { CommentColumn } from './comment-column';
import commentColumn from './comment-column.module.css';
import { CompareBar, useChangeSteps } from './compare-bar';
import { Composer } from './composer';
import { DecisionBar } from './decision-bar';
import decisionBar from './decision-bar.module.css';
import { useGrades } from './grade-quota';
import { IndicatorTable, useIndicatorLines } from './indicator-table';
import { KeyHelp } from './key-help';
import { NilPaper, Paper } from './paper';
import { ActBar, useReportActs } from './report-acts';
import { ReportTimeline } from './report-timeline';
import { ReturnPanel } from './return-panel';
import { type PhoneTab, phoneTabs, ReviewBar } from './review-bar';
import styles from './review-desk.module.css';
import { selectSentence } from './selection';
import { useCardPlaces } from './use-card-places';
import { useCommenting } from './use-commenting';
import { useDecision } from './use-decision';
import { passagesOf, remarksOn, type useReview, type View } from './use-review';
import { type ReviewKey, useReviewKeys } from './use-review-keys';

type Panel = 'return' | 'approve' | null;

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
  onView: (view: View, against?: number) => void;
}) {
  const { t } = useTranslation('review');
  const me = useSignedIn();
  const now = useNow();
  const narrow = useNarrow();
  const [panel, setPanel] = useState<Panel>(null);
  const [helping, setHelping] = useState(false);
  const [tab, setTab] = useState<PhoneTab>('text');
  const desk = useRef<HTMLElement>(null);
  const decision = useDecision(report, review.renew);
  const { acts, nameOf, begin: beginAct, dialog, menu } = useReportActs(report, review.renew);
  const { asked: gradeAsked, uses } = useGrades(report);
  const { lines, siblings } = useIndicatorLines(report, template, review.lastYear?.indicators);
  const { comments, found, comparing } = review;
  const deciding = report.allowedActions.includes('return');
  // The server does not offer approval while blocking comments are unresolved.
  const approvable = report.allowedActions.includes('approve');
  const mayComment = report.allowedActions.includes('comment');
  const commenting = useCommenting(report, template, mayComment);
  const { drafts, selected, bodyOf, aboutOf, begin } = commenting;
  const open = drafts.open;
  const steps = useChangeSteps(desk, comparing);
  const marks = passagesOf(report, review, view, drafts.drafts);
  const remarksOf = (kind: 'indicator' | 'problem') => remarksOn(comments, drafts.drafts, kind);
  const low = lines.filter((line) => line.low).length;

  const { active, markOf, topOf, toPlace, toCard, goOnAt } = useCardPlaces(desk, narrow, setTab);
  useEffect(() => {
    // Above the sheet in which one writes.
    if (narrow && open) markOf(open.id)?.scrollIntoView({ block: 'center' });
  }, [narrow, open?.id]);

  const write = (act: () => void) => {
    if (!mayComment) return;
    if (view === 'checks' || view === 'likeness') onView('text');
    act();
  };
  const composer = open && (
    <Composer
      key={open.id}
      draft={open}
      about={aboutOf(open.anchor)}
      name={me.user.name}
      reportId={report.id}
      mayBlock={deciding}
      drafts={drafts}
      onSent={(id) => review.renew().then(() => goOnAt(id))}
    />
  );
  /** On a phone the findings and the shared passages stand in the margin's tab. */
  const look = (next: View) => {
    onView(next);
    if (narrow) setTab(next === 'checks' || next === 'likeness' ? 'comments' : 'text');
  };
  const keys: Record<ReviewKey, () => unknown> = {
    j: decision.next,
    k: decision.previous,
    d: () => comparing.against !== null && onView(view === 'diff' ? 'text' : 'diff'),
    n: () => steps.step(1),
    p: () => steps.step(-1),
    s: () => desk.current && selectSentence(desk.current, bodyOf, 1),
    S: () => desk.current && selectSentence(desk.current, bodyOf, -1),
    c: () => write(commenting.beginHere),
    a: () => {
      if (approvable) return setPanel('approve');
      const stops = comments.find(({ blocking, state }) => blocking && state === 'open');
      return deciding && stops && toCard(stops.id);
    },
    r: () => deciding && setPanel(panel === 'return' ? null : 'return'),
    '?': () => setHelping(true),
    Escape: () => (open ? drafts.close() : setPanel(null)),
  };
  useReviewKeys((key) => keys[key]());

  const tabs = phoneTabs(t, { view, low, found: found.length, comments: comments.length });
  const author = review.events.findLast((event) => event.type.endsWith('submitted'))?.actor.name ?? null;
  const last = report.step ? report.step.index === report.step.of : false;
  return (
    <div data-own-bars data-panel={panel} data-tab={tab}>
      <ReviewBar
        report={report}
        view={view}
        against={comparing.against}
        lastYear={Boolean(review.lastYear)}
        findings={found.length}
        tab={tab}
        tabs={tabs}
        now={now}
        onView={look}
        onTab={setTab}
        onHelp={() => setHelping(true)}
      >
        <CompareBar
          view={view}
          comparing={comparing}
          steps={steps}
          onAgainst={(version) => onView('diff', version)}
        />
      </ReviewBar>
      <main className={styles.page} ref={desk}>
        {/* Rolled by the arrow keys where it is longer than the window. */}
        <aside className={styles.side} data-side aria-label={t('side')} tabIndex={narrow ? undefined : 0}>
          <div className={styles.indicators}>
            <IndicatorTable
              lines={lines}
              siblings={siblings}
              changed={comparing.comparison?.indicators ?? []}
              remarksOf={remarksOf('indicator')}
              onOpen={toCard}
              onComment={mayComment ? (key) => write(() => begin({ kind: 'indicator', key })) : undefined}
            />
          </div>
          <div className={styles.timeline}>
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
            comparison={comparing.comparison}
            author={author}
            attachments={review.attachments}
            items={review.items}
            remarksOf={remarksOf('problem')}
            onOpen={toCard}
            onCommentProblem={
              mayComment ? ({ id }) => write(() => begin({ kind: 'problem', key: id })) : undefined
            }
          />
        ) : (
          <article className={styles.paper}>
            <Empty title={t('unreadable.title')}>{t('unreadable.text')}</Empty>
          </article>
        )}
        {view === 'likeness' ? (
          <aside className={commentColumn.column} aria-label={t('view.likeness')}>
            {review.likeness && (
              <LikenessSources
                likeness={review.likeness}
                template={template}
                onPoint={(index) => toPlace(`source-${index}`)}
              />
            )}
          </aside>
        ) : (
          <CommentColumn
            checking={view === 'checks'}
            comments={view === 'checks' ? [] : comments}
            findings={view === 'checks' ? found : []}
            drafts={drafts}
            composer={narrow ? null : composer}
            aboutOf={aboutOf}
            mayComment={mayComment}
            level={!narrow}
            held={open?.id ?? active}
            topOf={topOf}
            onPoint={toPlace}
            onChanged={review.renew}
          />
        )}
      </main>
      {selected && !open && (
        <Button
          small
          className={`${commentColumn.selected} no-paper`}
          style={{ top: selected.top + 6, left: Math.min(selected.left, window.innerWidth - 110) }}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => write(commenting.beginHere)}
        >
          {t('comment.add')} <kbd className="desk-only">C</kbd>
        </Button>
      )}
      {narrow && composer && (
        <section className={`${commentColumn.sheet} no-paper`} role="dialog" aria-label={t('comment.title')}>
          {composer}
        </section>
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
        <p className={`${decisionBar.failure} hot no-paper`} role="alert">
          {decision.failure}
        </p>
      )}
      {deciding ? (
        <DecisionBar
          place={decision.place}
          goesOn={decision.goesOn}
          gradeAsked={gradeAsked}
          approvable={approvable}
          uses={uses}
          draft={decision.draft}
          returning={panel === 'return'}
          busy={decision.busy}
          conflict={decision.conflict}
          moreItems={menu}
          onDraft={decision.setDraft}
          onPrevious={decision.previous}
          onNext={decision.next}
          onReturn={() => setPanel(panel === 'return' ? null : 'return')}
          opensSheet={narrow}
          onApprove={() => (narrow ? setPanel('approve') : void decision.approve())}
          onLatest={() => void decision.latest()}
        />
      ) : (
        <ActBar
          acts={acts}
          nameOf={nameOf}
          onBegin={beginAct}
          onNext={decision.goesOn && decision.place === null ? decision.next : null}
        />
      )}
      {helping && <KeyHelp onClose={() => setHelping(false)} />}
      {dialog}
    </div>
  );
}
