import { type ProblemCode, problemCatalogue } from '@domain/problems';
import { applyDecorators } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiProperty,
  ApiPropertyOptional,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';

import { mostFaults } from './declared-bounds';

/** What is wrong with one field of a request. */
export class FieldProblemDto {
  @ApiProperty({ description: 'JSON pointer into the request body.', maxLength: 500 })
  pointer!: string;

  @ApiProperty({ maxLength: 100 })
  code!: string;

  @ApiProperty({ maxLength: 2000 })
  detail!: string;
}

/** A problem as RFC 9457 has it, with a stable code (design 2.3). */
export class ProblemDto {
  @ApiProperty({ example: 'urn:baoshen:problem:stale_version', maxLength: 200 })
  type!: string;

  @ApiProperty({ maxLength: 200 })
  title!: string;

  @ApiProperty({ minimum: 400, maximum: 599, type: 'integer' })
  status!: number;

  @ApiProperty({ maxLength: 4000 })
  detail!: string;

  @ApiProperty({ description: 'Stable; what programs look at.', maxLength: 60 })
  code!: string;

  @ApiProperty({ type: [FieldProblemDto], maxItems: mostFaults })
  errors!: FieldProblemDto[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'How many more there are than `errors` names.',
  })
  moreErrors?: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'The present state of what was acted on, with 409 and 412.',
  })
  state?: Record<string, unknown>;
}

const always: readonly ProblemCode[] = ['malformed', 'internal'];
const signedIn: readonly ProblemCode[] = ['unauthenticated', 'csrf', 'forbidden', 'password_change_required'];

/**
 * Documents the problems a route that asks for sign-in may answer with, by code; their statuses come from
 * the catalogue. What every such route may answer (400, 401, 403, 500) is added by itself.
 */
export const ApiProblems = (...codes: ProblemCode[]) => described([...always, ...signedIn, ...codes]);

/** The same for a route that anybody may call. */
export const ApiPublicProblems = (...codes: ProblemCode[]) => described([...always, ...codes]);

function described(codes: ProblemCode[]) {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codes)) {
    const { status } = problemCatalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...[...byStatus].map(([status, named]) =>
      ApiResponse({
        status,
        description: named.map((code) => `\`${code}\`: ${problemCatalogue[code].title}`).join('; '),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [
                { $ref: getSchemaPath(ProblemDto) },
                { type: 'object', properties: { code: { type: 'string', enum: [...named].sort() } } },
              ],
            },
          },
        },
      }),
    ),
  );
}
