import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { ListedItemDto } from '../report/item-list.dto';

const audiences = ['committee', 'all', 'public'] as const;

export class BulletinQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 60, description: 'Part of a title, a unit’s name or a number.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  q?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 2000, maximum: 2200 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2200)
  year?: number;

  @ApiPropertyOptional({ maxLength: 64, description: 'Code of a unit.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  org?: string;
}

export class EditionOrg {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
}

export class Retraction {
  @ApiProperty({ format: 'date-time' })
  at!: string;
  @ApiProperty()
  reason!: string;
}

/** What stands of an edition in a list and on its own page alike. */
export class EditionHead {
  @ApiProperty({ example: '2025-18' })
  number!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ type: EditionOrg })
  org!: EditionOrg;
  @ApiProperty({
    type: EditionOrg,
    description: 'Whose bulletin it stands in, as named when the cycle opened.',
  })
  publisher!: EditionOrg;
  @ApiProperty()
  period!: string;
  @ApiProperty({ enum: audiences })
  audience!: (typeof audiences)[number];
  @ApiProperty({ format: 'date-time' })
  publishedAt!: string;
  @ApiProperty({ type: Retraction, nullable: true })
  retracted!: Retraction | null;
}

export class EditionListItem extends EditionHead {
  @ApiProperty({ type: 'integer' })
  year!: number;
  @ApiProperty({ type: 'integer' })
  serial!: number;
  @ApiProperty({ description: 'The first 80 characters.' })
  summary!: string;
  @ApiProperty()
  correction!: boolean;
}

export class Hand {
  @ApiProperty()
  org!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ format: 'date-time' })
  at!: string;
}

export class HandsRecord {
  @ApiProperty({ type: Hand })
  proposed!: Hand;
  @ApiProperty({ type: [Hand] })
  reviewed!: Hand[];
  @ApiProperty({ type: [Hand] })
  approved!: Hand[];
}

export class EditionSection {
  @ApiProperty()
  key!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty()
  body!: string;
}

export class EditionIndicator {
  @ApiProperty()
  key!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  unit!: string;
  @ApiProperty()
  value!: number;
}

export class EditionProblem {
  @ApiProperty()
  problem!: string;
  @ApiProperty({ type: String, nullable: true })
  measure!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date' })
  dueOn!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What became of the item of the ledger that it continues.',
  })
  account!: string | null;
}

export class EditionItemDto extends PickType(ListedItemDto, [
  'number',
  'problem',
  'state',
  'closedOn',
  'dueOn',
  'measures',
  'measuresDone',
] as const) {}

export class EditionAnswer extends EditionHead {
  @ApiProperty({ example: '〔2025〕18号' })
  documentNumber!: string;
  @ApiProperty()
  publishedBy!: string;
  @ApiProperty({ type: HandsRecord, nullable: true })
  record!: HandsRecord | null;
  @ApiProperty({ type: [EditionSection] })
  sections!: EditionSection[];
  @ApiProperty({ type: [EditionIndicator] })
  indicators!: EditionIndicator[];
  @ApiProperty({ type: [EditionProblem] })
  problems!: EditionProblem[];
  @ApiProperty({
    type: [EditionItemDto],
    description: 'What became of the unit’s problems; empty unless the template has editions print it.',
  })
  items!: EditionItemDto[];
  @ApiProperty({ type: String, nullable: true, description: 'The edition that this one corrects.' })
  replaces!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The edition that corrects this one.' })
  replacedBy!: string | null;
  @ApiProperty()
  current!: boolean;
}
