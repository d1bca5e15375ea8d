import { type Role, roles } from '@domain/org/roles';
import type { PostFilter } from '@features/people';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';

/** A flag in a query, where everything is text. */
export const truth = ({ value }: { value: unknown }) =>
  value === 'true' ? true : value === 'false' ? false : value;

export class OrgSummary {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
}

export class PersonSummary {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
}

export class RoleAtUnit {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: roles })
  role!: Role;
  @ApiProperty({ type: OrgSummary })
  org!: OrgSummary;
}

export class UserPost extends RoleAtUnit {
  @ApiProperty({ format: 'date-time' })
  startsAt!: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  endsAt!: string | null;
}

export class PostQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  user?: string;

  @ApiPropertyOptional({ maxLength: 64, description: 'Id or code.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  org?: string;

  @ApiPropertyOptional({ enum: roles })
  @IsOptional()
  @IsIn(roles)
  role?: Role;

  @ApiPropertyOptional({ default: true, description: 'Only what is in force or will be.' })
  @IsOptional()
  @Transform(truth)
  @IsBoolean()
  current?: boolean;

  /** What is asked for; of what is past only on request. */
  filter(): PostFilter {
    const { user, org, role, current } = this;
    return { userId: user, org, role, current: current ?? true };
  }
}

export class CreatedId {
  @ApiProperty({ format: 'uuid' })
  id!: string;
}
