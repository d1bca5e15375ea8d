import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';

export class OutboxAnswer {
  @ApiProperty({ type: 'integer', description: 'Events that no worker has taken yet.' })
  undispatched!: number;

  @ApiProperty({ type: 'integer', description: 'Jobs still to be done.' })
  owed!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  oldestOwedAt!: Date | null;

  @ApiProperty({ type: 'integer', description: 'Jobs that failed for good.' })
  failed!: number;
}

export class FailedJobItem {
  @ApiProperty({ example: 'evt-4711-notify', maxLength: 200 })
  id!: string;

  @ApiProperty({ example: 'event.follow', maxLength: 60 })
  name!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Ids only.' })
  payload!: unknown;

  @ApiProperty({ type: 'integer' })
  attempts!: number;

  @ApiProperty({ type: String, nullable: true, maxLength: 2000 })
  error!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: Date;

  @ApiProperty({ format: 'date-time' })
  failedAt!: Date;
}

export class FaultItem {
  @ApiProperty({ example: 'reminder.sweep', maxLength: 60 })
  duty!: string;

  @ApiProperty({
    description: 'The id of what could not be done, or the name of a part of the duty.',
    maxLength: 200,
  })
  item!: string;

  @ApiProperty({ maxLength: 2000 })
  error!: string;

  @ApiProperty({ type: 'integer', description: 'How often it failed; every round tries it again.' })
  times!: number;

  @ApiProperty({ format: 'date-time' })
  firstAt!: Date;

  @ApiProperty({ format: 'date-time' })
  lastAt!: Date;
}

export class JobsAnswer {
  @ApiProperty({ type: [FailedJobItem], description: 'Jobs that failed for good, the latest first.' })
  items!: FailedJobItem[];

  @ApiProperty({ type: 'integer' })
  total!: number;

  @ApiProperty({ type: 'integer' })
  page!: number;

  @ApiProperty({ type: 'integer' })
  pageSize!: number;

  @ApiProperty({ type: OutboxAnswer })
  outbox!: OutboxAnswer;

  @ApiProperty({
    type: 'object',
    description: 'Jobs by queue and state.',
    additionalProperties: { type: 'object', additionalProperties: { type: 'integer' } },
  })
  queues!: Record<string, Record<string, number>>;
}

export class ReplayBody {
  @ApiPropertyOptional({ type: [String], maxItems: 500, description: 'Unless `all` is set.' })
  @ValidateIf((body: ReplayBody) => body.all === undefined || body.ids !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  @Matches(/^[A-Za-z0-9_-]+$/, { each: true })
  ids?: string[];

  @ApiPropertyOptional({ enum: [true] })
  @IsOptional()
  @Equals(true)
  all?: true;
}

export class CountAnswer {
  @ApiProperty({ type: 'integer' })
  count!: number;
}

export class NamedItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

export class TroubleItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  kind!: string;

  @ApiProperty({ enum: ['email', 'wecom', 'dingtalk'] })
  channel!: string;

  @ApiProperty({ enum: ['failed', 'uncertain'], description: 'Uncertain: it may have arrived.' })
  state!: 'failed' | 'uncertain';

  @ApiProperty({ type: NamedItem, nullable: true })
  recipient!: NamedItem | null;

  @ApiProperty({ type: NamedItem, nullable: true })
  robot!: NamedItem | null;

  @ApiProperty({ type: 'integer' })
  attempts!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  attemptedAt!: Date | null;

  @ApiProperty({ type: String, nullable: true })
  error!: string | null;
}

export class ResendBody {
  @ApiProperty({ type: [String], format: 'uuid', maxItems: 500 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  ids!: string[];
}
