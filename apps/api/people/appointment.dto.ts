import { type Role, roles } from '@domain/org/roles';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDateString, IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { PersonSummary, UserPost } from './post.dto';

export class AppointmentItem extends UserPost {
  @ApiProperty({ type: PersonSummary })
  user!: PersonSummary;
}

export class NewAppointmentBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  userId!: string;

  @ApiProperty({ maxLength: 64, description: 'Id or code.' })
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  org!: string;

  @ApiProperty({ enum: roles })
  @IsIn(roles)
  role!: Role;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsDateString({ strict: true })
  startsAt?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Exclusive; left out: open-ended.' })
  @IsOptional()
  @IsDateString({ strict: true })
  endsAt?: string;
}

export class EndBody {
  @ApiPropertyOptional({ format: 'date-time', description: 'Left out: now.' })
  @IsOptional()
  @IsDateString({ strict: true })
  at?: string;
}
