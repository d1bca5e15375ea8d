import type { Command } from '@domain/review';
import { ReportLife, ReportReader } from '@features/report';
import { Body, Controller } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { type ExpectedVersion, etagOf, IfMatch } from '@platform/http';
import { type Acting, Acts, Transition } from './api-transition';
import { ReportDto } from './report.dto';
import {
  ApproveBody,
  dueInstant,
  ExtendBody,
  NoteBody,
  PublishBody,
  ReasonBody,
  ReturnBody,
  SubmitBody,
  TransferBody,
} from './transition.dto';

/** Every transition of a report's life; each answers with the report afterwards. */
@ApiTags('transitions')
@Controller('reports/:id')
export class TransitionController {
  constructor(
    private readonly life: ReportLife,
    private readonly reader: ReportReader,
  ) {}

  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read.' })
  @Transition(
    'submit',
    'report.submit',
    '报送: freeze the next revision and enter the route',
    'stale_version',
    'cycle_closed',
    'checks_failed',
    'comments_unanswered',
    'nil_not_allowed',
    'empty_route',
    'note_required',
    'too_costly',
    'busy',
  )
  submit(
    @Acts() acting: Acting,
    @Body() body: SubmitBody,
    @IfMatch() ifMatch: ExpectedVersion,
  ): Promise<ReportDto> {
    return this.run(acting, { action: 'submit', ifVersion: ifMatch.optional(), ...body });
  }

  @Transition(
    'withdraw',
    'report.submit',
    '撤回: before any decision on this revision',
    'decided_already',
    'cycle_closed',
    'note_required',
  )
  withdraw(@Acts() acting: Acting, @Body() body: NoteBody): Promise<ReportDto> {
    return this.run(acting, { action: 'withdraw', ...body });
  }

  @Transition(
    'approve',
    'review.decide',
    '通过: the report enters the next step, or is approved after the last',
    'revision_required',
    'not_your_step',
    'recused',
    'already_decided',
    'revision_mismatch',
    'blocking_comments',
    'grade_required',
    'unknown_grade',
    'grade_not_asked',
    'note_required',
  )
  approve(@Acts() acting: Acting, @Body() body: ApproveBody): Promise<ReportDto> {
    return this.run(acting, { action: 'approve', ...body });
  }

  @Transition(
    'return',
    'review.decide',
    '退回: to the author or to an earlier step',
    'revision_required',
    'not_your_step',
    'recused',
    'already_decided',
    'revision_mismatch',
    'note_required',
    'invalid_scope',
    'invalid_step',
    'invalid_due_date',
    'resume_not_possible',
  )
  return(@Acts() acting: Acting, @Body() body: ReturnBody): Promise<ReportDto> {
    return this.run(acting, (timeZone) => returnCommand(body, timeZone));
  }

  @Transition(
    'recall',
    'review.decide',
    '取回: undo one’s own last decision until anyone else acts',
    'nothing_to_recall',
    'not_your_step',
    'compiled',
    'note_required',
  )
  recall(@Acts() acting: Acting, @Body() body: NoteBody): Promise<ReportDto> {
    return this.run(acting, { action: 'recall', ...body });
  }

  @Transition(
    'transfer',
    'review.transfer',
    '转办: reserve an any-of step for another holder of the post',
    'not_your_step',
    'recused',
    'transfer_not_possible',
    'note_required',
  )
  transfer(@Acts() acting: Acting, @Body() body: TransferBody): Promise<ReportDto> {
    return this.run(acting, { action: 'transfer', ...body });
  }

  @Transition(
    'reopen',
    'review.decide',
    '重新打开: back to the author; a published edition stays current',
    'recused',
    'not_your_step',
    'note_required',
  )
  reopen(@Acts() acting: Acting, @Body() body: ReasonBody): Promise<ReportDto> {
    return this.run(acting, { action: 'reopen', ...body });
  }

  @Transition(
    'publish',
    'report.publish',
    '公开: make a numbered edition',
    'two_persons',
    'nil_not_publishable',
    'review_incomplete',
  )
  publish(@Acts() acting: Acting, @Body() body: PublishBody): Promise<ReportDto> {
    return this.run(acting, { action: 'publish', ...body });
  }

  @Transition(
    'decline',
    'report.publish',
    '不公开: end the task of publishing it; publishing later stays possible',
    'publishing_declined',
    'nil_not_publishable',
    'note_required',
  )
  decline(@Acts() acting: Acting, @Body() body: ReasonBody): Promise<ReportDto> {
    return this.run(acting, { action: 'decline', ...body });
  }

  @Transition(
    'retract',
    'report.publish',
    '撤稿: the current edition; the bulletin keeps a tombstone',
    'not_published',
    'note_required',
  )
  retract(@Acts() acting: Acting, @Body() body: ReasonBody): Promise<ReportDto> {
    return this.run(acting, { action: 'retract', ...body });
  }

  @Transition('waive', 'report.administer', '免报: before approval', 'note_required')
  waive(@Acts() acting: Acting, @Body() body: ReasonBody): Promise<ReportDto> {
    return this.run(acting, { action: 'waive', ...body });
  }

  @Transition(
    'reinstate',
    'report.administer',
    'Undo a waiver: the earlier state, with its scope, the step entered afresh',
    'unit_dissolved',
    'note_required',
  )
  reinstate(@Acts() acting: Acting, @Body() body: ReasonBody): Promise<ReportDto> {
    return this.run(acting, { action: 'reinstate', ...body });
  }

  @Transition(
    'extend',
    'report.extend',
    '延期: by a secretary a request, by an admin a grant',
    'extension_pending',
    'unit_dissolved',
    'invalid_due_date',
    'note_required',
  )
  extend(@Acts() acting: Acting, @Body() body: ExtendBody): Promise<ReportDto> {
    return this.run(acting, (timeZone) => ({
      action: 'extend',
      reason: body.reason,
      dueAt: dueInstant(body.dueAt, timeZone),
    }));
  }

  @Transition(
    'urge',
    'report.urge',
    '催办: tell who holds the report up, at most once in 12 hours',
    'urged_recently',
    'unit_dissolved',
    'note_required',
  )
  urge(@Acts() acting: Acting, @Body() body: NoteBody): Promise<ReportDto> {
    return this.run(acting, { action: 'urge', ...body });
  }

  @Transition(
    'skip-step',
    'report.administer',
    'Pass over a step that nobody can decide; never the last',
    'step_not_flagged',
    'note_required',
  )
  skipStep(@Acts() acting: Acting, @Body() body: ReasonBody): Promise<ReportDto> {
    return this.run(acting, { action: 'skip-step', ...body });
  }

  @Transition(
    'reroute',
    'report.administer',
    'Compute the remaining steps on the present tree',
    'empty_route',
    'note_required',
  )
  reroute(@Acts() acting: Acting, @Body() body: ReasonBody): Promise<ReportDto> {
    return this.run(acting, { action: 'reroute', ...body });
  }

  private async run(
    { caller, key, id, reply }: Acting,
    command: Parameters<ReportLife['run']>[2],
  ): Promise<ReportDto> {
    const { outcome, warnings } = await this.life.once(caller, id, command, key);
    if (!outcome) void reply.header('idempotency-replayed', 'true');
    const report = outcome
      ? await this.reader.after(caller, outcome)
      : await this.reader.afterwards(caller, id);
    void reply.header('etag', etagOf(report.version));
    return warnings.length > 0 ? { ...report, warnings } : report;
  }
}

/** A return as its body asks for it. */
export function returnCommand(body: ReturnBody, timeZone: string): Command {
  return {
    action: 'return',
    revision: body.revision,
    note: body.note,
    to: body.to,
    resume: body.resume,
    scope: body.scope,
    dueAt: body.dueAt ? dueInstant(body.dueAt, timeZone) : undefined,
  };
}
