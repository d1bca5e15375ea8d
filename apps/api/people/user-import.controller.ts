import { renderCsv } from '@features/document';
import { type UserImport, UserImportService } from '@features/people';
import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import {
  AnswersSecret,
  ApiProblems,
  type Caller,
  CurrentCaller,
  Requires,
  readUpload,
  validationPipe,
} from '@platform/http';
import type { FastifyRequest } from 'fastify';
import { UserImportAnswer, UserImportBody, UserImportQuery } from './user.dto';

const file = {
  type: 'object' as const,
  required: ['file'],
  properties: {
    file: { type: 'string' as const, format: 'binary', description: 'CSV or XLSX, at most 2,000 rows.' },
  },
};

@ApiTags('people')
@ApiExtraModels(UserImportBody)
@Controller('users')
export class UserImportController {
  private readonly validation = validationPipe();

  constructor(private readonly imports: UserImportService) {}

  @Post('import')
  @HttpCode(200)
  @Requires('user.manage')
  @AnswersSecret()
  @ApiOperation({
    summary: 'Accounts and posts from a list: all lines or none, or with `partial` those without a fault',
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': { schema: file },
        'application/json': { schema: { $ref: getSchemaPath(UserImportBody) } },
      },
    },
  })
  @ApiOkResponse({ type: UserImportAnswer })
  @ApiProblems(
    'unsupported_media_type',
    'too_large',
    'unreadable_file',
    'import_ambiguous_encoding',
    'rule_broken',
    'too_costly',
    'busy',
  )
  async import(
    @CurrentCaller() caller: Caller,
    @Query() query: UserImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<UserImportAnswer> {
    if (request.isMultipart()) {
      const { content, fields } = await readUpload(request);
      const dryRun = query.dryRun ?? fields.dryRun === 'true';
      const partial = query.partial ?? fields.partial === 'true';
      return answerOf(await this.imports.import(caller, content, { dryRun, partial }));
    }
    const metatype = UserImportBody;
    const transformed: unknown = await this.validation.transform(request.body ?? {}, {
      type: 'body',
      metatype,
    });
    const { csv, ...body } = transformed as UserImportBody;
    const dryRun = body.dryRun ?? query.dryRun ?? false;
    const partial = body.partial ?? query.partial ?? false;
    return answerOf(await this.imports.import(caller, csv, { dryRun, partial }));
  }
}

/** With the passwords as a file, to be handed out unit by unit, which a spreadsheet opens without taking a name for a formula. */
function answerOf(done: UserImport): UserImportAnswer {
  const rows = done.created.map(({ name, username, temporaryPassword, unit }) => [
    name,
    username,
    temporaryPassword,
    unit,
  ]);
  return {
    ...done,
    passwordFile: done.dryRun ? null : renderCsv([['姓名', '账号', '临时密码', '单位'], ...rows]),
  };
}
