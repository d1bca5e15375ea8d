import { type OrgKind, orgKinds } from '@domain/org/roles';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import { ExtendBody, NoteBody } from '../report/transition.dto';

const under = { description: 'Id or code: this unit and what is below it.', maxLength: 64 };

/** Which reports of a cycle something is done to, a page of them at a time. */
class ReportsBelow {
  @ApiPropertyOptional(under)
  @IsOptional()
  @IsString()
  @MaxLength(64)
  under?: string;

  @ApiPropertyOptional({ enum: orgKinds })
  @IsOptional()
  @IsIn(orgKinds)
  tier?: OrgKind;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Goes on after this report: the `next` of the call before.',
  })
  @IsOptional()
  @IsUUID()
  after?: string;
}

export class CycleExtensionBody extends IntersectionType(ExtendBody, ReportsBelow) {
  @ApiPropertyOptional({ type: [String], minItems: 1, maxItems: 1000, description: 'Units by id or code.' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  orgs?: string[];
}

export class CycleUrgeBody extends IntersectionType(NoteBody, ReportsBelow) {}

export class RefusedReport {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ maxLength: 60, description: 'The problem’s code.' })
  code!: string;
}

export class CycleWorkAnswer {
  @ApiProperty({ type: 'integer', description: 'Reports that it was done to; at most 1,000 a call.' })
  done!: number;

  @ApiProperty({ type: [RefusedReport] })
  refused!: RefusedReport[];

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Where to go on: send it as `after`. Null at the end.',
  })
  next!: string | null;
}
