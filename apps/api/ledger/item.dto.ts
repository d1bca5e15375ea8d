import {
  type ItemFlag,
  type ItemSource,
  type ItemState,
  type ItemTerm,
  itemFlags,
  itemSources,
  itemStates,
  itemTerms,
  itemVisibilities,
  type OfferedItemAction,
  offeredItemActions,
  verificationMethods,
} from '@domain/ledger';
import { type OrgKind, orgKinds } from '@domain/org/roles';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PersonRef } from '../report/report-parts.dto';

const noted = { type: String, nullable: true, maxLength: 2000 } as const;
const named = { type: String, nullable: true, maxLength: 100 } as const;
const day = { type: String, format: 'date' } as const;
const dayOrNull = { ...day, nullable: true } as const;
const instant = { type: String, format: 'date-time' } as const;
const instantOrNull = { ...instant, nullable: true } as const;
const count = { type: 'integer', minimum: 0 } as const;

export class ItemUnitDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ maxLength: 64 })
  code!: string;

  @ApiProperty({ maxLength: 200 })
  name!: string;

  @ApiProperty({ enum: orgKinds })
  kind!: OrgKind;
}

export class ItemBatchRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ maxLength: 200 })
  title!: string;
}

export class ItemStopDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  index!: number;

  @ApiProperty({ type: ItemUnitDto })
  org!: ItemUnitDto;

  @ApiProperty({ enum: ['reviewer', 'leader'] })
  role!: string;

  @ApiProperty({ enum: ['any', 'all'] })
  mode!: string;

  @ApiProperty({ enum: ['pending', 'waiting', 'approved', 'recused', 'skipped', 'rejected', 'void'] })
  status!: string;

  @ApiProperty({ type: String, nullable: true, enum: ['no_reviewer', null] })
  flag!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  reservedFor!: string | null;

  @ApiProperty(instantOrNull)
  enteredAt!: string | null;

  @ApiProperty(instantOrNull)
  dueAt!: string | null;

  @ApiProperty(instantOrNull)
  endedAt!: string | null;
}

export class ItemStepDto extends ItemStopDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'How many steps the route has.' })
  of!: number;
}

export class ItemWaitingDto {
  @ApiProperty({ type: [PersonRef], maxItems: 200 })
  who!: PersonRef[];

  @ApiProperty(instant)
  since!: string;
}

export class ItemProgressDto {
  @ApiProperty({ maxLength: 7, example: '2026-03' })
  month!: string;

  @ApiProperty({ maxLength: 2000 })
  text!: string;

  @ApiProperty({ maxLength: 100 })
  by!: string;

  @ApiProperty(instant)
  at!: string;
}

export class MeasureCountDto {
  @ApiProperty(count)
  total!: number;

  @ApiProperty(count)
  done!: number;
}

class ItemBaseDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ maxLength: 40, example: '〔2026〕整改12号' })
  number!: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Deciding names it; PATCH wants it in If-Match.' })
  version!: number;

  @ApiProperty({ enum: itemStates })
  state!: ItemState;

  @ApiProperty({
    enum: itemFlags,
    isArray: true,
    maxItems: 7,
    description: 'Beside the state, never instead of it.',
  })
  flags!: string[];

  @ApiProperty({ enum: itemSources })
  source!: ItemSource;

  @ApiProperty(named)
  category!: string | null;

  @ApiProperty({ type: String, nullable: true, enum: [...itemTerms, null] })
  term!: ItemTerm | null;

  @ApiProperty({ type: ItemBatchRef, nullable: true })
  batch!: ItemBatchRef | null;

  @ApiProperty({ type: ItemUnitDto })
  org!: ItemUnitDto;

  @ApiProperty({ maxLength: 2000 })
  problem!: string;

  @ApiProperty({ ...named, description: '责任领导' })
  leader!: string | null;

  @ApiProperty({ ...named, description: '牵头单位' })
  leadUnit!: string | null;

  @ApiProperty({ ...named, description: '责任人' })
  person!: string | null;

  @ApiProperty(day)
  dueOn!: string;

  @ApiProperty({ type: ItemStepDto, nullable: true, description: 'Null outside verification.' })
  step!: ItemStepDto | null;

  @ApiProperty({ type: ItemWaitingDto, nullable: true, description: '卡在谁' })
  waitingOn!: ItemWaitingDto | null;

  @ApiProperty({ type: ItemProgressDto, nullable: true, description: 'The latest note of progress.' })
  lastProgress!: ItemProgressDto | null;

  @ApiProperty(count)
  relapses!: number;

  @ApiProperty(count)
  extensions!: number;

  @ApiProperty(dayOrNull)
  nextCheckOn!: string | null;

  @ApiProperty(dayOrNull)
  closedOn!: string | null;

  @ApiProperty(instant)
  updatedAt!: string;

  @ApiProperty({ enum: offeredItemActions, isArray: true, maxItems: 30 })
  allowedActions!: OfferedItemAction[];
}

export class RectificationItemDto extends ItemBaseDto {
  @ApiProperty({ type: MeasureCountDto, description: 'Withdrawn measures do not count.' })
  measures!: MeasureCountDto;
}

export class MeasureDto {
  @ApiProperty({ maxLength: 40 })
  id!: string;

  @ApiProperty({ maxLength: 500 })
  text!: string;

  @ApiProperty({ maxLength: 100 })
  person!: string;

  @ApiProperty(day)
  dueOn!: string;

  @ApiProperty({ enum: ['open', 'done', 'withdrawn'] })
  state!: 'open' | 'done' | 'withdrawn';

  @ApiProperty(dayOrNull)
  doneOn!: string | null;

  @ApiProperty({ ...noted, description: 'Why it was withdrawn.' })
  reason!: string | null;
}

export class ItemOriginDto {
  @ApiProperty({ format: 'uuid' })
  reportId!: string;

  @ApiProperty(count)
  revision!: number;

  @ApiProperty({ maxLength: 64, description: 'The row of the problem list.' })
  problemId!: string;
}

export class ItemSubmittedDto {
  @ApiProperty({ maxLength: 100 })
  by!: string;

  @ApiProperty(instant)
  at!: string;

  @ApiProperty({ maxLength: 2000 })
  result!: string;
}

export class ItemDecisionDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  step!: number;

  @ApiProperty({ type: PersonRef })
  by!: PersonRef;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: '代: whose post it was.' })
  onBehalfOf!: string | null;

  @ApiProperty({ enum: verificationMethods })
  method!: string;

  @ApiProperty({ maxLength: 2000 })
  note!: string;

  @ApiProperty(instant)
  at!: string;
}

export class ItemRejectedDto {
  @ApiProperty({ maxLength: 100 })
  by!: string;

  @ApiProperty({ maxLength: 2000 })
  note!: string;

  @ApiProperty(instant)
  at!: string;

  @ApiProperty({ type: [String], nullable: true, maxItems: 100, description: 'Null: all measures.' })
  measures!: string[] | null;
}

export class ItemClosingDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Sequence of the event that closed it.' })
  event!: number;

  @ApiProperty(day)
  on!: string;

  @ApiProperty({ description: 'Whether it was handed in by its due date.' })
  onTime!: boolean;
}

export class DisputeAnswerDto {
  @ApiProperty({ enum: ['keep', 'correct', 'reassign', 'void'] })
  action!: string;

  @ApiProperty({ maxLength: 2000 })
  reason!: string;

  @ApiProperty({ maxLength: 100 })
  by!: string;

  @ApiProperty(instant)
  at!: string;
}

export class DisputeDto {
  @ApiProperty({ maxLength: 2000 })
  reason!: string;

  @ApiProperty({ maxLength: 100 })
  by!: string;

  @ApiProperty(instant)
  at!: string;

  @ApiProperty({ type: DisputeAnswerDto, nullable: true })
  answer!: DisputeAnswerDto | null;
}

export class PendingDateDto {
  @ApiProperty(day)
  until!: string;

  @ApiProperty({ maxLength: 2000 })
  reason!: string;

  @ApiProperty({ maxLength: 100 })
  by!: string;

  @ApiProperty(instant)
  at!: string;
}

export class ItemOfferDto {
  @ApiProperty(count)
  revision!: number;

  @ApiProperty({ ...noted, description: 'Null: the row is gone from the report.' })
  problem!: string | null;

  @ApiProperty(noted)
  cause!: string | null;
}

export class ItemUrgedDto {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 3, description: '1 催办, 2 提醒, 3 告诫' })
  level!: number;

  @ApiProperty(instant)
  at!: string;
}

export class ItemVoidDto {
  @ApiProperty({ maxLength: 20 })
  kind!: string;

  @ApiProperty({ maxLength: 2000 })
  reason!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'Of which item it is a duplicate.',
  })
  of!: string | null;
}

export class RectificationDto extends ItemBaseDto {
  @ApiProperty({ enum: itemVisibilities })
  visibility!: 'unit' | 'committee';

  @ApiProperty({ type: String, nullable: true, maxLength: 200 })
  paragraph!: string | null;

  @ApiProperty(noted)
  cause!: string | null;

  @ApiProperty({ type: [MeasureDto], maxItems: 200 })
  measures!: MeasureDto[];

  @ApiProperty({ type: ItemOriginDto, nullable: true })
  origin!: ItemOriginDto | null;

  @ApiProperty(day)
  enteredOn!: string;

  @ApiProperty({ ...named, description: 'Null: adopted from a report.' })
  enteredBy!: string | null;

  @ApiProperty({ ...dayOrNull, description: 'By when it is to be claimed.' })
  planDueOn!: string | null;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 28,
    description: 'By which day a month’s progress is noted.',
  })
  monthlyDay!: number;

  @ApiProperty({ description: 'Asking to close it needs a file.' })
  evidenceRequired!: boolean;

  @ApiProperty({ ...count, description: 'Files that hang on it.' })
  files!: number;

  @ApiProperty({ type: [ItemStopDto], maxItems: 20, description: 'Of the running or last verification.' })
  route!: ItemStopDto[];

  @ApiProperty({ type: ItemSubmittedDto, nullable: true })
  submitted!: ItemSubmittedDto | null;

  @ApiProperty({ type: [ItemDecisionDto], maxItems: 200 })
  decisions!: ItemDecisionDto[];

  @ApiProperty({ type: ItemRejectedDto, nullable: true })
  rejected!: ItemRejectedDto | null;

  @ApiProperty({ type: ItemClosingDto, nullable: true })
  closing!: ItemClosingDto | null;

  @ApiProperty({ type: DisputeDto, nullable: true })
  dispute!: DisputeDto | null;

  @ApiProperty({
    type: PendingDateDto,
    nullable: true,
    description: 'More time was asked for and not answered.',
  })
  pendingExtension!: PendingDateDto | null;

  @ApiProperty({
    type: ItemOfferDto,
    nullable: true,
    description: 'The text of the report as it was approved anew.',
  })
  offer!: ItemOfferDto | null;

  @ApiProperty({ type: [ItemUrgedDto], maxItems: 3 })
  urged!: ItemUrgedDto[];

  @ApiProperty({ type: ItemVoidDto, nullable: true })
  void!: ItemVoidDto | null;
}

const unit = { description: 'Id or code of a unit.', maxLength: 64 };

export class ItemScopeQuery extends PageQuery {
  @ApiPropertyOptional(unit)
  @IsOptional()
  @IsString()
  @MaxLength(64)
  under?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  batch?: string;

  @ApiPropertyOptional({ enum: itemSources })
  @IsOptional()
  @IsIn(itemSources)
  source?: ItemSource;
}

export class ItemQuery extends ItemScopeQuery {
  @ApiPropertyOptional({ ...unit, description: 'Id or code of exactly this unit.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  org?: string;

  @ApiPropertyOptional({ maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  category?: string;

  @ApiPropertyOptional({
    enum: itemStates,
    isArray: true,
    maxItems: 6,
    description: 'Several separated by commas.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @ArrayMaxSize(6)
  @IsIn(itemStates, { each: true })
  state?: ItemState[];

  @ApiPropertyOptional({ enum: itemFlags })
  @IsOptional()
  @IsIn(itemFlags)
  flag?: ItemFlag;

  @ApiPropertyOptional({ maxLength: 100, description: 'In the text of the problem.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Those that a sample drew.' })
  @IsOptional()
  @IsUUID()
  sample?: string;
}

export class ItemEventDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  sequence!: number;

  @ApiProperty({ maxLength: 60 })
  type!: string;

  @ApiProperty({
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid', nullable: true },
      name: { type: 'string', maxLength: 100 },
    },
    required: ['id', 'name'],
  })
  actor!: { id: string | null; name: string };

  @ApiProperty({ type: PersonRef, nullable: true })
  onBehalfOf!: PersonRef | null;

  @ApiProperty(instant)
  at!: string;

  @ApiProperty({ enum: ['none', ...itemStates] })
  from!: string;

  @ApiProperty({ enum: itemStates })
  to!: string;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1 })
  step!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, description: 'Which round of verification.' })
  revision!: number | null;

  @ApiProperty(noted)
  note!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What more the act says: the month, the method, the unit by its name of that day.',
  })
  data!: Record<string, unknown>;

  @ApiProperty({ maxLength: 64 })
  hash!: string;
}
