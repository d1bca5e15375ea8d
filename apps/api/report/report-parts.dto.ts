import { type OrgKind, orgKinds, type Role, roles } from '@domain/org/roles';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class PersonRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ maxLength: 100 })
  name!: string;
}

export class UnitRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ maxLength: 64 })
  code!: string;

  @ApiProperty({ maxLength: 200 })
  name!: string;
}

export class ReportUnit extends UnitRef {
  @ApiProperty({ enum: orgKinds })
  kind!: OrgKind;
}

export class EndedUnit {
  @ApiProperty({ format: 'date', description: 'The first day on which the unit exists no more.' })
  on!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    maxLength: 200,
    description: 'Name of the unit it was merged into; null where it was dissolved.',
  })
  into!: string | null;
}

export class OwingUnit extends ReportUnit {
  @ApiProperty({ type: EndedUnit, nullable: true, description: 'Set once the unit owes nothing any more.' })
  ended!: EndedUnit | null;
}

export class CycleRef {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ maxLength: 64 })
  code!: string;

  @ApiProperty({ maxLength: 200 })
  title!: string;

  @ApiProperty({ example: 'Asia/Shanghai', description: 'The zone in which its dates are days.' })
  timeZone!: string;
}

class StopDto {
  @ApiProperty({ type: 'integer', minimum: 1 })
  index!: number;

  @ApiProperty({ type: ReportUnit })
  org!: ReportUnit;

  @ApiProperty({ enum: ['reviewer', 'leader'] })
  role!: Role;

  @ApiProperty({ enum: ['any', 'all'] })
  mode!: 'any' | 'all';

  @ApiProperty({ type: 'integer', minimum: 0 })
  workingDays!: number;

  @ApiProperty({ description: 'The completing decision gives a grade.' })
  grade!: boolean;
}

export class StepDto extends StopDto {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'How many steps the route has.' })
  of!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt!: Date | null;

  @ApiProperty({ type: String, enum: ['no_reviewer'], nullable: true })
  flag!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Whom a transfer named.' })
  reservedFor!: string | null;
}

export class RouteStepDto extends StopDto {
  @ApiProperty({
    enum: ['pending', 'waiting', 'approved', 'carried', 'recused', 'skipped', 'returned', 'void'],
  })
  status!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  enteredAt!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  leftAt!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  dueAt!: Date | null;
}

export class HoldingPersonDto extends PersonRef {
  @ApiProperty({ enum: roles, description: 'The post in which they hold it up.' })
  role!: Role;
}

export class WaitingOnDto {
  @ApiProperty({ type: [HoldingPersonDto] })
  who!: HoldingPersonDto[];

  @ApiProperty({ format: 'date-time' })
  since!: Date;
}

export class ScopeDto {
  @ApiPropertyOptional({ type: [String] })
  sections?: string[];

  @ApiPropertyOptional({ type: [String] })
  indicators?: string[];

  @ApiPropertyOptional({ type: [String] })
  problems?: string[];
}

export class ReturnedDto {
  @ApiProperty({ type: PersonRef })
  by!: PersonRef;

  @ApiProperty({ type: PersonRef, nullable: true })
  onBehalfOf!: PersonRef | null;

  @ApiProperty({ maxLength: 2000 })
  note!: string;

  @ApiProperty({ type: ScopeDto, nullable: true, description: 'What is open; null opens everything.' })
  scope!: ScopeDto | null;

  @ApiProperty({ enum: ['route', 'here'] })
  resume!: 'route' | 'here';

  @ApiProperty({ format: 'date-time', description: 'When the answer is due.' })
  dueAt!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'The revision it is about, which what a scope froze is compared with.',
  })
  revision!: number;
}

export class WaiverDto {
  @ApiProperty({ maxLength: 2000 })
  reason!: string;

  @ApiProperty({ maxLength: 100 })
  by!: string;

  @ApiProperty({ format: 'date-time' })
  at!: Date;
}

export class NilDto {
  @ApiProperty({ maxLength: 2000 })
  reason!: string;
}

export class ExtensionDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ['requested', 'granted', 'denied'] })
  state!: 'requested' | 'granted' | 'denied';

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  requested!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  until!: string | null;

  @ApiProperty({ maxLength: 2000, description: 'Why it was asked for, or given unasked.' })
  reason!: string;

  @ApiProperty({ type: String, maxLength: 2000, nullable: true, description: 'What was answered to it.' })
  note!: string | null;

  @ApiProperty({ type: PersonRef, nullable: true, description: 'Who asked; once answered who did that.' })
  by!: PersonRef | null;
}

export class StaleOrg {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;
}

export class StaleDto {
  @ApiProperty({ format: 'uuid' })
  reportId!: string;

  @ApiProperty({ type: StaleOrg })
  org!: StaleOrg;

  @ApiProperty({ enum: ['reopened', 'changed', 'added'] })
  reason!: 'reopened' | 'changed' | 'added';

  @ApiProperty({ type: 'integer', nullable: true, description: 'The revision that was compiled.' })
  compiledRevision!: number | null;
}

export class EditionRef {
  @ApiProperty({ example: '2025-18', maxLength: 20 })
  number!: string;
}
