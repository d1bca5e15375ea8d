import type { ParagraphChange, ProblemComparison } from '@domain/comparison';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';

const number = { type: 'integer' as const, minimum: 0, maximum: 9_999_999 };
const asWritten = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : value;

/** Passes a whole number or the word; what a query brings is text. */
function IsRevisionOr(word: string): PropertyDecorator {
  return applyDecorators(
    Transform(asWritten),
    ValidateBy({
      name: 'isRevision',
      validator: {
        validate: (value: unknown) => typeof value === 'number' || value === word,
        defaultMessage: () => `$property must be a revision’s number or ${word}`,
      },
    }),
  );
}

export class DiffQuery {
  @ApiProperty({
    oneOf: [number, { type: 'string', enum: ['last-year'] }],
    description:
      'The older revision; 0 is an empty report, `last-year` the unit’s approved report of the cycle before on the same template.',
  })
  @IsRevisionOr('last-year')
  from!: number | 'last-year';

  @ApiPropertyOptional({
    oneOf: [number, { type: 'string', enum: ['draft'] }],
    description:
      'The newer one; absent: what the caller sees now; `draft`: the working copy, for the author’s side.',
  })
  @IsOptional()
  @IsRevisionOr('draft')
  to?: number | 'draft';
}

const words = {
  type: 'array' as const,
  items: {
    type: 'object' as const,
    required: ['change', 'text'],
    properties: {
      change: { type: 'string' as const, enum: ['same', 'insert', 'delete'] },
      text: { type: 'string' as const },
    },
  },
};

export class SectionComparisonDto {
  @ApiProperty({ maxLength: 64 })
  key!: string;

  @ApiProperty({ maxLength: 200 })
  title!: string;

  @ApiProperty({ enum: ['insert', 'delete', 'change'] })
  change!: 'insert' | 'delete' | 'change';

  @ApiProperty({
    description: 'Paragraphs in reading order; `a` and `b` are their numbers in the old and the new text.',
    type: 'array',
    items: {
      type: 'object',
      required: ['change'],
      properties: {
        change: { type: 'string', enum: ['same', 'insert', 'delete', 'change', 'moved_away', 'moved_here'] },
        a: { type: 'integer' },
        b: { type: 'integer' },
        text: { type: 'string' },
        move: { type: 'integer' },
        words,
      },
    },
  })
  paragraphs!: ParagraphChange[];
}

export class IndicatorComparisonDto {
  @ApiProperty({ maxLength: 64 })
  key!: string;

  @ApiProperty({ maxLength: 200 })
  name!: string;

  @ApiProperty({ maxLength: 20 })
  unit!: string;

  @ApiProperty({ type: Number, nullable: true })
  before!: number | null;

  @ApiProperty({ type: Number, nullable: true })
  after!: number | null;

  @ApiProperty({ type: Number, nullable: true })
  difference!: number | null;
}

export class ComparisonDto {
  @ApiProperty()
  equal!: boolean;

  @ApiProperty({ type: [SectionComparisonDto] })
  sections!: SectionComparisonDto[];

  @ApiProperty({ type: [IndicatorComparisonDto] })
  indicators!: IndicatorComparisonDto[];

  @ApiProperty({
    type: 'array',
    items: {
      type: 'object',
      required: ['change', 'problem'],
      properties: {
        change: { type: 'string', enum: ['same', 'insert', 'delete', 'change'] },
        from: { type: 'integer' },
        to: { type: 'integer' },
        problem: { type: 'object', additionalProperties: true },
        fields: { type: 'array', items: { type: 'object', additionalProperties: true } },
      },
    },
  })
  problems!: ProblemComparison[];

  @ApiProperty({ type: SectionComparisonDto, nullable: true })
  unplaced!: SectionComparisonDto | null;
}
