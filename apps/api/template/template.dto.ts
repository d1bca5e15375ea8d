import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { templateCodePattern, templateLimits } from '@domain/cycle/template-faults';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { OrgRef } from '../org/org.dto';
import { DefinitionBody, WithDefinition } from './definition.dto';

export class TemplateQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of a name or a code.', maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string;
}

export class NewTemplateBody extends WithDefinition {
  @ApiProperty({ example: 'branch-annual', maxLength: 64 })
  @IsString()
  @MaxLength(64)
  @Matches(templateCodePattern)
  code!: string;

  @ApiProperty({ maxLength: templateLimits.title })
  @IsString()
  @IsNotEmpty()
  @MaxLength(templateLimits.title)
  name!: string;

  @ApiProperty({ description: 'Id or code of the unit whose administrators keep it.', maxLength: 64 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  org!: string;
}

export class TemplateVersionItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty({ enum: ['draft', 'released'] })
  state!: 'draft' | 'released';

  @ApiProperty({ format: 'date-time' })
  createdAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  releasedAt!: Date | null;
}

export class TemplateAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'branch-annual' })
  code!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: OrgRef })
  org!: OrgRef;

  @ApiProperty({ format: 'date-time' })
  createdAt!: Date;

  @ApiProperty({ type: [TemplateVersionItem], description: 'The latest first.' })
  versions!: TemplateVersionItem[];
}

export class TemplateRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;
}

export class TemplateVersionAnswer extends TemplateVersionItem {
  @ApiProperty({ type: 'integer', description: 'Of the draft; also as ETag, PUT wants it in If-Match.' })
  version!: number;

  @ApiProperty({ type: TemplateRef })
  template!: TemplateRef;

  @ApiProperty({ type: DefinitionBody })
  definition!: TemplateDefinition;
}
