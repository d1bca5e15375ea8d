import { itemVisibilities, verificationMethods } from '@domain/ledger';
import { ApiProperty } from '@nestjs/swagger';
import { PersonRef } from '../report/report-parts.dto';
import { ItemBaseDto, ItemStopDto } from './item.dto';
import { count, day, dayOrNull, instant, named, noted } from './item-schemas';

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
