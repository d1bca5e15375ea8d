import { type ItemSource, itemSources } from '@domain/ledger';
import { type FigureGroup, figureGroups } from '@features/ledger';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DayField, NumberField, TextField } from '@platform/http';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { RectificationItemDto } from './item.dto';

export class FigureQuery {
  @ApiPropertyOptional({ description: 'Id or code of a unit.', maxLength: 64 })
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

  @DayField({ nullable: true, description: 'As of the end of this day; today unless said.' })
  asOf?: string;
}

export class FigureGroupQuery extends FigureQuery {
  @ApiPropertyOptional({ enum: figureGroups, description: 'Rows beside the total, in the tree’s order.' })
  @IsOptional()
  @IsIn(figureGroups)
  by?: FigureGroup;
}

export class CurveQuery extends FigureQuery {
  @DayField({ description: 'The first day.' })
  from!: string;
}

const figure = { type: 'integer', minimum: 0 } as const;
const rate = { type: Number, nullable: true, minimum: 0, maximum: 1 } as const;

export class ItemCountsDto {
  @ApiProperty({ ...figure, description: '待认领' })
  assigned!: number;

  @ApiProperty({ ...figure, description: '整改中' })
  open!: number;

  @ApiProperty({ ...figure, description: '待验收' })
  in_verification!: number;

  @ApiProperty({ ...figure, description: '已销号' })
  closed!: number;

  @ApiProperty({ ...figure, description: '长期坚持' })
  sustained!: number;

  @ApiProperty({ ...figure, description: '已作废' })
  void!: number;

  @ApiProperty(figure)
  overdue!: number;

  @ApiProperty({ ...figure, description: '本月未记进展' })
  stalled!: number;

  @ApiProperty(figure)
  extended!: number;

  @ApiProperty(figure)
  relapsed!: number;

  @ApiProperty({ ...figure, description: 'Of the closed ones, handed in by their due date.' })
  on_time!: number;

  @ApiProperty(figure)
  measures!: number;

  @ApiProperty(figure)
  measures_done!: number;

  @ApiProperty({ ...figure, description: 'Look-backs.' })
  checks!: number;

  @ApiProperty({ ...figure, description: 'Look-backs that found it held.' })
  held!: number;
}

export class ItemFiguresDto extends ItemCountsDto {
  @ApiProperty({ ...figure, description: 'The six states together.' })
  entered!: number;

  @ApiProperty({ ...rate, description: 'closed / (entered − void − sustained)' })
  closingRate!: number | null;

  @ApiProperty({ ...rate, description: 'on_time / closed' })
  onTimeRate!: number | null;

  @ApiProperty({ ...rate, description: 'held / checks' })
  holdingRate!: number | null;
}

export class ItemTotalDto extends ItemFiguresDto {
  @ApiProperty({ type: Number, nullable: true, minimum: 0 })
  medianDaysToClose!: number | null;

  @ApiProperty({ type: Number, nullable: true, minimum: 0 })
  medianHoursToVerify!: number | null;
}

export class FigureRowDto {
  @ApiProperty({
    maxLength: 100,
    description: 'Code of a unit, a source, a category, id of a batch; or empty.',
  })
  key!: string;

  @ApiProperty({ maxLength: 200 })
  name!: string;

  @ApiProperty({ type: ItemFiguresDto })
  figures!: ItemFiguresDto;
}

export class FigureUnitDto {
  @ApiProperty({ maxLength: 64 })
  code!: string;

  @ApiProperty({ maxLength: 200 })
  name!: string;
}

export class LedgerSummaryDto {
  @ApiProperty({ type: String, format: 'date' })
  asOf!: string;

  @ApiProperty({ type: FigureUnitDto, nullable: true })
  under!: FigureUnitDto | null;

  @ApiProperty({ type: ItemTotalDto })
  total!: ItemTotalDto;

  @ApiProperty({ type: String, nullable: true, enum: [...figureGroups, null] })
  by!: FigureGroup | null;

  @ApiProperty({ type: [FigureRowDto], maxItems: 10_000 })
  rows!: FigureRowDto[];
}

export class CurveDayDto {
  @ApiProperty({ type: String, format: 'date' })
  day!: string;

  @ApiProperty({ type: ItemCountsDto })
  counts!: ItemCountsDto;
}

export class CurveDto {
  @ApiProperty({ type: [CurveDayDto], maxItems: 1100 })
  days!: CurveDayDto[];
}

export class SampleBody {
  @TextField({ max: 64, description: 'Id or code of a unit.' })
  under!: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  batch?: string;

  @NumberField({ min: 0.01, max: 1, description: 'Of each unit’s items, rounded up.' })
  share!: number;

  @TextField({ max: 100, description: 'The same seed draws the same again.' })
  seed!: string;
}

export class SampleCheckDto {
  @ApiProperty({ format: 'uuid' })
  item!: string;

  @ApiProperty({ enum: ['held', 'relapsed'], description: '巩固, 反弹' })
  result!: 'held' | 'relapsed';

  @ApiProperty({ maxLength: 100 })
  by!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at!: string;

  @ApiProperty({ type: String, nullable: true, maxLength: 2000 })
  note!: string | null;
}

export class LookBackSampleDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ minimum: 0.01, maximum: 1 })
  share!: number;

  @ApiProperty({ maxLength: 100 })
  seed!: string;

  @ApiProperty({ type: FigureUnitDto })
  under!: FigureUnitDto;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  batch!: string | null;

  @ApiProperty({ ...figure, description: 'How many could be drawn, of those that the caller may see.' })
  population!: number;

  @ApiProperty({ ...figure, description: 'How many were drawn, of those that the caller may see.' })
  drawn!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  drawnAt!: string;

  @ApiProperty({
    type: [RectificationItemDto],
    maxItems: 200,
    description:
      'In the order of the draw; where more were drawn, those still to be looked at first, and all by `GET /rectifications?sample=`.',
  })
  items!: RectificationItemDto[];

  @ApiProperty({
    type: [SampleCheckDto],
    maxItems: 200,
    description: 'The last look-back of each of these items since it was drawn.',
  })
  checks!: SampleCheckDto[];

  @ApiProperty({ ...figure, description: 'Of all that were drawn, those that were found 巩固.' })
  held!: number;

  @ApiProperty({ ...figure, description: 'Of all that were drawn, those that were found 反弹.' })
  relapsed!: number;
}
