import { ReportReader } from '@features/report';
import { CycleWorkService, ExtensionService } from '@features/review';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ActsItemByItem, ApiProblems, type Caller, CurrentCaller, Requires } from '@platform/http';
import { ReportDto } from '../report/report.dto';
import { dueInstant, GrantExtensionBody, ReasonBody } from '../report/transition.dto';
import { CycleExtensionBody, CycleUrgeBody, CycleWorkAnswer } from './extension.dto';

@ApiTags('transitions')
@Controller()
export class ExtensionController {
  constructor(
    private readonly extensions: ExtensionService,
    private readonly work: CycleWorkService,
    private readonly reader: ReportReader,
  ) {}

  @Post('extensions/:id/grant')
  @HttpCode(200)
  @Requires('report.administer', 'extension')
  @ApiOperation({ summary: 'Grant a request for more time, to the date asked for or another' })
  @ApiOkResponse({ type: ReportDto })
  @ApiProblems(
    'not_found',
    'extension_closed',
    'wrong_state',
    'invalid_due_date',
    'note_required',
    'note_too_long',
    'conflict',
  )
  async grant(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: GrantExtensionBody,
  ): Promise<ReportDto> {
    const report = await this.extensions.grant(
      caller,
      id,
      (timeZone) => dueInstant(body.dueAt, timeZone),
      body.note,
    );
    return this.reader.get(caller, report);
  }

  @Post('extensions/:id/deny')
  @HttpCode(200)
  @Requires('report.administer', 'extension')
  @ApiOperation({ summary: 'Deny a request for more time' })
  @ApiOkResponse({ type: ReportDto })
  @ApiProblems('not_found', 'extension_closed', 'wrong_state', 'note_required', 'note_too_long', 'conflict')
  async deny(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: ReasonBody,
  ): Promise<ReportDto> {
    return this.reader.get(caller, await this.extensions.deny(caller, id, body.reason));
  }

  @Post('cycles/:id/extensions')
  @HttpCode(200)
  @Requires('report.administer', 'cycle')
  @ActsItemByItem()
  @ApiParam({ name: 'id', description: 'Id or code.', schema: { type: 'string', maxLength: 64 } })
  @ApiOperation({ summary: 'Grant many units of a cycle more time unasked' })
  @ApiOkResponse({ type: CycleWorkAnswer })
  @ApiProblems('not_found')
  extend(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: CycleExtensionBody,
  ): Promise<CycleWorkAnswer> {
    const { dueAt, reason, ...selection } = body;
    return this.work.extend(caller, id, selection, (timeZone) => dueInstant(dueAt, timeZone), reason);
  }

  @Post('cycles/:id/urge')
  @HttpCode(200)
  @Requires('report.administer', 'cycle')
  @ActsItemByItem()
  @ApiParam({ name: 'id', description: 'Id or code.', schema: { type: 'string', maxLength: 64 } })
  @ApiOperation({ summary: 'Urge everybody who holds up a report of a cycle, each at most once in 12 hours' })
  @ApiOkResponse({ type: CycleWorkAnswer })
  @ApiProblems('not_found', 'note_too_long')
  urge(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: CycleUrgeBody,
  ): Promise<CycleWorkAnswer> {
    const { note, ...selection } = body;
    return this.work.urge(caller, id, selection, note);
  }
}
