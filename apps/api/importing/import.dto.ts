import { maxImportLength, type UnplacedKind } from '@domain/importing';
import { type LossCode, lossReasons } from '@features/importing';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TextField } from '@platform/http';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { FindingDto } from '../report/history.dto';

export class ImportTextBody {
  @TextField({ max: maxImportLength, description: 'Pasted text.' })
  text!: string;
}

export class ImportQuery {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    default: 'false',
    description: 'true: save it into the draft, with If-Match.',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  apply?: 'true' | 'false';

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    description: 'Take only this report of a text that holds several; absent: all, joined.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  report?: number;
}

type Span = [number, number];
const span = {
  type: 'array' as const,
  items: { type: 'integer' as const, minimum: 0 },
  minItems: 2,
  maxItems: 2,
};
const spans = {
  type: 'array' as const,
  items: span,
  description: '`[from, to)` in UTF-16 code units of the text.',
};
const confidence = { minimum: 0, maximum: 1, description: 'How sure the importer is, 0 to 1.' };
const ofReport = { type: 'integer' as const, description: 'Which report of the text, from 1.' };

export class ImportedSectionDto {
  @ApiProperty()
  key!: string;
  @ApiProperty({ description: 'The source’s heading; empty where none named the section.' })
  heading!: string;
  @ApiProperty()
  body!: string;
  @ApiProperty(spans)
  spans!: Span[];
  @ApiProperty(confidence)
  confidence!: number;
  @ApiProperty(ofReport)
  report!: number;
  @ApiPropertyOptional({ description: 'What put the text there, in Chinese.' })
  why?: string;
}

export class OtherMentionDto {
  @ApiProperty()
  value!: number;
  @ApiProperty()
  quote!: string;
  @ApiProperty({ type: 'integer' })
  offset!: number;
}

export class ImportedIndicatorDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null: a figure for which the template has no indicator, or that is not this year’s result.',
  })
  key!: string | null;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  value!: number;
  @ApiProperty()
  unit!: string;
  @ApiPropertyOptional({ description: '余, 多, 近, 约, 各, 不少于' })
  qualifier?: string;
  @ApiPropertyOptional({ description: 'The other end of a range; never saved.' })
  upper?: number;
  @ApiProperty()
  quote!: string;
  @ApiProperty({ type: 'integer', description: 'Where the quotation begins.' })
  offset!: number;
  @ApiProperty(confidence)
  confidence!: number;
  @ApiProperty(ofReport)
  report!: number;
  @ApiPropertyOptional({
    description:
      'Without a key: the indicator that it may be for. The text leaves its value open; a person picks one.',
  })
  suggests?: string;
  @ApiPropertyOptional({ type: [OtherMentionDto], description: 'Other mentions, with their quotations.' })
  alternatives?: OtherMentionDto[];
}

export class ImportedProblemDto {
  @ApiProperty()
  problem!: string;
  @ApiPropertyOptional()
  cause?: string;
  @ApiPropertyOptional()
  measure?: string;
  @ApiPropertyOptional()
  leader?: string;
  @ApiPropertyOptional()
  unit?: string;
  @ApiPropertyOptional()
  person?: string;
  @ApiPropertyOptional({ format: 'date' })
  dueOn?: string;
  @ApiProperty({
    type: 'object',
    properties: { problem: span, cause: span, measure: span },
    additionalProperties: false,
    description: 'Where each field was read.',
  })
  spans!: { problem: Span; cause?: Span; measure?: Span };
  @ApiProperty(confidence)
  confidence!: number;
  @ApiProperty(ofReport)
  report!: number;
}

export class UnplacedTextDto {
  @ApiProperty()
  text!: string;
  @ApiProperty(spans)
  spans!: Span[];
  @ApiProperty({ enum: ['title', 'preamble', 'closing', 'attachment', 'text'] })
  kind!: UnplacedKind;
}

export class DroppedTextDto {
  @ApiProperty()
  text!: string;
  @ApiProperty(spans)
  spans!: Span[];
  @ApiProperty({ description: 'In Chinese, for the reader.' })
  reason!: string;
  @ApiProperty({ description: 'Stable; what programs look at.' })
  code!: string;
}

export class OutlineEntryDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: '0 is a whole report of several.' })
  level!: number;
  @ApiProperty()
  marker!: string;
  @ApiProperty()
  text!: string;
  @ApiProperty({ type: 'integer' })
  offset!: number;
}

export class SourceLossDto {
  @ApiProperty({ enum: Object.keys(lossReasons) })
  code!: LossCode;
  @ApiProperty({ description: 'In Chinese, for the reader.' })
  reason!: string;
  @ApiProperty({ type: 'integer', description: 'How many pictures, comments, or characters of text.' })
  count!: number;
  @ApiProperty({ description: 'What it says, as far as that is known; long texts are cut.' })
  text!: string;
}

export class ReportInTextDto {
  @ApiProperty(ofReport)
  report!: number;
  @ApiProperty()
  title!: string;
  @ApiProperty({ type: 'integer' })
  offset!: number;
}

/** `spans` of sections, unplaced and dropped text together cover every character that is not blank. */
export class ImportAnswer {
  @ApiProperty({
    type: [ReportInTextDto],
    description: 'The reports of a text that holds several, else empty: choose one with ?report=.',
  })
  reports!: ReportInTextDto[];
  @ApiProperty({ type: [ImportedSectionDto] })
  sections!: ImportedSectionDto[];
  @ApiProperty({ type: [ImportedIndicatorDto] })
  indicators!: ImportedIndicatorDto[];
  @ApiProperty({ type: [ImportedProblemDto] })
  problems!: ImportedProblemDto[];
  @ApiProperty({ type: [UnplacedTextDto] })
  unplaced!: UnplacedTextDto[];
  @ApiProperty({ type: [DroppedTextDto] })
  dropped!: DroppedTextDto[];
  @ApiProperty({ type: [OutlineEntryDto], description: 'Headings as the source has them.' })
  outline!: OutlineEntryDto[];
  @ApiProperty({
    type: [FindingDto],
    description:
      'Draft checks of the draft with the import in it, and of the text’s numbering; errors first.',
  })
  findings!: FindingDto[];
  @ApiProperty({
    type: [SourceLossDto],
    description:
      'What of the source is not in the text that was read (hidden text, headers, charts …), each with its reason.',
  })
  losses!: SourceLossDto[];
  @ApiPropertyOptional({ type: 'integer', description: 'The report’s version, where it was applied.' })
  version?: number;
}
