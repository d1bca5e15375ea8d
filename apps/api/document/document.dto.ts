import { type OrgKind, orgKinds } from '@domain/org/roles';
import { type DocumentFormat, documentFormats } from '@features/document';
import { ApiProperty } from '@nestjs/swagger';
import { ChoiceField, FlagField, TextField, WholeField } from '@platform/http';
import { Transform, Type } from 'class-transformer';

const unit = {
  optional: true,
  max: 64,
  description: 'Id or code of a unit; the caller’s highest otherwise.',
};

export class DocumentQuery {
  @ChoiceField(documentFormats, { optional: true, default: 'docx' })
  format: DocumentFormat = 'docx';

  @WholeField({
    optional: true,
    min: 1,
    max: 100_000,
    description: 'Without it, the working copy for the author’s side and the latest revision for others.',
  })
  @Type(() => Number)
  revision?: number;

  @FlagField({ optional: true, description: 'With the red head 发文机关标志 of GB/T 9704.' })
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  redHead?: boolean;
}

export class EditionDocumentQuery {
  @ChoiceField(documentFormats, { optional: true, default: 'docx' })
  format: DocumentFormat = 'docx';
}

export class WorkbookQuery {
  @TextField(unit)
  under?: string;

  @ChoiceField(orgKinds, { optional: true, description: 'All tiers of the cycle otherwise, a sheet each.' })
  tier?: OrgKind;
}

export class NewExportBody {
  @TextField({ max: 64, description: 'Id or code of a cycle.' })
  cycle!: string;

  @TextField(unit)
  under?: string;

  @ChoiceField(orgKinds, { optional: true, description: 'All tiers otherwise.' })
  tier?: OrgKind;

  @ChoiceField(documentFormats, { optional: true, default: 'pdf' })
  format: DocumentFormat = 'pdf';
}

export class ExportCycle {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  title!: string;
}

export class ExportUnit {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
}

export class ExportAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: ExportCycle })
  cycle!: ExportCycle;

  @ApiProperty({ type: ExportUnit })
  org!: ExportUnit;

  @ApiProperty({ enum: documentFormats })
  format!: string;

  @ApiProperty({ enum: ['queued', 'running', 'done', 'failed'] })
  state!: string;

  @ApiProperty({ type: 'integer', description: 'Reports that go in.' })
  total!: number;

  @ApiProperty({ type: 'integer', description: 'Reports that are in already.' })
  written!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Bytes of the archive.' })
  size!: number | null;

  @ApiProperty({ format: 'date-time' })
  requestedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finishedAt!: string | null;

  @ApiProperty({ format: 'date-time', description: 'After this the archive is removed.' })
  expiresAt!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Address of the archive once it is done.' })
  file!: string | null;
}
