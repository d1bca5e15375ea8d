import type { ItemCommand } from '@domain/ledger';
import { ItemLife, ItemReader, ItemUnits } from '@features/ledger';
import { Body, Controller, Param, Patch } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import {
  ApiProblems,
  type Caller,
  CurrentCaller,
  type ExpectedVersion,
  etagOf,
  IfMatch,
  Requires,
} from '@platform/http';
import { v7 } from 'uuid';
import { type Acting, Acts } from '../report/api-transition';
import {
  AmendBody,
  AnswerDisputeBody,
  CheckBody,
  ClaimBody,
  CloseItemBody,
  ExtendItemBody,
  ItemNoteBody,
  ItemReasonBody,
  type NewMeasureBody,
  PlanBody,
  ProgressBody,
  ReassignBody,
  RejectBody,
  TransferItemBody,
  UrgeItemBody,
  VerifyBody,
  VoidBody,
} from './act.dto';
import { ItemAct } from './item-act';
import { RectificationDto } from './item-record.dto';

/** Every act on an item; each answers with the item afterwards. */
@ApiTags('rectifications')
@Controller('rectifications/:id')
export class ItemActController {
  constructor(
    private readonly life: ItemLife,
    private readonly reader: ItemReader,
    private readonly units: ItemUnits,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Patch()
  @Requires('rectification.amend', 'rectification')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read.' })
  @ApiOperation({ summary: 'Names and category; and whether the renewed text of the report is taken over' })
  @ApiOkResponse({ type: RectificationDto })
  @ApiProblems('not_found', 'if_match_missing', 'stale_version', 'wrong_state', 'nothing_offered', 'conflict')
  async amend(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: AmendBody,
    @IfMatch() ifMatch: ExpectedVersion,
  ): Promise<RectificationDto> {
    const version = ifMatch.required();
    const { leader, person, ...rest } = body;
    const orgId = (await this.reader.get(caller, id)).org.id;
    const party = await this.units.parties(this.database, orgId, [leader, person], this.clock.now());
    await this.life.run(caller, id, {
      command: {
        action: 'amend',
        ifVersion: version,
        ...rest,
        ...(leader === undefined ? {} : { leader: party(leader) }),
        ...(person === undefined ? {} : { person: party(person) }),
      },
    });
    return this.reader.get(caller, id);
  }

  @ItemAct(
    'claim',
    'rectification.answer',
    '认领: measures with person and date',
    'claim_incomplete',
    'rule_broken',
  )
  claim(@Acts() acting: Acting, @Body() { term, measures }: ClaimBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'claim', term, measures: measures.map(withId) });
  }

  @ItemAct('dispute', 'rectification.answer', '提出异议, once an item', 'disputed_before', 'note_required')
  dispute(@Acts() acting: Acting, @Body() body: ItemReasonBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'dispute', ...body });
  }

  @ItemAct(
    'answer',
    'rectification.enter',
    '答复异议: keep, correct, reassign or void',
    'not_disputed',
    'recused',
    'note_required',
    'unknown_unit',
  )
  answer(
    @Acts() acting: Acting,
    @Body() { action, org, ...rest }: AnswerDisputeBody,
  ): Promise<RectificationDto> {
    return this.run(
      acting,
      { action: 'answer', answer: action, ...rest },
      action === 'reassign' ? org : undefined,
    );
  }

  @ItemAct('progress', 'rectification.write', '记进展: only added to', 'note_required', 'rule_broken')
  progress(@Acts() acting: Acting, @Body() body: ProgressBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'progress', ...body });
  }

  @ItemAct(
    'plan',
    'rectification.answer',
    '调整措施: add, split, withdraw with a reason',
    'claim_incomplete',
    'note_required',
    'rule_broken',
  )
  plan(@Acts() acting: Acting, @Body() { add = [], withdraw = [] }: PlanBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'plan', add: add.map(withId), withdraw });
  }

  @ItemAct(
    'extend',
    'rectification.extend',
    '延期: a secretary asks, who verifies grants, shortens or denies',
    'extension_pending',
    'extension_closed',
    'invalid_due_date',
    'note_required',
  )
  extend(@Acts() acting: Acting, @Body() { dueAt, ...body }: ExtendItemBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'extend', dueOn: dueAt, ...body });
  }

  @ItemAct(
    'close',
    'rectification.answer',
    '申请销号',
    'measures_open',
    'evidence_required',
    'note_required',
    'empty_route',
  )
  close(@Acts() acting: Acting, @Body() body: CloseItemBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'close', ...body });
  }

  @ItemAct(
    'withdraw',
    'rectification.answer',
    '撤回: before any decision',
    'decided_already',
    'note_required',
  )
  withdraw(@Acts() acting: Acting, @Body() body: ItemNoteBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'withdraw', ...body });
  }

  @ItemAct(
    'verify',
    'rectification.verify',
    '同意销号: the next step, or closed after the last',
    'not_your_step',
    'recused',
    'already_decided',
    'item_changed',
    'method_required',
    'note_required',
    'due_required',
    'invalid_due_date',
  )
  verify(@Acts() acting: Acting, @Body() body: VerifyBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'verify', ...body });
  }

  @ItemAct(
    'reject',
    'rectification.verify',
    '退回: with a note and a new due date',
    'not_your_step',
    'recused',
    'already_decided',
    'item_changed',
    'note_required',
    'invalid_due_date',
    'rule_broken',
  )
  reject(@Acts() acting: Acting, @Body() { dueAt, ...body }: RejectBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'reject', dueOn: dueAt, ...body });
  }

  @ItemAct(
    'recall',
    'rectification.verify',
    '取回: one’s own last decision until anyone else acts',
    'nothing_to_recall',
    'unit_dissolved',
    'not_your_step',
    'note_required',
  )
  recall(@Acts() acting: Acting, @Body() body: ItemNoteBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'recall', ...body });
  }

  @ItemAct(
    'check',
    'rectification.verify',
    '回头看 of a closed or long-term item',
    'unit_dissolved',
    'recused',
    'item_changed',
    'method_required',
    'note_required',
    'due_required',
    'invalid_due_date',
  )
  check(@Acts() acting: Acting, @Body() { dueAt, ...body }: CheckBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'check', dueOn: dueAt, ...body });
  }

  @ItemAct('reassign', 'rectification.administer', '调整责任单位', 'unknown_unit', 'note_required')
  reassign(@Acts() acting: Acting, @Body() { org, reason }: ReassignBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'reassign', reason }, org);
  }

  @ItemAct(
    'void',
    'rectification.enter',
    '作废, never by the unit itself',
    'recused',
    'note_required',
    'rule_broken',
  )
  void(@Acts() acting: Acting, @Body() body: VoidBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'void', ...body });
  }

  @ItemAct('urge', 'rectification.urge', '催办, 提醒, 告诫', 'urged_recently', 'rule_broken', 'note_required')
  urge(@Acts() acting: Acting, @Body() body: UrgeItemBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'urge', ...body });
  }

  @ItemAct(
    'transfer',
    'review.transfer',
    '转办: to another holder of the post',
    'not_your_step',
    'recused',
    'transfer_not_possible',
    'note_required',
  )
  transfer(@Acts() acting: Acting, @Body() body: TransferItemBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'transfer', ...body });
  }

  @ItemAct(
    'skip-step',
    'rectification.administer',
    'Skip a step without a verifier',
    'step_not_flagged',
    'note_required',
  )
  skipStep(@Acts() acting: Acting, @Body() body: ItemReasonBody): Promise<RectificationDto> {
    return this.run(acting, { action: 'skip-step', ...body });
  }

  private async run(
    { caller, key, id, reply }: Acting,
    command: ItemCommand,
    target?: string,
  ): Promise<RectificationDto> {
    await this.life.once(caller, id, { command, target }, key);
    const item = await this.reader.get(caller, id);
    void reply.header('etag', etagOf(item.version));
    return item;
  }
}

function withId(measure: NewMeasureBody) {
  return { ...measure, id: v7() };
}
