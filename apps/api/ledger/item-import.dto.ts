import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FieldProblemDto, FlagField, TextField } from '@platform/http';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { FigureUnitDto } from './figure.dto';

export class ItemImportQuery {
  @ApiPropertyOptional({ default: false, description: 'Report every row and write nothing.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  dryRun?: boolean;
}

export class ItemImportBody {
  @TextField({ max: 1_000_000, description: 'A table pasted from a document or a spreadsheet, or a CSV.' })
  text!: string;

  @FlagField({ optional: true })
  dryRun?: boolean;
}

export class ImportedItemRow {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'The line of the table.' })
  line!: number;

  @ApiProperty()
  ok!: boolean;

  @ApiPropertyOptional({ type: FigureUnitDto })
  org?: FigureUnitDto;

  @ApiPropertyOptional({ maxLength: 2000 })
  problem?: string;

  @ApiPropertyOptional({ type: String, format: 'date' })
  dueOn?: string;

  @ApiPropertyOptional({ type: [FieldProblemDto], maxItems: 20, description: 'Why it is refused.' })
  faults?: FieldProblemDto[];
}

export class ItemImportAnswer {
  @ApiProperty()
  dryRun!: boolean;

  @ApiProperty({ description: 'Whether the items are there now: all of them, or none.' })
  written!: boolean;

  @ApiProperty({ type: [ImportedItemRow], maxItems: 500 })
  rows!: ImportedItemRow[];

  @ApiProperty({ type: [String], maxItems: 100, description: 'How the table was read.' })
  notes!: string[];
}
