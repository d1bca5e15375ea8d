import { type Role, roles } from '@domain/org/roles';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { InstantField } from '@platform/http';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class LoginBody {
  @ApiProperty({ maxLength: 100, example: 'sf0101.secretary' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  username!: string;

  @ApiProperty({ maxLength: 200, format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  password!: string;
}

export class PasswordBody {
  @ApiProperty({ maxLength: 200, format: 'password' })
  @IsString()
  @MaxLength(200)
  currentPassword!: string;

  @ApiProperty({ maxLength: 200, format: 'password' })
  @IsString()
  @MaxLength(200)
  newPassword!: string;
}

/** With `username` and `password` a script gets its token in one call; without them, the caller's own session pays. */
export class TokenBody {
  @ApiProperty({ maxLength: 100, example: 'nightly export' })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  @InstantField({ nullable: true, description: 'At most 366 days ahead; 90 days where it is left out.' })
  expiresAt?: string;

  @ApiPropertyOptional({ maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  username?: string;

  @ApiPropertyOptional({ maxLength: 200, format: 'password' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  password?: string;
}

export class UserSummary {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  username!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  mustChangePassword!: boolean;
}

export class LoginAnswer {
  @ApiProperty({ type: UserSummary })
  user!: UserSummary;
  @ApiProperty({
    description: 'Goes into the X-CSRF-Token header of every unsafe request made with the cookie.',
  })
  csrfToken!: string;
}

export class HeldPost {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: roles })
  role!: Role;
  @ApiProperty({
    type: 'object',
    properties: {
      id: { type: 'string' },
      code: { type: 'string' },
      name: { type: 'string' },
      kind: { type: 'string' },
    },
  })
  org!: { id: string; code: string; name: string; kind: string };
  @ApiProperty({ format: 'date-time', type: String })
  startsAt!: Date;
  @ApiProperty({ format: 'date-time', type: String, nullable: true })
  endsAt!: Date | null;
  @ApiProperty({
    type: 'object',
    nullable: true,
    properties: { userId: { type: 'string' }, name: { type: 'string' } },
    description: 'Whose post it is, where the caller holds it by delegation.',
  })
  onBehalfOf!: { userId: string; name: string } | null;
}

export class MeAnswer {
  @ApiProperty({ type: UserSummary })
  user!: UserSummary;
  @ApiProperty({ type: [HeldPost] })
  appointments!: HeldPost[];
  @ApiProperty({ type: [String], description: 'Verbs that one of the appointments carries somewhere.' })
  may!: string[];
  @ApiProperty({ type: String, nullable: true, description: 'Null with an access token.' })
  csrfToken!: string | null;
}

export class IssuedTokenAnswer {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'Shown this once.' })
  token!: string;
  @ApiProperty({ format: 'date-time', type: String })
  expiresAt!: Date;
}

export class TokenItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ format: 'date-time', type: String })
  createdAt!: Date;
  @ApiProperty({ format: 'date-time', type: String, nullable: true })
  lastUsedAt!: Date | null;
  @ApiProperty({ format: 'date-time', type: String })
  expiresAt!: Date;
}

export class SessionItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'date-time', type: String })
  createdAt!: Date;
  @ApiProperty({ format: 'date-time', type: String })
  lastSeenAt!: Date;
  @ApiProperty({ format: 'date-time', type: String })
  expiresAt!: Date;
  @ApiProperty({ type: String, nullable: true })
  address!: string | null;
  @ApiProperty({ type: String, nullable: true })
  userAgent!: string | null;
  @ApiProperty()
  current!: boolean;
}
