import type { ProblemCode } from '@domain/problems';
import { ReorganisationService } from '@features/org';
import { applyDecorators, Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiIdOrCode, ApiProblems, type Caller, CurrentCaller, Requires } from '@platform/http';
import { reorganisationAnswer } from './org-answer';
import {
  MergeBody,
  MoveBody,
  ReorganisationAnswer,
  ReorganisationBody,
  SplitBody,
  UpgradeBody,
} from './reorganisation.dto';

/** A change of the tree at `:id`, with the problems that any of them may meet and its own. */
const Reorganisation = (name: string, summary: string, ...problems: ProblemCode[]) =>
  applyDecorators(
    Post(name),
    HttpCode(200),
    Requires('org.manage', 'org'),
    ApiOperation({ summary }),
    ApiOkResponse({ type: ReorganisationAnswer }),
    ApiProblems('not_found', 'unit_dissolved', ...problems, 'invalid_effective_date', 'rule_broken'),
  );

@ApiTags('org units')
@ApiIdOrCode()
@Controller('org-units/:id')
export class ReorganisationController {
  constructor(private readonly reorganisation: ReorganisationService) {}

  @Reorganisation(
    'move',
    'Hang a unit and all below it under another superior',
    'unknown_unit',
    'kind_not_allowed',
    'below_itself',
  )
  async move(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: MoveBody,
  ): Promise<ReorganisationAnswer> {
    return reorganisationAnswer(await this.reorganisation.move(caller, id, body));
  }

  @Reorganisation('upgrade', 'Make a branch a general branch', 'kind_not_allowed')
  async upgrade(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: UpgradeBody,
  ): Promise<ReorganisationAnswer> {
    return reorganisationAnswer(await this.reorganisation.upgrade(caller, id, body));
  }

  @Reorganisation(
    'merge',
    'Merge a unit into another, with what is directly below it',
    'unknown_unit',
    'kind_not_allowed',
    'below_itself',
  )
  async merge(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: MergeBody,
  ): Promise<ReorganisationAnswer> {
    return reorganisationAnswer(await this.reorganisation.merge(caller, id, body));
  }

  @Reorganisation(
    'split',
    'Split a unit: a new one beside it takes some of what is directly below it',
    'unknown_unit',
    'kind_not_allowed',
    'duplicate',
  )
  async split(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: SplitBody,
  ): Promise<ReorganisationAnswer> {
    return reorganisationAnswer(await this.reorganisation.split(caller, id, body));
  }

  @Reorganisation('dissolve', 'End a unit that has nothing left below it', 'unit_has_children')
  async dissolve(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: ReorganisationBody,
  ): Promise<ReorganisationAnswer> {
    return reorganisationAnswer(await this.reorganisation.dissolve(caller, id, body));
  }
}
