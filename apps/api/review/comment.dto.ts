import { noteLimit } from '@domain/review';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { keyFormat } from '../report/report-content.dto';
import { PersonRef } from '../report/report-parts.dto';

const anchorKinds = ['section', 'indicator', 'problem', 'report'] as const;

export class CommentAnchorBody {
  @ApiProperty({ enum: anchorKinds })
  @IsIn(anchorKinds)
  kind!: (typeof anchorKinds)[number];

  @ApiPropertyOptional({
    maxLength: 64,
    description: 'The section’s or indicator’s key or the problem’s id.',
  })
  @IsOptional()
  @Matches(keyFormat)
  key?: string;

  @ApiPropertyOptional({ maxLength: 2000, description: 'The passage, literally.' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  quote?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'Which of its places, counted from 1.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  occurrence?: number;
}

export class NewCommentBody {
  @ApiProperty({ type: CommentAnchorBody })
  @IsObject()
  @ValidateNested()
  @Type(() => CommentAnchorBody)
  anchor!: CommentAnchorBody;

  @ApiProperty({ maxLength: noteLimit })
  @IsString()
  @MaxLength(noteLimit * 2)
  body!: string;

  @ApiPropertyOptional({
    default: false,
    description: 'Must be resolved before approving; reviewers at the step only.',
  })
  @IsOptional()
  @IsBoolean()
  blocking?: boolean;
}

export class CommentPatchBody {
  @ApiPropertyOptional({ maxLength: noteLimit })
  @IsOptional()
  @IsString()
  @MaxLength(noteLimit * 2)
  body?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsBoolean()
  blocking?: boolean;
}

export class ReplyBody {
  @ApiProperty({ maxLength: noteLimit })
  @IsString()
  @MaxLength(noteLimit * 2)
  body!: string;
}

export class ReplyDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: PersonRef })
  author!: PersonRef;

  @ApiProperty({ maxLength: noteLimit })
  body!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

export class CommentDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: PersonRef })
  author!: PersonRef;

  @ApiProperty({ type: PersonRef, nullable: true })
  onBehalfOf!: PersonRef | null;

  @ApiProperty({ type: CommentAnchorBody })
  anchor!: CommentAnchorBody;

  @ApiProperty({ maxLength: noteLimit })
  body!: string;

  @ApiProperty()
  blocking!: boolean;

  @ApiProperty({ type: 'integer', description: 'The revision it was made about.' })
  revision!: number;

  @ApiProperty({ enum: ['open', 'resolved'] })
  state!: 'open' | 'resolved';

  @ApiProperty({ type: [ReplyDto] })
  replies!: ReplyDto[];

  @ApiProperty({ description: 'False where its passage is gone from the text that the caller sees.' })
  anchored!: boolean;

  @ApiProperty({ description: 'Whether the author’s side sees it: once its step is decided.' })
  released!: boolean;

  @ApiProperty({
    enum: ['change', 'reply', 'resolve'],
    isArray: true,
    description: 'What the caller may do about it now.',
  })
  allowedActions!: ('change' | 'reply' | 'resolve')[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  editedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  resolvedAt!: string | null;
}
