import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PersonSummary, RoleAtUnit } from './post.dto';

export class DelegatedPost extends RoleAtUnit {
  @ApiProperty({ type: PersonSummary })
  user!: PersonSummary;
}

export class DelegationItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ type: DelegatedPost })
  appointment!: DelegatedPost;
  @ApiProperty({ type: PersonSummary })
  delegate!: PersonSummary;
  @ApiProperty({ format: 'date-time' })
  startsAt!: string;
  @ApiProperty({ format: 'date-time' })
  endsAt!: string;
  @ApiProperty({ nullable: true, type: String })
  reason!: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  revokedAt!: string | null;
}

export class NewDelegationBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  appointmentId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  delegateId!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsDateString({ strict: true })
  startsAt?: string;

  @ApiProperty({ format: 'date-time' })
  @IsDateString({ strict: true })
  endsAt!: string;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}
