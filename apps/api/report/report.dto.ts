import { grades } from '@domain/cycle/cycle-definition';
import { type OrgKind, orgKinds } from '@domain/org/roles';
import { type OfferedAction, type ReportState, reportStates } from '@domain/review';
import type { SideAct } from '@features/report';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ContentAnswerDto } from './report-content.dto';
import {
  CycleRef,
  EditionRef,
  ExtensionDto,
  NilDto,
  OwingUnit,
  ReturnedDto,
  RouteStepDto,
  StaleDto,
  StepDto,
  WaitingOnDto,
  WaiverDto,
} from './report-parts.dto';

export class ReportItemDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Also as ETag; saving wants it in If-Match.' })
  version!: number;

  @ApiProperty({ enum: reportStates })
  state!: ReportState;

  @ApiProperty({ description: 'By the first submission.' })
  late!: boolean;

  @ApiProperty({ type: CycleRef })
  cycle!: CycleRef;

  @ApiProperty({ enum: orgKinds })
  tier!: OrgKind;

  @ApiProperty({ format: 'uuid' })
  templateVersion!: string;

  @ApiProperty({ type: OwingUnit })
  org!: OwingUnit;

  @ApiProperty({
    type: OwingUnit,
    nullable: true,
    description: 'The unit above in the tree that the cycle froze; null at its top.',
  })
  superior!: OwingUnit | null;

  @ApiProperty({ format: 'date-time' })
  dueAt!: Date;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'The latest revision, 0 before the first submission.',
  })
  revision!: number;

  @ApiProperty({ type: StepDto, nullable: true })
  step!: StepDto | null;

  @ApiProperty({ type: [RouteStepDto] })
  route!: RouteStepDto[];

  @ApiProperty({ type: WaitingOnDto, nullable: true })
  waitingOn!: WaitingOnDto | null;

  @ApiProperty({ type: ReturnedDto, nullable: true })
  returned!: ReturnedDto | null;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Times it was returned to its author.' })
  returns!: number;

  @ApiProperty({ type: WaiverDto, nullable: true, description: 'While it is waived.' })
  waiver!: WaiverDto | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When whoever holds it now was last urged; not again within twelve hours.',
  })
  urgedAt!: Date | null;

  @ApiProperty({ type: NilDto, nullable: true })
  nil!: NilDto | null;

  @ApiProperty({ type: String, enum: grades, nullable: true })
  grade!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  firstSubmittedAt!: Date | null;

  @ApiProperty({ type: ExtensionDto, nullable: true })
  extension!: ExtensionDto | null;

  @ApiProperty({ type: [StaleDto], description: 'Sources of a compiled report that changed afterwards.' })
  stale!: StaleDto[];

  @ApiProperty({ type: EditionRef, nullable: true, description: 'The current published edition.' })
  edition!: EditionRef | null;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: Date;

  @ApiProperty({
    type: [String],
    description:
      'What the caller may do now, by the rules that the transitions enforce; also `comment`, `reply` and `attach`.',
  })
  allowedActions!: (OfferedAction | SideAct)[];
}

export class WarningDto {
  @ApiProperty({ enum: ['grade_quota_exceeded'] })
  code!: string;

  @ApiProperty({ enum: grades })
  grade!: string;

  @ApiProperty({ type: 'integer' })
  given!: number;

  @ApiProperty({ type: 'integer' })
  limit!: number;
}

export class ReportDto extends ReportItemDto {
  @ApiProperty({ type: ContentAnswerDto, nullable: true, description: 'null for who may see only the row.' })
  content!: ContentAnswerDto | null;

  @ApiPropertyOptional({
    type: [WarningDto],
    description: 'What a decision did that the cycle advises against.',
  })
  warnings?: WarningDto[];
}

export class ReportQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Id or code.', maxLength: 64 })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  cycle?: string;

  @ApiPropertyOptional({ description: 'Id or code: this unit and what is below it.', maxLength: 64 })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  under?: string;

  @ApiPropertyOptional({ description: 'Id or code: this unit alone.', maxLength: 64 })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  org?: string;

  @ApiPropertyOptional({
    description: 'One or more states, separated by commas.',
    type: String,
    maxLength: 100,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @ArrayMaxSize(reportStates.length)
  @IsIn(reportStates, { each: true })
  state?: ReportState[];

  @ApiPropertyOptional({ enum: orgKinds })
  @IsOptional()
  @IsIn(orgKinds)
  tier?: OrgKind;

  @ApiPropertyOptional({ description: 'Only what is under review past the date of its step.', type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  overtime?: boolean;

  @ApiPropertyOptional({
    description: 'Only what is past its due date and not handed in; false: only the others.',
    type: Boolean,
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  overdue?: boolean;
}
