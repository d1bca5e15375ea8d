import { longestOrgName } from '@domain/org/org-import';
import { deepestTree } from '@domain/org/org-tree';
import { type OrgKind, orgKinds } from '@domain/org/roles';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ChoiceField, FieldProblemDto, PageQuery, TextField, WholeField } from '@platform/http';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';

const phone = { nullable: true, max: 40, pattern: /^[0-9+() -]{3,40}$/ };
const under = {
  optional: true,
  max: 64,
  blank: true,
  description: 'Id or code: this unit and what is below it.',
};

/** Takes the blanks around what people type. */
export const Trimmed = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** `true`, `false`, `1` or `0` in a query. */
export const QueryFlag = () =>
  Transform(({ value }: { value: unknown }) => {
    if (value === 'true' || value === '1') return true;
    return value === 'false' || value === '0' ? false : value;
  });

export class OrgRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'sf0101', maxLength: 64 })
  code!: string;

  @ApiProperty({ maxLength: longestOrgName })
  name!: string;
}

export class OrgUnitAnswer extends OrgRef {
  @ApiProperty({ enum: orgKinds })
  kind!: OrgKind;

  @ApiProperty({ type: OrgRef, nullable: true })
  parent!: OrgRef | null;

  @ApiProperty({ description: 'Order among its siblings.', type: 'integer' })
  position!: number;

  @ApiProperty({ type: String, nullable: true, maxLength: 40 })
  phone!: string | null;

  @ApiProperty({ type: 'integer', description: 'Also as ETag; PATCH wants it in If-Match.' })
  version!: number;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  dissolvedOn!: string | null;

  @ApiProperty({ type: 'integer', description: 'Units directly below that are not dissolved.' })
  childCount!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Name of the unit that it was merged into.' })
  mergedInto!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: Date;
}

export class OrgUnitQuery extends PageQuery {
  @TextField({ optional: true, max: 100, blank: true, description: 'Part of a name or a code.' })
  search?: string;

  @ChoiceField(orgKinds, { optional: true })
  kind?: OrgKind;

  @TextField(under)
  under?: string;

  @ApiPropertyOptional({ description: 'Dissolved units too.', default: false })
  @IsOptional()
  @QueryFlag()
  @IsBoolean()
  dissolved?: boolean;
}

export class OrgTreeQuery {
  @TextField({ ...under, description: 'Id or code of the top; without it, the caller’s own units.' })
  under?: string;

  @ApiPropertyOptional({
    description: 'Levels below the top; 0 gives the top alone.',
    type: 'integer',
    minimum: 0,
    maximum: deepestTree,
    default: deepestTree,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(deepestTree)
  depth = deepestTree;
}

export class OrgTreeItem extends OrgRef {
  @ApiProperty({ enum: orgKinds })
  kind!: OrgKind;

  @ApiProperty({ type: 'integer' })
  childCount!: number;

  @ApiProperty({
    type: () => [OrgTreeItem],
    nullable: true,
    description: 'Null where the depth asked for ends and there is more below.',
  })
  children!: OrgTreeItem[] | null;
}

export class OrgTreeAnswer {
  @ApiProperty({ type: [OrgTreeItem] })
  items!: OrgTreeItem[];
}

export class NewOrgUnitBody {
  @TextField({ max: 64, example: 'sf0101', description: 'Letters, digits, dots, hyphens and underscores.' })
  code!: string;

  @Trimmed()
  @TextField({ max: longestOrgName })
  name!: string;

  @ChoiceField(orgKinds)
  kind!: OrgKind;

  @TextField({ max: 64, description: 'Id or code of the superior.' })
  parent!: string;

  @TextField(phone)
  phone?: string | null;

  @WholeField({ optional: true, min: 0, max: 1_000_000, default: 0 })
  position?: number;
}

export class OrgUnitPatchBody {
  @Trimmed()
  @TextField({ optional: true, max: longestOrgName })
  name?: string;

  @TextField(phone)
  phone?: string | null;

  @WholeField({ optional: true, min: 0, max: 1_000_000 })
  position?: number;

  @TextField({ optional: true, max: 2000, blank: true })
  reason?: string;
}

export class OrgImportQuery {
  @ApiPropertyOptional({ default: false, description: 'Says what would happen and does nothing.' })
  @IsOptional()
  @QueryFlag()
  @IsBoolean()
  dryRun?: boolean;

  @ApiPropertyOptional({
    default: false,
    description:
      'Takes the rows without a fault although others have one, and nothing that hangs below those.',
  })
  @IsOptional()
  @QueryFlag()
  @IsBoolean()
  partial?: boolean;
}

export class OrgImportRowAnswer {
  @ApiProperty({ type: 'integer', description: 'As a spreadsheet shows it.' })
  line!: number;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ enum: ['create', 'update'] })
  act!: 'create' | 'update';

  @ApiProperty({ type: [String], description: 'In Chinese: what is set, or what changes from what.' })
  changes!: string[];
}

export class OrgImportAnswer {
  @ApiProperty()
  dryRun!: boolean;

  @ApiProperty({ type: 'integer' })
  created!: number;

  @ApiProperty({ type: 'integer' })
  updated!: number;

  @ApiProperty({ type: 'integer' })
  unchanged!: number;

  @ApiProperty({ type: [OrgImportRowAnswer], description: 'The first 500 of the new and the changed units.' })
  rows!: OrgImportRowAnswer[];

  @ApiProperty({ type: [String], description: 'How the file was read, in Chinese: the sheet, hidden rows.' })
  notes!: string[];

  @ApiProperty({
    type: [FieldProblemDto],
    maxItems: 500,
    description: 'With `partial`: the rows that are not taken, with their reasons.',
  })
  refused!: FieldProblemDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'With `partial`: the rows that are not taken as the text of a CSV, its first column 退回原因, to be put right and sent again.',
  })
  restFile!: string | null;
}

export class OrgExportQuery {
  @ChoiceField(['csv', 'xlsx'], { optional: true, default: 'csv' })
  format: 'csv' | 'xlsx' = 'csv';

  @TextField(under)
  under?: string;
}
