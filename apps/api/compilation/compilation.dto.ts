import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery, ProblemDto } from '@platform/http';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { keyFormat } from '../report/report-content.dto';
import { StaleDto } from '../report/report-parts.dto';

export class SourceOrgDto {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
}

export class ComputedValueDto {
  @ApiProperty({ enum: ['sum', 'average', 'min', 'max', 'rate', 'none'] })
  aggregate!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A decimal as text; null where nobody states it.',
  })
  value!: string | null;
  @ApiProperty({ type: 'integer' })
  contributing!: number;
}

export class ContributorDto {
  @ApiProperty({ format: 'uuid' })
  reportId!: string;
  @ApiProperty({ type: SourceOrgDto })
  org!: SourceOrgDto;
  @ApiProperty({ type: 'integer' })
  revision!: number;
  @ApiProperty({ type: Number, nullable: true })
  value!: number | null;
}

export class IndicatorBindingDto {
  @ApiProperty({ type: ComputedValueDto })
  computed!: ComputedValueDto;
  @ApiProperty({ type: [ContributorDto] })
  contributors!: ContributorDto[];
}

export class OverriddenDto {
  @ApiProperty()
  key!: string;
  @ApiProperty({ type: String, nullable: true })
  computed!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  value!: number | null;
}

export class ProblemBindingDto {
  @ApiProperty({
    enum: ['source', 'promise'],
    description: 'promise: a measure of last year’s report to account for.',
  })
  kind!: string;
  @ApiProperty({ format: 'uuid' })
  reportId!: string;
  @ApiProperty()
  problemId!: string;
  @ApiProperty({ type: SourceOrgDto, nullable: true })
  org!: SourceOrgDto | null;
  @ApiProperty()
  original!: string;
}

export class SourceSectionDto {
  @ApiProperty()
  key!: string;
  @ApiProperty()
  body!: string;
}

export class SourceDto {
  @ApiProperty({ format: 'uuid' })
  reportId!: string;
  @ApiProperty({ type: SourceOrgDto })
  org!: SourceOrgDto;
  @ApiProperty({ type: 'integer' })
  revision!: number;
  @ApiProperty({ type: [SourceSectionDto] })
  sections!: SourceSectionDto[];
}

export class SectionTextDto {
  @ApiProperty({ format: 'uuid' })
  reportId!: string;
  @ApiProperty({ type: SourceOrgDto })
  org!: SourceOrgDto;
  @ApiProperty({ type: 'integer' })
  revision!: number;
  @ApiProperty()
  body!: string;
}

/** A section may have 100,000 characters. */
const mostTexts = 10;

export class SectionTextQuery extends PageQuery {
  @ApiProperty({ description: 'The section’s key.', maxLength: 64 })
  @Matches(keyFormat)
  section!: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: mostTexts, default: mostTexts })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(mostTexts)
  override pageSize: number = mostTexts;
}

export class CompilerDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
}

export class RunSourcesDto {
  @ApiProperty({ type: 'integer', description: 'Read so far.' })
  done!: number;
  @ApiProperty({ type: 'integer' })
  total!: number;
}

export class CompilationRunAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  reportId!: string;
  @ApiProperty({ enum: ['queued', 'reading', 'writing', 'done', 'failed'] })
  state!: string;
  @ApiProperty({ type: RunSourcesDto })
  sources!: RunSourcesDto;
  @ApiProperty({ type: 'integer', description: 'The version of the report that the draft is written on.' })
  expectedVersion!: number;
  @ApiProperty({
    type: ProblemDto,
    nullable: true,
    description:
      'Why it failed, e.g. `stale_version` where somebody saved meanwhile; the draft is untouched.',
  })
  problem!: ProblemDto | null;
  @ApiProperty({ type: String, format: 'date-time' })
  requestedAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: Date | null;
}

export class CompilationAnswer {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: never compiled.' })
  compiledAt!: Date | null;
  @ApiProperty({ type: CompilerDto, nullable: true })
  compiledBy!: CompilerDto | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/IndicatorBindingDto' },
    description: 'By indicator key.',
  })
  indicators!: Record<string, IndicatorBindingDto>;
  @ApiProperty({ type: [OverriddenDto] })
  overridden!: OverriddenDto[];
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/ProblemBindingDto' },
    description: 'By the id of the row in the problem list.',
  })
  problems!: Record<string, ProblemBindingDto>;
  @ApiProperty({ type: [StaleDto] })
  stale!: StaleDto[];
  @ApiProperty({ type: [SourceDto] })
  sources!: SourceDto[];
  @ApiProperty({
    description:
      'The texts of the sources are too long for one answer: their `sections` are empty, and `compilation/sources` gives them.',
  })
  textsLeftOut!: boolean;
  @ApiProperty({ type: CompilationRunAnswer, nullable: true, description: 'The run that is going on.' })
  run!: CompilationRunAnswer | null;
}
