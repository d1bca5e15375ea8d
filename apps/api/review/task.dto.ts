import { type TaskKind, taskKinds } from '@features/review';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { IsIn, IsOptional } from 'class-validator';
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
}
