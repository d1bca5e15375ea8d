import { type Role, roles } from '@domain/org/roles';
import type { AuditSubject } from '@features/audit';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { InstantField, PageQuery } from '@platform/http';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 64, description: 'Id or name of who acted.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  actor?: string;

  @ApiPropertyOptional({ maxLength: 64, example: 'report.returned' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  action?: string;

  @ApiPropertyOptional({ maxLength: 64, description: 'Id of a report, user, cycle …' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  object?: string;

  @ApiPropertyOptional({ maxLength: 64, description: 'Id or code of an org unit.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  org?: string;

  @InstantField({ nullable: true })
  from?: string;

  @InstantField({ nullable: true, description: 'Exclusive.' })
  until?: string;
}

export class AuditActor {
  @ApiProperty({ type: String, nullable: true, description: 'Null: the system.' })
  id!: string | null;
  @ApiProperty()
  name!: string;
}

export class AuditBehalf {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
}

export class AuditObject {
  @ApiProperty()
  kind!: string;
  @ApiProperty({ type: String, nullable: true })
  id!: string | null;
}

export class AuditOrg {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
}

/** Whom or what an entry is about; null where the act has none. */
export class AuditSubjectItem implements AuditSubject {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Who got a post, whose account it is, who stands in.',
  })
  person!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Whose post is stood in for.' })
  holder!: string | null;
  @ApiProperty({ enum: roles, nullable: true })
  role!: Role | null;
  @ApiProperty({ type: String, nullable: true, description: 'Name of the template, the cycle or the robot.' })
  title!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Number of the template’s version.' })
  version!: number | null;
}

export class AuditEntry {
  @ApiProperty({ format: 'date-time' })
  at!: string;
  @ApiProperty({ type: AuditActor })
  actor!: AuditActor;
  @ApiProperty({ type: AuditBehalf, nullable: true })
  onBehalfOf!: AuditBehalf | null;
  @ApiProperty()
  action!: string;
  @ApiProperty({ type: AuditObject })
  object!: AuditObject;
  @ApiProperty({ type: AuditOrg, nullable: true })
  org!: AuditOrg | null;
  @ApiProperty({ type: AuditSubjectItem })
  subject!: AuditSubjectItem;
  @ApiProperty({ type: String, nullable: true })
  note!: string | null;
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: true })
  detail!: Record<string, unknown> | null;
}

export class AuditPage {
  @ApiProperty({ type: [AuditEntry] })
  items!: AuditEntry[];

  @ApiProperty({ type: 'integer', minimum: 0 })
  total!: number;

  @ApiProperty({ type: 'integer', minimum: 1 })
  page!: number;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 200 })
  pageSize!: number;

  @ApiProperty({
    description:
      'Whether `total` is all there is: a search goes back 10,000 rows, `until` finds earlier ones.',
  })
  complete!: boolean;
}

export class BrokenHistoryItem {
  @ApiProperty({ format: 'uuid' })
  reportId!: string;
  @ApiProperty({ type: 'integer' })
  sequence!: number;
  @ApiProperty({ enum: ['gap', 'hash', 'from', 'head', 'state', 'revision'] })
  fault!: string;
}

export class BrokenLedgerItem {
  @ApiProperty({ format: 'uuid' })
  itemId!: string;
  @ApiProperty({ type: 'integer' })
  sequence!: number;
  @ApiProperty({ enum: ['gap', 'hash', 'from', 'head', 'state'] })
  fault!: string;
}

export class VerificationAnswer {
  @ApiProperty()
  ok!: boolean;
  @ApiProperty({ type: 'integer' })
  reports!: number;
  @ApiProperty({ type: 'integer' })
  events!: number;
  @ApiProperty({ type: [BrokenHistoryItem] })
  broken!: BrokenHistoryItem[];
  @ApiProperty({ type: 'integer', description: 'Items of the rectification ledger.' })
  items!: number;
  @ApiProperty({ type: 'integer' })
  itemEvents!: number;
  @ApiProperty({ type: [BrokenLedgerItem], maxItems: 1000 })
  brokenItems!: BrokenLedgerItem[];
}
