import { type ExportRow, ExportService } from '@features/document';
import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type Page,
  PageQuery,
  pageOf,
  Requires,
  windowOf,
} from '@platform/http';
import { ExportAnswer, NewExportBody } from './document.dto';
import { fileAnswer, fileContent } from './file-answer';

@ApiTags('documents')
@Controller('exports')
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  @Get()
  @Requires('document.export')
  @ApiOperation({ summary: 'The caller’s zips that are still kept, the newest first' })
  @ApiPageOf(ExportAnswer)
  @ApiProblems()
  async kept(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<ExportAnswer>> {
    const { items, total } = await this.exports.kept(caller, windowOf(query));
    return pageOf(query, { items: items.map(exportAnswer), total });
  }

  @Post()
  @HttpCode(202)
  @Requires('document.export')
  @ApiOperation({ summary: 'Order a zip of the documents of a unit’s subtree; a worker packs it' })
  @ApiAcceptedResponse({ type: ExportAnswer })
  @ApiProblems('not_found', 'cycle_not_open', 'export_empty', 'export_too_large', 'exports_pending')
  async request(@CurrentCaller() caller: Caller, @Body() body: NewExportBody): Promise<ExportAnswer> {
    return exportAnswer(await this.exports.request(caller, body));
  }

  @Get(':id')
  @Requires('document.export', 'export')
  @ApiOperation({ summary: 'How far the zip is; only who ordered it sees it' })
  @ApiOkResponse({ type: ExportAnswer })
  @ApiProblems('not_found')
  async one(@Param('id') id: string): Promise<ExportAnswer> {
    return exportAnswer(await this.exports.one(id));
  }

  @Get(':id/file')
  @Requires('document.export', 'export')
  @ApiOperation({ summary: 'The zip' })
  @ApiOkResponse(fileContent('zip'))
  @ApiProblems('not_found', 'export_not_ready')
  async file(@Param('id') id: string): Promise<StreamableFile> {
    const { row, content } = await this.exports.open(id);
    return fileAnswer(content, `${row.org.name}${row.cycle.title}`, 'zip', row.size ?? undefined);
  }
}

function exportAnswer({ requestedBy: _requestedBy, ...row }: ExportRow): ExportAnswer {
  return { ...row, file: row.state === 'done' ? `/api/v1/exports/${row.id}/file` : null };
}
