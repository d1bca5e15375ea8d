import { OrgImportService } from '@features/org';
import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, ApiUpload, type Caller, CurrentCaller, Requires, readUpload } from '@platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OrgExportQuery, OrgImportAnswer, OrgImportQuery } from './org.dto';

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

@ApiTags('org units')
@Controller('org-units')
export class OrgFileController {
  constructor(private readonly files: OrgImportService) {}

  @Post('import')
  @HttpCode(200)
  @Requires('org.manage')
  @ApiOperation({
    summary: 'Bring units in from CSV or XLSX: all of them or none, or with `partial` those without a fault',
  })
  @ApiUpload('Columns 编码, 名称, 类别, 上级编码 and, if wanted, 电话, 顺序.')
  @ApiOkResponse({ type: OrgImportAnswer })
  @ApiProblems(
    'unsupported_media_type',
    'too_large',
    'unreadable_file',
    'import_ambiguous_encoding',
    'import_rejected',
    'duplicate',
    'too_costly',
    'busy',
  )
  async import(
    @CurrentCaller() caller: Caller,
    @Query() query: OrgImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<OrgImportAnswer> {
    const upload = await readUpload(request);
    const dryRun = query.dryRun ?? upload.fields.dryRun === 'true';
    const partial = query.partial ?? upload.fields.partial === 'true';
    return this.files.import(caller, upload.content, { dryRun, partial });
  }

  @Get('export')
  @Requires('org.read')
  @ApiOperation({ summary: 'The caller’s part of the tree as a file that an import takes back' })
  @ApiOkResponse({
    content: Object.fromEntries(
      Object.values(mediaTypes).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
    ),
  })
  @ApiProblems('not_found')
  async export(
    @CurrentCaller() caller: Caller,
    @Query() query: OrgExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const content = await this.files.export(caller, query.format, query.under);
    reply.type(mediaTypes[query.format]);
    reply.header('content-disposition', `attachment; filename="org-units.${query.format}"`);
    return content;
  }
}
