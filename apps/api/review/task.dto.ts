import { type ItemTaskKind, itemTaskKinds } from '@features/ledger';
import { type TaskKind, taskKinds } from '@features/review';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { IsIn, IsOptional } from 'class-validator';
import { RectificationItemDto } from '../ledger/item.dto';
import { ReportItemDto } from '../report/report.dto';
import { PersonRef } from '../report/report-parts.dto';

export class TaskQuery extends PageQuery {
  @ApiPropertyOptional({ enum: taskKinds })
  @IsOptional()
  @IsIn(taskKinds)
  kind?: TaskKind;
}

export class TaskDto {
  @ApiProperty({ enum: taskKinds })
  kind!: TaskKind;

  @ApiProperty({ type: ReportItemDto })
  report!: ReportItemDto;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null for publishing, which has no deadline.',
  })
  dueAt!: Date | null;

  @ApiProperty({
    type: PersonRef,
    nullable: true,
    description: '代: whose post it is, where held by delegation.',
  })
  onBehalfOf!: PersonRef | null;
}

export class TaskCounts {
  @ApiProperty({ type: 'integer', minimum: 0 })
  write!: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  revise!: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  review!: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  publish!: number;
}

export class RectificationTasksDto {
  @ApiProperty({ enum: itemTaskKinds, description: '待认领, 本月进展, 待验收, 回头看' })
  kind!: ItemTaskKind;

  @ApiProperty({ type: 'integer', minimum: 0 })
  total!: number;

  @ApiProperty({ type: [RectificationItemDto], maxItems: 10, description: 'The most urgent ones.' })
  items!: RectificationItemDto[];
}

export class TaskPageDto {
  @ApiProperty({ type: [TaskDto] })
  items!: TaskDto[];

  @ApiProperty({ type: 'integer', minimum: 0 })
  total!: number;

  @ApiProperty({ type: 'integer', minimum: 1 })
  page!: number;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 200 })
  pageSize!: number;

  @ApiProperty({
    type: TaskCounts,
    description: 'How many there are of each kind, whatever kind was asked for.',
  })
  counts!: TaskCounts;

  @ApiProperty({
    type: [RectificationTasksDto],
    maxItems: 4,
    description: 'What the rectification ledger wants of the caller.',
  })
  rectifications!: RectificationTasksDto[];
}
