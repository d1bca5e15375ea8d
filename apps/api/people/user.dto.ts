import { usernameFormat } from '@domain/access';
import { type Role, roles } from '@domain/org/roles';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FieldProblemDto, FlagField, PageQuery, TextField } from '@platform/http';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { OrgSummary, truth, UserPost } from './post.dto';

export class UserQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 60, description: 'Part of a name or a username.' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  search?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Transform(truth)
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional({ maxLength: 64, description: 'Id or code: only people of this subtree.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  under?: string;

  @ApiPropertyOptional({ enum: roles })
  @IsOptional()
  @IsIn(roles)
  role?: Role;
}

export class UserItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  username!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ nullable: true, type: String })
  phone!: string | null;
  @ApiProperty({ nullable: true, type: String })
  email!: string | null;
  @ApiProperty()
  active!: boolean;
  @ApiProperty()
  mustChangePassword!: boolean;
  @ApiProperty({ type: 'integer' })
  version!: number;
  @ApiProperty({ type: OrgSummary, nullable: true })
  org!: OrgSummary | null;
  @ApiProperty({ type: [UserPost] })
  appointments!: UserPost[];
}

export class NewUserBody {
  @ApiProperty({ maxLength: 60, pattern: usernameFormat.source })
  @IsString()
  @Matches(usernameFormat)
  username!: string;

  @ApiProperty({ maxLength: 50 })
  @IsString()
  @MinLength(1)
  @MaxLength(50)
  name!: string;

  @ApiProperty({
    maxLength: 64,
    description: 'Id or code of the unit whose administrators keep the account.',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  org!: string;

  @ApiPropertyOptional({ maxLength: 30 })
  @IsOptional()
  @IsString()
  @MaxLength(30)
  phone?: string;

  @ApiPropertyOptional({ maxLength: 200, format: 'email' })
  @IsOptional()
  @IsEmail()
  @MaxLength(200)
  email?: string;
}

export class CreatedUser extends UserItem {
  @ApiProperty({ description: 'Told once; to be changed at first sign-in.' })
  temporaryPassword!: string;
}

export class UserChangeBody {
  @TextField({ max: 50, optional: true })
  name?: string;

  @ApiPropertyOptional({ maxLength: 30, nullable: true, type: String })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsString()
  @MaxLength(30)
  phone?: string | null;

  @ApiPropertyOptional({ maxLength: 200, nullable: true, type: String, format: 'email' })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsEmail()
  @MaxLength(200)
  email?: string | null;

  @TextField({ max: 64, optional: true })
  org?: string;

  @FlagField({
    optional: true,
    description: 'False deactivates: the account signs in no more and keeps its name in the record.',
  })
  active?: boolean;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'The version that was read.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number;
}

export class UserImportQuery {
  @ApiPropertyOptional({
    default: false,
    description: 'Says what would happen and does nothing; for a file.',
  })
  @IsOptional()
  @Transform(truth)
  @IsBoolean()
  dryRun?: boolean;

  @ApiPropertyOptional({
    default: false,
    description:
      'Takes the people without a faulty line although others have one; a person’s lines stay together.',
  })
  @IsOptional()
  @Transform(truth)
  @IsBoolean()
  partial?: boolean;
}

export class UserImportBody {
  @ApiProperty({
    maxLength: 1_000_000,
    description:
      'CSV with the columns username, name, org, role, phone and email; Chinese headings are known too.',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(1_000_000)
  csv!: string;

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  partial?: boolean;
}

export class ImportedUserItem {
  @ApiProperty()
  username!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'The name of the unit on the first line of the person; empty without one.' })
  unit!: string;
  @ApiProperty({ description: 'Empty in a dry run.' })
  temporaryPassword!: string;
}

export class UserImportRowItem {
  @ApiProperty({ type: 'integer', description: 'As a spreadsheet shows it.' })
  line!: number;
  @ApiProperty()
  username!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({
    enum: ['create', 'appoint'],
    description: 'appoint: one more post of an account that a line above makes.',
  })
  act!: 'create' | 'appoint';
  @ApiProperty({ type: [String], description: 'In Chinese: the unit and the post.' })
  changes!: string[];
}

export class UserImportAnswer {
  @ApiProperty()
  dryRun!: boolean;
  @ApiProperty({ type: [ImportedUserItem] })
  created!: ImportedUserItem[];
  @ApiProperty({ type: 'integer', description: 'How many posts were granted.' })
  appointments!: number;
  @ApiProperty({ type: [UserImportRowItem] })
  rows!: UserImportRowItem[];
  @ApiProperty({ type: [String], description: 'How the file was read, in Chinese: the sheet, hidden rows.' })
  notes!: string[];
  @ApiProperty({
    type: [FieldProblemDto],
    maxItems: 500,
    description: 'With `partial`: the lines that are not taken, with their reasons.',
  })
  refused!: FieldProblemDto[];
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'With `partial`: the lines that are not taken as the text of a CSV, its first column 退回原因, to be put right and sent again.',
  })
  restFile!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The temporary passwords as the text of a CSV file, told once; null in a dry run.',
  })
  passwordFile!: string | null;
}

export class PasswordResetAnswer {
  @ApiProperty({ description: 'Told once; to be changed at first sign-in.' })
  temporaryPassword!: string;
}
