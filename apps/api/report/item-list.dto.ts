import { type ItemSource, type ItemState, itemSources, itemStates } from '@domain/ledger';
import { type ItemList, type ListedItem, mostListed } from '@domain/ledger/listed-item';
import { ApiProperty } from '@nestjs/swagger';
import { WholeField } from '@platform/http';
import { Type } from 'class-transformer';

export class ReportItemsQuery {
  @Type(() => Number)
  @WholeField({
    optional: true,
    min: 1,
    max: 9_999_999,
    description: 'As frozen with this revision; absent: what the caller sees now.',
  })
  revision?: number;
}

export class ListedItemDto implements ListedItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ maxLength: 40, example: '〔2026〕整改12号' })
  number!: string;

  @ApiProperty({ maxLength: 2000 })
  problem!: string;

  @ApiProperty({ enum: itemSources })
  source!: ItemSource;

  @ApiProperty({ enum: itemStates })
  state!: ItemState;

  @ApiProperty({ format: 'date' })
  enteredOn!: string;

  @ApiProperty({ format: 'date' })
  dueOn!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  closedOn!: string | null;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Withdrawn ones left out.' })
  measures!: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  measuresDone!: number;
}

export class ItemListDto implements ItemList {
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'First day of the report’s period: items that were open then or entered since are listed.',
  })
  since!: string | null;

  @ApiProperty({ type: [ListedItemDto], maxItems: mostListed })
  items!: ListedItemDto[];

  @ApiProperty({ type: 'integer', minimum: 0, description: 'How many there are.' })
  total!: number;
}

export class ReportItemsDto {
  @ApiProperty({
    type: ItemListDto,
    nullable: true,
    description: 'null: the template asks for no account, or nothing was handed in.',
  })
  list!: ItemListDto | null;
}
