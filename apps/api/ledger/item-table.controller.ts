import { type FieldProblem, problem } from '@domain/problems';
import { ItemBook, type ItemImport, ItemImportService } from '@features/ledger';
import { Controller, Get, HttpCode, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import {
  ApiProblems,
  type Caller,
  CurrentCaller,
  Requires,
  readUpload,
  validationPipe,
} from '@platform/http';
import type { FastifyRequest } from 'fastify';
import { fileAnswer, fileContent } from '../document/file-answer';
import { ItemImportAnswer, ItemImportBody, ItemImportQuery } from './item-import.dto';
import { ItemQuery } from './item-query.dto';

const file = {
  type: 'object' as const,
  required: ['file'],
  properties: {
    file: { type: 'string' as const, format: 'binary', description: 'XLSX or CSV, at most 500 rows.' },
  },
};

/** Items as tables: in by a workbook or a pasted table, out as a workbook. */
@ApiTags('rectifications')
@ApiExtraModels(ItemImportBody)
@Controller()
export class ItemTableController {
  private readonly validation = validationPipe();

  constructor(
    private readonly imports: ItemImportService,
    private readonly book: ItemBook,
  ) {}

  @Post('rectification-batches/:id/import')
  @HttpCode(200)
  @Requires('rectification.administer', 'rectification_batch')
  @ApiOperation({
    summary:
      'Items of a batch from a table: every row is told, all are written or none, or with `partial` those without a fault',
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': { schema: file },
        'application/json': { schema: { $ref: getSchemaPath(ItemImportBody) } },
      },
    },
  })
  @ApiOkResponse({ type: ItemImportAnswer })
  @ApiProblems(
    'not_found',
    'unsupported_media_type',
    'too_large',
    'unreadable_file',
    'import_ambiguous_encoding',
    'rule_broken',
    'too_costly',
    'busy',
    'answer_lost',
    'idempotency_mismatch',
  )
  async import(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: ItemImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<ItemImportAnswer> {
    const { content, ...options } = await this.given(request, query);
    const told = await this.imports.import(caller, id, content, options);
    if (!options.dryRun && !told.written) throw refusalOf(told);
    return {
      ...told,
      rows: told.rows.map((row) =>
        row.ok
          ? { line: row.line, ok: true, org: row.org, problem: row.problem, dueOn: row.dueOn }
          : { line: row.line, ok: false, faults: faultsOf(row.line, row.fault) },
      ),
    };
  }

  @Get('rectifications.xlsx')
  @Requires('rectification.read')
  @ApiOperation({ summary: 'The items of a list and the figures of the units, as a spreadsheet' })
  @ApiOkResponse(fileContent('xlsx'))
  @ApiProblems('not_found', 'too_costly', 'busy')
  async workbook(@CurrentCaller() caller: Caller, @Query() query: ItemQuery): Promise<StreamableFile> {
    const { content, name } = await this.book.file(caller, query);
    return fileAnswer(content, name, 'xlsx');
  }

  private async given(
    request: FastifyRequest,
    query: ItemImportQuery,
  ): Promise<{ content: Buffer | string; dryRun: boolean; partial: boolean }> {
    if (request.isMultipart()) {
      const { content, fields } = await readUpload(request);
      return {
        content,
        dryRun: query.dryRun ?? fields.dryRun === 'true',
        partial: query.partial ?? fields.partial === 'true',
      };
    }
    const transformed: unknown = await this.validation.transform(request.body ?? {}, {
      type: 'body',
      metatype: ItemImportBody,
    });
    const body = transformed as ItemImportBody;
    return {
      content: body.text,
      dryRun: query.dryRun ?? body.dryRun ?? false,
      partial: query.partial ?? body.partial ?? false,
    };
  }
}

function refusalOf({ rows }: ItemImport) {
  const errors = rows.flatMap((row) => (row.ok ? [] : faultsOf(row.line, row.fault)));
  const count = rows.filter(({ ok }) => !ok).length;
  const reason =
    rows.length === 0 ? '表格中没有可登记的事项。' : `有${count}行不能登记，全部未写入；请改正后重新导入。`;
  return problem('rule_broken', { reason }, { errors });
}

type Fault = Extract<ItemImport['rows'][number], { ok: false }>['fault'];

function faultsOf(line: number, fault: Fault): FieldProblem[] {
  if (fault.errors.length === 0)
    return [{ pointer: `/${line}`, code: fault.code, detail: `第${line}行：${fault.detail()}` }];
  return fault.errors.map(({ pointer, code, detail }) => ({
    pointer: `/${line}${pointer}`,
    code,
    detail: `第${line}行：${detail}`,
  }));
}
