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

  @ApiProperty({ format: 'date-time' })
  dueAt!: Date;

  @ApiProperty({
    type: PersonRef,
    nullable: true,
    description: '代: whose post it is, where held by delegation.',
  })
  onBehalfOf!: PersonRef | null;
}
