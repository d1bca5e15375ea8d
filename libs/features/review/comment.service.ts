import type { Disclosure, ReportView } from '@domain/access';
import { problem } from '@domain/problems';
import { currentStep, emptyContent, requireNote, turnOf } from '@domain/review';
import { type LoadedReport, ReportReader } from '@features/report';
import { ReportContents } from '@features/report-history';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Pace } from '@platform/computing';
import type { Database, Transaction } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import { type CommentHead, CommentRepository, type StoredComment } from './comment.repository';
import { type CommentAnchor, isAnchored, isPresent } from './comment-anchor';
import { CommentWork } from './comment-work';

/** Of one report; of one person on it; of replies to one comment. A thorough review has some dozens. */
const mostComments = 2000;
const mostOfOne = 300;
const mostReplies = 100;
/** Of a report, replies included: what a page of comments may have to carry. */
const mostCharacters = 600_000;

export interface CommentView extends Omit<StoredComment, 'stepId' | 'releasedAt' | 'reportId'> {
  /** False where the passage is gone from the text that the caller sees. */
  anchored: boolean;
  /** Whether the author's side sees it. */
  released: boolean;
  /** What the caller may do about it now. */
  allowedActions: CommentAct[];
}

export type CommentAct = 'change' | 'reply' | 'resolve';

/** Comments 批注: only reviewers at the step may block, the author's side replies, who made one resolves it. */
@Injectable()
export class CommentService {
  constructor(
    private readonly comments: CommentRepository,
    private readonly reader: ReportReader,
    private readonly contents: ReportContents,
    private readonly work: CommentWork,
    private readonly clock: Clock,
  ) {}

  /** Those that the caller sees, the oldest first. */
  async list(
    caller: Caller,
    reportId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ items: CommentView[]; total: number }> {
    const { loaded, view, disclosure } = await this.reader.see(caller, reportId);
    if (view === 'row') return { items: [], total: 0 };
    const seen = (await this.comments.heads(reportId)).filter((head) => sees(disclosure, head));
    const page = seen.slice(offset, offset + limit).map(({ id }) => id);
    const content = (await this.contents.shown(loaded.row, view)) ?? emptyContent;
    const comments = await this.comments.byIds(page);
    const items: CommentView[] = [];
    const pace = new Pace();
    for (const comment of comments) {
      items.push(viewOf(comment, isAnchored(comment.anchor, content), actsOn(comment, caller, view, loaded)));
      await pace.rest();
    }
    return { items, total: seen.length };
  }

  /** @throws forbidden for the author's side, wrong_state before a submission, invalid_anchor, may_not_block */
  async add(
    caller: Caller,
    reportId: string,
    given: { anchor: CommentAnchor; body: string; blocking: boolean },
  ): Promise<CommentView> {
    const id = v7();
    await this.work.alone(reportId, async (transaction) => {
      const { loaded, view } = await this.reader.see(caller, reportId, transaction);
      if (view === 'working') throw problem('forbidden');
      const { row, snapshot, facts } = loaded;
      if (row.revision === 0)
        throw problem('wrong_state', { state: '', stateCode: row.state }, { state: { state: row.state } });
      const step = currentStep(snapshot);
      const turn = step ? turnOf(snapshot, step, caller.userId, facts) : undefined;
      const mine = turn?.kind === 'open' ? turn.capacity : undefined;
      if (given.blocking && !mine) throw problem('may_not_block');
      const content = (await this.contents.shown(row, view, transaction)) ?? emptyContent;
      if (!isPresent(given.anchor, content, await this.contents.keys(row, transaction)))
        throw problem(
          'invalid_anchor',
          {},
          { errors: [{ pointer: '/anchor', code: 'invalid_anchor', detail: '报告中没有所指的内容。' }] },
        );
      await this.requireSpace(transaction, reportId, caller.userId);
      const now = this.clock.now();
      // Who reviews at a later step reads ahead: their comments wait for that step to be decided.
      const waiting = mine && step ? step : stepAhead(loaded, caller.userId);
      await this.comments.insert(transaction, {
        id,
        reportId,
        revision: row.revision,
        authorId: caller.userId,
        onBehalfOf: mine?.onBehalfOf?.id ?? null,
        stepId: waiting?.id ?? null,
        anchor: given.anchor,
        body: requireNote(given.body, '/body'),
        blocking: given.blocking,
        releasedAt: waiting ? null : now,
        createdAt: now,
      });
      // A reviewer's reaches the author's side with the decision of the step, and is told of then.
      if (!waiting) await this.comments.announce(transaction, id, null);
    });
    return this.one(caller, id);
  }

  /** By its author, while it is open. */
  async change(
    caller: Caller,
    id: string,
    change: { body?: string; blocking?: boolean },
  ): Promise<CommentView> {
    const { reportId } = await this.seen(caller, id);
    await this.work.alone(reportId, async (transaction) => {
      const comment = await this.found(transaction, id);
      if (comment.author.id !== caller.userId) throw problem('forbidden');
      if (comment.state === 'resolved') throw problem('comment_resolved');
      const blocking = change.blocking ?? comment.blocking;
      if (blocking && !comment.blocking) await this.requireTurn(caller, reportId, transaction);
      const body = change.body === undefined ? comment.body : requireNote(change.body, '/body');
      await this.requireRoom(transaction, reportId, body.length - comment.body.length);
      await this.comments.change(transaction, id, { body, blocking }, this.clock.now());
    });
    return this.one(caller, id);
  }

  /** By the author's side, or by who made the comment. */
  async reply(caller: Caller, id: string, body: string): Promise<CommentView> {
    const { reportId, view } = await this.seen(caller, id);
    await this.work.alone(reportId, async (transaction) => {
      const comment = await this.found(transaction, id);
      if (view !== 'working' && comment.author.id !== caller.userId) throw problem('forbidden');
      if (comment.state === 'resolved') throw problem('comment_resolved');
      if (comment.replies.length >= mostReplies) throw tooMany(`${mostReplies}条`);
      const text = requireNote(body, '/body');
      await this.requireRoom(transaction, reportId, text.length);
      const reply = {
        id: v7(),
        commentId: id,
        authorId: caller.userId,
        body: text,
        at: this.clock.now(),
      };
      await this.comments.reply(transaction, reply);
      await this.comments.announce(transaction, id, reply.id);
    });
    return this.one(caller, id);
  }

  /**
   * By who made it. Where that person left the post, whose turn it is at the step resolves it instead: the
   * step belongs to the post and not to the person (case 14).
   */
  async resolve(caller: Caller, id: string): Promise<CommentView> {
    const { reportId } = await this.seen(caller, id);
    await this.work.alone(reportId, async (transaction) => {
      const comment = await this.found(transaction, id);
      if (comment.author.id !== caller.userId) await this.requireSuccession(caller, comment, transaction);
      if (comment.state === 'resolved') throw problem('comment_resolved');
      await this.comments.resolve(transaction, id, caller.userId, this.clock.now());
    });
    return this.one(caller, id);
  }

  /** @throws comments_full */
  private async requireSpace(transaction: Transaction, reportId: string, userId: string): Promise<void> {
    const { all, own, characters } = await this.comments.count(transaction, reportId, userId);
    if (own >= mostOfOne) throw tooMany(`${mostOfOne}条`);
    if (all >= mostComments) throw tooMany(`${mostComments}条`);
    if (characters >= mostCharacters) throw tooMany(`${mostCharacters}字`);
  }

  /** @throws comments_full */
  private async requireRoom(transaction: Transaction, reportId: string, more: number): Promise<void> {
    if (more <= 0) return;
    const { characters } = await this.comments.count(transaction, reportId, null);
    if (characters + more > mostCharacters) throw tooMany(`${mostCharacters}字`);
  }

  private async requireSuccession(
    caller: Caller,
    comment: StoredComment,
    transaction: Transaction,
  ): Promise<void> {
    const loaded = await this.requireTurn(caller, comment.reportId, transaction);
    if (!hasLeft(comment.author.id, loaded)) throw problem('forbidden');
  }

  private async requireTurn(
    caller: Caller,
    reportId: string,
    transaction: Transaction,
  ): Promise<LoadedReport> {
    const { loaded } = await this.reader.see(caller, reportId, transaction);
    if (!hasTurn(caller, loaded)) throw problem('forbidden');
    return loaded;
  }

  /** The comment's report where the caller sees the comment. @throws not_found */
  private async seen(caller: Caller, id: string): Promise<{ reportId: string; view: ReportView }> {
    const comment = await this.found(this.work.database, id);
    const { view, disclosure } = await this.reader.see(caller, comment.reportId);
    if (!sees(disclosure, comment)) throw problem('not_found');
    return { reportId: comment.reportId, view };
  }

  private async found(querier: Database | Transaction, id: string): Promise<StoredComment> {
    const comment = await this.comments.find(id, querier);
    if (!comment) throw problem('not_found');
    return comment;
  }

  private async one(caller: Caller, id: string): Promise<CommentView> {
    const comment = await this.found(this.work.database, id);
    const { loaded, view } = await this.reader.see(caller, comment.reportId);
    return viewOf(comment, true, actsOn(comment, caller, view, loaded));
  }
}

function hasTurn(caller: Caller, { snapshot, facts }: LoadedReport): boolean {
  const step = currentStep(snapshot);
  return step !== undefined && turnOf(snapshot, step, caller.userId, facts).kind === 'open';
}

/** Whether somebody holds none of the posts that the report's steps belong to. */
function hasLeft(userId: string, { snapshot, facts }: LoadedReport): boolean {
  return snapshot.steps.every((step) => turnOf(snapshot, step, userId, facts).kind === 'none');
}

/** What the acts below would not refuse; the page offers nothing else. */
function actsOn(
  comment: StoredComment,
  caller: Caller,
  view: ReportView,
  loaded: LoadedReport,
): CommentAct[] {
  if (comment.state === 'resolved') return [];
  if (comment.author.id === caller.userId) return ['change', 'reply', 'resolve'];
  if (view === 'working') return ['reply'];
  return hasTurn(caller, loaded) && hasLeft(comment.author.id, loaded) ? ['resolve'] : [];
}

function stepAhead({ snapshot, facts }: LoadedReport, userId: string) {
  return snapshot.steps.find(
    (step) =>
      (step.status === 'pending' || step.status === 'waiting') &&
      !['none', 'recused'].includes(turnOf(snapshot, step, userId, facts).kind),
  );
}

function sees(disclosure: Disclosure, comment: CommentHead): boolean {
  return disclosure.comment({
    authorId: comment.author.id,
    byReviewer: comment.stepId !== null,
    releasedAt: comment.releasedAt === null ? null : new Date(comment.releasedAt),
  });
}

function viewOf(
  { stepId: _step, releasedAt, reportId: _report, ...comment }: StoredComment,
  anchored: boolean,
  allowedActions: CommentAct[],
): CommentView {
  return { ...comment, anchored, released: releasedAt !== null, allowedActions };
}

function tooMany(limit: string) {
  return problem('comments_full', { limit });
}
