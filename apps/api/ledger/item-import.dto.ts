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

  @ApiPropertyOptional({
    default: false,
    description: 'Write the rows without a fault although others have one.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  partial?: boolean;
}

export class ItemImportBody {
  @TextField({ max: 1_000_000, description: 'A table pasted from a document or a spreadsheet, or a CSV.' })
  text!: string;

  @FlagField({ optional: true })
  dryRun?: boolean;

  @FlagField({ optional: true })
  partial?: boolean;
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

  @ApiProperty({
    description: 'Whether items are there now: all, or none; with `partial` those of the rows that are `ok`.',
  })
  written!: boolean;

  @ApiProperty({ type: [ImportedItemRow], maxItems: 500 })
  rows!: ImportedItemRow[];

  @ApiProperty({ type: [String], maxItems: 100, description: 'How the table was read.' })
  notes!: string[];

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The rows that are not taken as the text of a CSV, its first column 退回原因, to be put right and sent again; null where all are.',
  })
  restFile!: string | null;
}
