import {
  type ItemSource,
  type ItemState,
  type ItemTerm,
  itemFlags,
  itemSources,
  itemStates,
  itemTerms,
  type OfferedItemAction,
  offeredItemActions,
} from '@domain/ledger';
import { type OrgKind, orgKinds } from '@domain/org/roles';
import { ApiProperty } from '@nestjs/swagger';
import { PersonRef } from '../report/report-parts.dto';
import { count, day, dayOrNull, instant, instantOrNull, named } from './item-schemas';

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

export class ItemBaseDto {
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
