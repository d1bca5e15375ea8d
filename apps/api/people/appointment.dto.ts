import { type Role, roles } from '@domain/org/roles';
import { ApiProperty } from '@nestjs/swagger';
import { InstantField } from '@platform/http';
import { IsIn, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
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

  @InstantField({ nullable: true })
  startsAt?: string;

  @InstantField({ nullable: true, description: 'Exclusive; left out: open-ended.' })
  endsAt?: string;
}

export class EndBody {
  @InstantField({ nullable: true, description: 'Left out: now.' })
  at?: string;
}
