import { problem } from '@domain/problems';
import { AttachmentService } from '@features/attachment';
import { ReportReader } from '@features/report';
import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { Database, isNamed } from '@platform/database';
import { ApiProblems, ApiUpload, type Caller, CurrentCaller, Requires, readUpload } from '@platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AttachmentItem, AttachmentList, AttachmentQuery } from './attachment.dto';

const refusedFiles = [
  'not_found',
  'too_large',
  'unsupported_media_type',
  'attachment_type',
  'rule_broken',
  'too_costly',
  'busy',
] as const;

@ApiTags('attachments')
@Controller()
export class AttachmentController {
  constructor(
    private readonly attachments: AttachmentService,
    private readonly database: Database,
    private readonly reports: ReportReader,
  ) {}

  @Get('reports/:id/attachments')
  @Requires('report.read', 'report')
  @ApiOperation({
    summary: 'Files of a report: the working copy’s for the author’s side, the latest revision’s for others',
  })
  @ApiOkResponse({ type: AttachmentList })
  @ApiProblems('not_found')
  async ofReport(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: AttachmentQuery,
  ): Promise<AttachmentList> {
    const { loaded, view, disclosure } = await this.reports.see(caller, id);
    const revision = query.revision ?? (view === 'working' ? null : loaded.row.revision);
    if (!disclosure.content(revision)) return { items: [] };
    return { items: await this.attachments.list({ kind: 'report', id }, revision) };
  }

  @Post('reports/:id/attachments')
  @Requires('report.write', 'report')
  @ApiUpload('PDF, image, Word, Excel or text, at most 10 MiB.')
  @ApiOperation({ summary: 'Attach a file to the working copy' })
  @ApiCreatedResponse({ type: AttachmentItem })
  @ApiProblems(...refusedFiles, 'wrong_state')
  async addToReport(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<AttachmentItem> {
    return this.attachments.add(caller, { kind: 'report', id }, await readUpload(request));
  }

  @Get('cycles/:id/attachments')
  @Requires('cycle.read', 'cycle')
  @ApiOperation({ summary: 'Files of a cycle’s notice' })
  @ApiOkResponse({ type: AttachmentList })
  @ApiProblems('not_found')
  async ofCycle(@Param('id') id: string): Promise<AttachmentList> {
    return { items: await this.attachments.list({ kind: 'cycle', id: await this.cycleId(id) }, null) };
  }

  @Post('cycles/:id/attachments')
  @Requires('cycle.manage', 'cycle')
  @ApiUpload('PDF, image, Word, Excel or text, at most 10 MiB.')
  @ApiOperation({ summary: 'Attach a file to a cycle’s notice' })
  @ApiCreatedResponse({ type: AttachmentItem })
  @ApiProblems(...refusedFiles)
  async addToCycle(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<AttachmentItem> {
    return this.attachments.add(
      caller,
      { kind: 'cycle', id: await this.cycleId(id) },
      await readUpload(request),
    );
  }

  @Get('rectifications/:id/attachments')
  @Requires('rectification.read', 'rectification')
  @ApiOperation({ summary: 'Files of an item of the rectification ledger' })
  @ApiOkResponse({ type: AttachmentList })
  @ApiProblems('not_found')
  async ofItem(@Param('id') id: string): Promise<AttachmentList> {
    return { items: await this.attachments.list({ kind: 'rectification', id }, null) };
  }

  @Post('rectifications/:id/attachments')
  @Requires('rectification.write', 'rectification')
  @ApiUpload('PDF, image, Word, Excel or text, at most 10 MiB.')
  @ApiOperation({ summary: 'Attach a file to an item that is worked on' })
  @ApiCreatedResponse({ type: AttachmentItem })
  @ApiProblems(...refusedFiles, 'wrong_state')
  async addToItem(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<AttachmentItem> {
    return this.attachments.add(caller, { kind: 'rectification', id }, await readUpload(request));
  }

  @Get('attachments/:id')
  @Requires('report.read', 'attachment')
  @ApiProduces('application/octet-stream')
  @ApiOperation({ summary: 'Download a file' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems('not_found')
  async download(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, content } = await this.attachments.open(id);
    // Never shown inside the page: an uploaded file must not run in our origin.
    void reply
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff');
    return new StreamableFile(content, {
      type: file.mediaType,
      length: file.size,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    });
  }

  @Delete('attachments/:id')
  @HttpCode(204)
  @Requires('report.write', 'attachment')
  @ApiOperation({ summary: 'Take a file off the working copy or a notice; revisions keep theirs' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'wrong_state')
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.attachments.remove(caller, id);
  }

  private async cycleId(id: string): Promise<string> {
    const [cycle] = await this.database.query<{ id: string }>(
      `SELECT id FROM cycle WHERE ${isNamed('id', 'code', '$1')}`,
      [id],
    );
    if (!cycle) throw problem('not_found');
    return cycle.id;
  }
}
