import { type OrgKind, orgKinds } from '@domain/org/roles';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EndedUnit } from '../report/report-parts.dto';

export class SubtreeQuery {
  @ApiPropertyOptional({
    description: 'Id or code of a unit; the caller’s highest otherwise.',
    maxLength: 64,
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  under?: string;

  @ApiPropertyOptional({
    enum: orgKinds,
    description: 'The lowest tier otherwise; tiers are never added up.',
  })
  @IsOptional()
  @IsIn(orgKinds)
  tier?: OrgKind;
}

export class FiguresQuery extends SubtreeQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 4, default: 1, description: 'Levels below.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(4)
  depth = 1;
}

/** `expected` is all but waived; `overdue`, `late` and `extended` overlap the states. */
export class CountsAnswer {
  @ApiProperty({ type: 'integer' })
  expected!: number;
  @ApiProperty({ type: 'integer' })
  waived!: number;
  @ApiProperty({ type: 'integer' })
  not_started!: number;
  @ApiProperty({ type: 'integer' })
  drafting!: number;
  @ApiProperty({ type: 'integer' })
  in_review!: number;
  @ApiProperty({ type: 'integer' })
  returned!: number;
  @ApiProperty({ type: 'integer' })
  approved!: number;
  @ApiProperty({ type: 'integer' })
  published!: number;
  @ApiProperty({ type: 'integer' })
  overdue!: number;
  @ApiProperty({ type: 'integer' })
  late!: number;
  @ApiProperty({ type: 'integer' })
  extended!: number;
}

export class WaitingStep {
  @ApiProperty({ type: 'integer', minimum: 1 })
  index!: number;

  @ApiProperty({ type: 'integer' })
  waiting!: number;
}

export class CompletionNodeAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: orgKinds })
  kind!: string;

  @ApiProperty({ type: EndedUnit, nullable: true })
  ended!: EndedUnit | null;

  @ApiProperty({ type: CountsAnswer })
  counts!: CountsAnswer;

  @ApiProperty({ type: [WaitingStep] })
  steps!: WaitingStep[];

  @ApiProperty({ description: 'Over the reports handed in.' })
  returnsPerReport!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Share of the reports handed in that were in time.',
  })
  onTimeRate!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'From submission to approval.' })
  medianReviewHours!: number | null;

  @ApiPropertyOptional({ type: () => [CompletionNodeAnswer] })
  children?: CompletionNodeAnswer[];
}

export class CompletionAnswer {
  @ApiProperty({ description: 'The cycle’s code.' })
  cycle!: string;

  @ApiProperty({ enum: orgKinds })
  tier!: string;

  @ApiProperty({ format: 'date-time' })
  asOf!: Date;

  @ApiProperty({ type: CompletionNodeAnswer })
  node!: CompletionNodeAnswer;

  @ApiProperty({ type: [CompletionNodeAnswer] })
  children!: CompletionNodeAnswer[];
}

export class IndicatorAnswer {
  @ApiProperty({ enum: ['sum', 'average', 'min', 'max', 'rate', 'none'] })
  aggregate!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '75.9',
    description: 'A decimal; null: nobody states it.',
  })
  value!: string | null;

  @ApiProperty({ type: 'integer', description: 'Units whose reports state it.' })
  contributing!: number;
}

export class RollupNodeAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'integer' })
  contributing!: number;

  @ApiProperty({ type: 'object', additionalProperties: { $ref: '#/components/schemas/IndicatorAnswer' } })
  indicators!: Record<string, IndicatorAnswer>;

  @ApiPropertyOptional({ type: () => [RollupNodeAnswer] })
  children?: RollupNodeAnswer[];
}

export class RollupAnswer {
  @ApiProperty({ description: 'The cycle’s code.' })
  cycle!: string;

  @ApiProperty({ enum: orgKinds })
  tier!: string;

  @ApiProperty({ format: 'date-time' })
  asOf!: Date;

  @ApiProperty({ type: RollupNodeAnswer })
  node!: RollupNodeAnswer;

  @ApiProperty({ type: [RollupNodeAnswer] })
  children!: RollupNodeAnswer[];
}
