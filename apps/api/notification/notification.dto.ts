import { type EmailMode, type InboxItem, type MessageKind, messageKindNames } from '@features/notification';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsUUID,
  Matches,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

const modes = ['now', 'digest', 'off'] as const;
const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;

export class NotificationQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only what is unread.', default: false })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  unread = false;
}

export class NotificationItem implements InboxItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'What it is about, e.g. `report.returned`.', maxLength: 60 })
  kind!: string;

  @ApiProperty({ maxLength: 300 })
  title!: string;

  @ApiProperty({ description: 'The title once more, for a list of one line each.', maxLength: 300 })
  text!: string;

  @ApiProperty({ type: [String], description: 'Paragraphs of plain text.' })
  body!: string[];

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  reportId!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '/ledger/0197a0b0-0000-7000-8000-000000000001',
    description: 'The page of the product that it is about, where there is one.',
  })
  page!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readAt!: Date | null;

  @ApiProperty({ description: 'What it asked for is done, or somebody else’s by now.' })
  over!: boolean;
}

export class NotificationPage {
  @ApiProperty({ type: [NotificationItem] })
  items!: NotificationItem[];

  @ApiProperty({ type: 'integer' })
  total!: number;

  @ApiProperty({ type: 'integer' })
  unread!: number;

  @ApiProperty({ type: 'integer' })
  page!: number;

  @ApiProperty({ type: 'integer' })
  pageSize!: number;
}

export class ReadBody {
  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: 500, description: 'Unless `all` is set.' })
  @ValidateIf((body: ReadBody) => body.all === undefined || body.ids !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  ids?: string[];

  @ApiPropertyOptional({ enum: [true] })
  @IsOptional()
  @Equals(true)
  all?: true;
}

export class UnreadAnswer {
  @ApiProperty({ type: 'integer' })
  unread!: number;
}

export class QuietBody {
  @ApiProperty({ example: '21:00' })
  @Matches(clockTime)
  from!: string;

  @ApiProperty({ example: '07:30' })
  @Matches(clockTime)
  to!: string;
}

export class EmailChoice {
  @ApiProperty({ enum: messageKindNames })
  @IsIn(messageKindNames)
  kind!: MessageKind;

  @ApiProperty({ enum: modes })
  @IsIn(modes)
  mode!: EmailMode;
}

export class PreferencesBody {
  @ApiProperty({ type: [EmailChoice], maxItems: 60, description: 'Kinds that differ from their default.' })
  @IsArray()
  @ArrayMaxSize(60)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => EmailChoice)
  email!: EmailChoice[];

  @ApiProperty({ description: 'Collect what would be sent at once into one daily e-mail.' })
  @IsBoolean()
  digest!: boolean;

  @ApiProperty({ example: '08:30', description: 'When the daily e-mail goes out.' })
  @Matches(clockTime)
  digestAt!: string;

  @ApiProperty({ type: QuietBody, nullable: true, description: 'No e-mail in this time; null: at any time.' })
  @ValidateIf((_, value) => value !== null)
  @IsObject()
  @ValidateNested()
  @Type(() => QuietBody)
  quiet!: QuietBody | null;
}

export class KindItem {
  @ApiProperty({ enum: messageKindNames })
  kind!: MessageKind;

  @ApiProperty({ description: 'As people read it.', maxLength: 60 })
  name!: string;

  @ApiProperty({ enum: modes, description: 'How it is sent unless chosen otherwise.' })
  email!: EmailMode;
}

export class PreferencesAnswer extends PreferencesBody {
  @ApiProperty({ type: [KindItem], description: 'Every kind of message.' })
  kinds!: KindItem[];
}
