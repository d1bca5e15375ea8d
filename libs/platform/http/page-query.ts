import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Paging as in design 2.3; extended by each list's own filters. */
export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 100000, default: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  page: number = 1;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  pageSize: number = 50;

  @ApiPropertyOptional({ description: 'A field name, with a leading - for descending.', maxLength: 40 })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  sort?: string;
}

export interface Page<Item> {
  items: Item[];
  total: number;
  page: number;
  pageSize: number;
}

/** The rows of a list that its query asks for. */
export function windowOf({ page, pageSize }: PageQuery): { limit: number; offset: number } {
  return { limit: pageSize, offset: (page - 1) * pageSize };
}

export function pageOf<Item>(
  { page, pageSize }: PageQuery,
  { items, total }: { items: Item[]; total: number },
): Page<Item> {
  return { items, total, page, pageSize };
}

/** The ORDER BY of a list from a fixed table of sortable columns; unknown names fall back to `standard`. */
export function orderBy(sort: string | undefined, columns: Record<string, string>, standard: string): string {
  const descending = sort?.startsWith('-') ?? false;
  const name = descending ? sort?.slice(1) : sort;
  const column = name !== undefined && Object.hasOwn(columns, name) ? columns[name] : undefined;
  return column ? `${column} ${descending ? 'DESC' : 'ASC'}` : standard;
}
