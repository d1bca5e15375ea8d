import { problem } from '@domain/problems';
import { ImportService, type ReadDocument, soundText } from '@features/importing';
import { Controller, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import {
  ApiProblems,
  type Caller,
  CurrentCaller,
  type ExpectedVersion,
  etagOf,
  IfMatch,
  KeepsPlaces,
  Requires,
  readUpload,
  validationPipe,
} from '@platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ImportAnswer, ImportQuery, ImportTextBody } from './import.dto';

const file = {
  type: 'object' as const,
  required: ['file'],
  properties: {
    file: { type: 'string' as const, format: 'binary', description: '.docx or .txt, at most 10 MiB.' },
  },
};
const appliedRule =
  'With `apply=true` a section takes the imported text and what it held goes to the unplaced text; indicators ' +
  'are filled where the draft has none; problems and unplaced text are added. Nothing of the draft is lost, and ' +
  'the same import twice changes nothing more.';

@ApiTags('import')
@ApiExtraModels(ImportTextBody)
@Controller('reports/:id')
export class ImportController {
  private readonly validation = validationPipe();

  constructor(private readonly imports: ImportService) {}

  @Post('import')
  @HttpCode(200)
  @KeepsPlaces()
  @Requires('report.write', 'report')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The version that was read; required with `apply=true`.',
  })
  @ApiOperation({
    summary: '导入: what a document or a pasted text would become as this report’s content',
    description: appliedRule,
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': { schema: file },
        'application/json': { schema: { $ref: getSchemaPath(ImportTextBody) } },
      },
    },
  })
  @ApiOkResponse({
    type: ImportAnswer,
    headers: { ETag: { description: 'The new version, where it was applied.', schema: { type: 'string' } } },
  })
  @ApiProblems(
    'not_found',
    'too_large',
    'unsupported_media_type',
    'if_match_missing',
    'stale_version',
    'wrong_state',
    'frozen',
    'unknown_key',
    'conflict',
    'import_too_large',
    'import_too_long',
    'import_busy',
    'import_takes_too_long',
    'import_unsupported_type',
    'import_lock_file',
    'import_legacy_document',
    'import_password',
    'import_wrong_extension',
    'import_macros',
    'import_controls',
    'import_embedded_document',
    'import_scan',
    'import_external_entity',
    'import_expands_too_far',
    'import_damaged',
    'import_broken_encoding',
    'import_unknown_encoding',
    'import_ambiguous_encoding',
    'import_unreadable_character',
    'import_empty',
    'import_does_not_fit',
    'too_costly',
    'busy',
  )
  async import(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: ImportQuery,
    @IfMatch() ifMatch: ExpectedVersion,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportAnswer> {
    const source = { ...(await this.documentOf(caller, request)), report: query.report };
    if (query.apply !== 'true') return this.imports.propose(caller, id, source);
    const { proposal, version } = await this.imports.apply(caller, id, source, ifMatch.required());
    void reply.header('etag', etagOf(version));
    return { ...proposal, version };
  }

  /** A file or JSON: whichever the request says it is. */
  private async documentOf(caller: Caller, request: FastifyRequest): Promise<ReadDocument> {
    if (request.isMultipart()) {
      const { filename, content } = await readUpload(request);
      return this.imports.readFile(caller, { filename, bytes: content });
    }
    const type = request.headers['content-type'];
    if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type))
      throw problem('unsupported_media_type', { expected: 'multipart/form-data, application/json' });
    const metatype = ImportTextBody;
    const body = (await this.validation.transform(request.body ?? {}, {
      type: 'body',
      metatype,
    })) as ImportTextBody;
    return { text: soundText(body.text), losses: [] };
  }
}
