import { endOfDay } from '@domain/deadlines';
import { noteLimit, type ReturnScope } from '@domain/review';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DueField } from '@platform/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  registerDecorator,
  ValidateNested,
} from 'class-validator';
import { keyFormat } from './report-content.dto';

// Room for what counts as one character and takes two; the rule itself counts characters.
const longestNote = noteLimit * 2;
const note = { maxLength: noteLimit };
const due = {
  description: 'An instant with its offset, or a day: the end of that day in the cycle’s time zone.',
};

/** The instant that a due date stands for. */
export function dueInstant(text: string, timeZone: string): Date {
  return text.length === 10 ? endOfDay(text, timeZone) : new Date(text);
}

export class NilBody {
  @ApiProperty(note)
  @IsString()
  @MaxLength(longestNote)
  reason!: string;
}

export class SubmitBody {
  @ApiPropertyOptional({ type: NilBody, description: 'A nil report 零报告, where the tier allows it.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => NilBody)
  nil?: NilBody;

  @ApiPropertyOptional({ ...note, description: 'What the authors say of it; the reviewers read it.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestNote)
  note?: string;
}

export class NoteBody {
  @ApiPropertyOptional(note)
  @IsOptional()
  @IsString()
  @MaxLength(longestNote)
  note?: string;
}

export class ReasonBody {
  @ApiPropertyOptional({ ...note, description: 'Required: without it, `note_required`.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestNote)
  reason?: string;
}

export class ApproveBody extends NoteBody {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Required: without it, `revision_required`.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  revision?: number;

  @ApiPropertyOptional({ description: '好, 较好, 一般 or 差, where the step gives a grade.', maxLength: 10 })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  grade?: string;
}

export class ScopeBody implements ReturnScope {
  @ApiPropertyOptional({ type: [String], maxItems: 100 })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(keyFormat, { each: true })
  sections?: string[];

  @ApiPropertyOptional({ type: [String], maxItems: 300 })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(300)
  @Matches(keyFormat, { each: true })
  indicators?: string[];

  @ApiPropertyOptional({ type: [String], maxItems: 500, description: 'An empty list allows additions only.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  problems?: string[];
}

function IsReturnTarget(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isReturnTarget',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) =>
          value === 'author' ||
          (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 100),
        defaultMessage: () => 'to must be "author" or the index of a step',
      },
    });
  };
}

export class ReturnBody {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Required: without it, `revision_required`.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  revision?: number;

  @ApiPropertyOptional({ ...note, description: 'Required: without it, `note_required`.' })
  @IsOptional()
  @IsString()
  @MaxLength(longestNote)
  note?: string;

  @ApiPropertyOptional({
    oneOf: [
      { type: 'string', enum: ['author'] },
      { type: 'integer', minimum: 1, maximum: 100 },
    ],
    description: 'The author, or the index of an earlier step.',
  })
  @IsOptional()
  @IsReturnTarget()
  to?: 'author' | number;

  @ApiPropertyOptional({ enum: ['route', 'here'] })
  @IsOptional()
  @IsIn(['route', 'here'])
  resume?: 'route' | 'here';

  @ApiPropertyOptional({ type: ScopeBody })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ScopeBody)
  scope?: ScopeBody;

  @DueField({ ...due, nullable: true })
  dueAt?: string;
}

export class TransferBody extends NoteBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  toUserId!: string;
}

export class ExtendBody extends ReasonBody {
  @DueField(due)
  dueAt!: string;
}

export class GrantExtensionBody extends NoteBody {
  @DueField(due)
  dueAt!: string;
}

export class PublicationReviewBody {
  @ApiProperty()
  @IsBoolean()
  secrecy!: boolean;

  @ApiProperty()
  @IsBoolean()
  necessity!: boolean;

  @ApiProperty()
  @IsBoolean()
  accuracy!: boolean;
}

export class PublishBody {
  @ApiProperty({ enum: ['committee', 'all', 'public'] })
  @IsIn(['committee', 'all', 'public'])
  audience!: 'committee' | 'all' | 'public';

  @ApiProperty({ type: PublicationReviewBody })
  @IsObject()
  @ValidateNested()
  @Type(() => PublicationReviewBody)
  review!: PublicationReviewBody;
}
