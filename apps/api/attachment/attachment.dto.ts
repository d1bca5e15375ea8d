import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export class Uploader {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
}

export class AttachmentItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  filename!: string;
  @ApiProperty()
  mediaType!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes.' })
  size!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The revision that froze it.' })
  revision!: number | null;
  @ApiProperty({ type: Uploader })
  uploadedBy!: Uploader;
  @ApiProperty({ format: 'date-time' })
  uploadedAt!: string;
}

export class AttachmentList {
  @ApiProperty({ type: [AttachmentItem] })
  items!: AttachmentItem[];
}

export class AttachmentQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Those of this revision; left out: as the caller sees the report.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  revision?: number;
}
