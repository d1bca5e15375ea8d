import { type ItemSource, type ItemVisibility, itemSources, itemVisibilities } from '@domain/ledger';
import { type BatchAction, batchActions } from '@features/ledger';
import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, DayField, FlagField, ListField, TextField, WholeField } from '@platform/http';
import { RouteStepBody } from '../cycle/tier.dto';
import { PersonRef, UnitRef } from '../report/report-parts.dto';

const day = { nullable: true } as const;

class BatchFields {
  @TextField({ max: 200, nullable: true, blank: true, description: 'Who issued it.' })
  issuedBy?: string | null;

  @DayField(day)
  receivedOn?: string | null;

  @DayField({ ...day, description: 'By when its items are claimed.' })
  planDueOn?: string | null;

  @DayField({
    ...day,
    description: 'The due date of items that name none. Moving it moves those that took it.',
  })
  closeBy?: string | null;

  @WholeField({ min: 1, max: 28, optional: true, description: 'By which day a month’s progress is noted.' })
  monthlyDay?: number;

  @ListField(() => RouteStepBody, {
    nullable: true,
    max: 10,
    description: 'Left out: the unit above verifies.',
  })
  route?: RouteStepBody[] | null;

  @FlagField({ optional: true, description: 'Asking to close an item needs a file.' })
  evidence?: boolean;

  @ChoiceField(itemVisibilities, {
    optional: true,
    description: '`committee`: secretaries, leaders and administrators alone.',
  })
  visibility?: ItemVisibility;

  @TextField({
    max: 64,
    nullable: true,
    blank: true,
    description: 'Id or code of the cycle in which its progress is reported.',
  })
  cycle?: string | null;
}

export class NewBatchBody extends BatchFields {
  @TextField({ max: 64, description: 'Id or code of the unit whose administrators keep it.' })
  org!: string;

  @TextField({ max: 200 })
  title!: string;

  @ChoiceField(itemSources)
  source!: ItemSource;
}

export class BatchPatchBody extends BatchFields {
  @TextField({ max: 200, optional: true })
  title?: string;
}

export class BatchCycleRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ maxLength: 64 })
  code!: string;

  @ApiProperty({ maxLength: 200 })
  title!: string;
}

export class RectificationBatchDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'PATCH wants it in If-Match.' })
  version!: number;

  @ApiProperty({ type: UnitRef })
  org!: UnitRef;

  @ApiProperty({ maxLength: 200 })
  title!: string;

  @ApiProperty({ enum: itemSources })
  source!: ItemSource;

  @ApiProperty({ type: String, nullable: true, maxLength: 200 })
  issuedBy!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  receivedOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  planDueOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  closeBy!: string | null;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 28 })
  monthlyDay!: number;

  @ApiProperty({ type: [RouteStepBody], nullable: true, maxItems: 10 })
  route!: RouteStepBody[] | null;

  @ApiProperty()
  evidence!: boolean;

  @ApiProperty({ enum: itemVisibilities })
  visibility!: ItemVisibility;

  @ApiProperty({ type: BatchCycleRef, nullable: true })
  cycle!: BatchCycleRef | null;

  @ApiProperty({ type: PersonRef })
  createdBy!: PersonRef;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Items that the caller may see, by state.',
  })
  counts!: Record<string, number>;

  @ApiProperty({ enum: batchActions, isArray: true, maxItems: 2 })
  allowedActions!: BatchAction[];
}
