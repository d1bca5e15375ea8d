import { contentLimits } from '@domain/review/content-limits';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DayField, RecordField } from '@platform/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

export const longestSection = contentLimits.section;
const longestField = contentLimits.problemField;
const mostIndicators = 300;
const largestValue = 1e15;
export const keyFormat = /^[a-z0-9][a-z0-9_-]{0,63}$/i;

export class SectionBody {
  @ApiProperty({ maxLength: 64 })
  @Matches(keyFormat)
  key!: string;

  @ApiProperty({ maxLength: longestSection })
  @IsString()
  @MaxLength(longestSection)
  body!: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'Ignored: the template has the titles.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  title?: string;
}

export class ProblemItemBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Absent for a new problem.' })
  @IsOptional()
  @IsUUID()
  id?: string;

  @ApiProperty({ maxLength: longestField })
  @IsString()
  @MaxLength(longestField)
  problem!: string;

  @ApiPropertyOptional({ maxLength: longestField })
  @IsOptional()
  @IsString()
  @MaxLength(longestField)
  cause?: string;

  @ApiPropertyOptional({ maxLength: longestField })
  @IsOptional()
  @IsString()
  @MaxLength(longestField)
  measure?: string;

  @ApiPropertyOptional({ maxLength: contentLimits.name })
  @IsOptional()
  @IsString()
  @MaxLength(contentLimits.name)
  leader?: string;

  @ApiPropertyOptional({ maxLength: contentLimits.unit })
  @IsOptional()
  @IsString()
  @MaxLength(contentLimits.unit)
  unit?: string;

  @ApiPropertyOptional({ maxLength: contentLimits.name })
  @IsOptional()
  @IsString()
  @MaxLength(contentLimits.name)
  person?: string;

  @IsOptional()
  @DayField({ optional: true })
  dueOn?: string;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The item of the rectification ledger that the row continues; it makes no further item.',
  })
  @IsOptional()
  @IsUUID()
  ledgerId?: string;

  @ApiPropertyOptional({ maxLength: longestField, description: 'What became of that item.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestField)
  account?: string;
}

/** The whole content: what is absent here is gone afterwards. */
export class ReportContentBody {
  @ApiProperty({ type: [SectionBody], maxItems: 100 })
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SectionBody)
  sections!: SectionBody[];

  @RecordField({
    max: mostIndicators,
    key: keyFormat,
    value: { type: 'number' },
    accepts: (value) => typeof value === 'number' && Math.abs(value) <= largestValue,
  })
  indicators!: Record<string, number>;

  @ApiProperty({ type: [ProblemItemBody], maxItems: 500 })
  @IsArray()
  @ArrayMaxSize(500)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ProblemItemBody)
  problems!: ProblemItemBody[];

  @ApiPropertyOptional({
    maxLength: contentLimits.unplaced,
    description: 'Text that has no place in a section.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(contentLimits.unplaced)
  unplaced?: string;
}

export class SectionAnswer {
  @ApiProperty({ maxLength: 64 })
  key!: string;

  @ApiProperty({ maxLength: 200 })
  title!: string;

  @ApiProperty({ maxLength: longestSection })
  body!: string;
}

export class ProblemItemAnswer extends ProblemItemBody {
  @ApiProperty({ format: 'uuid' })
  declare id: string;
}

export class ContentAnswerDto {
  @ApiProperty({ type: [SectionAnswer] })
  sections!: SectionAnswer[];

  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' } })
  indicators!: Record<string, number>;

  @ApiProperty({ type: [ProblemItemAnswer] })
  problems!: ProblemItemAnswer[];

  @ApiProperty({ maxLength: contentLimits.unplaced })
  unplaced!: string;
}
