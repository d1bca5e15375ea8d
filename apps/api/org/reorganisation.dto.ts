import { longestOrgName } from '@domain/org/org-import';
import { ApiProperty } from '@nestjs/swagger';
import { DayField, FlagField, TextField, TextListField, WholeField } from '@platform/http';
import { OrgRef, OrgUnitAnswer, Trimmed } from './org.dto';

export class ReorganisationBody {
  @TextField({ optional: true, max: 2000, blank: true })
  reason?: string;

  @DayField({ optional: true, description: 'Today unless said; never in the future.' })
  effectiveOn?: string;

  @FlagField({ optional: true, default: false, description: 'Says what would happen and does nothing.' })
  dryRun?: boolean;
}

export class MoveBody extends ReorganisationBody {
  @TextField({ max: 64, description: 'Id or code of the new superior.' })
  parent!: string;

  @WholeField({ optional: true, min: 0, max: 1_000_000 })
  position?: number;
}

export class UpgradeBody extends ReorganisationBody {
  @Trimmed()
  @TextField({ optional: true, max: longestOrgName, description: 'Its new name.' })
  name?: string;
}

export class MergeBody extends ReorganisationBody {
  @TextField({ max: 64, description: 'Id or code of the unit that takes this one in.' })
  into!: string;
}

export class SplitBody extends ReorganisationBody {
  @TextField({ max: 64, description: 'Code of the new unit.' })
  code!: string;

  @Trimmed()
  @TextField({ max: longestOrgName, description: 'Name of the new unit.' })
  name!: string;

  @TextListField({
    optional: true,
    max: 1000,
    length: 64,
    description: 'Ids or codes of children that go there.',
  })
  children?: string[];
}

export class OrgChangeLine {
  @ApiProperty({ type: OrgRef })
  unit!: OrgRef;

  @ApiProperty({ example: 'moved' })
  kind!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  before!: Record<string, unknown>;

  @ApiProperty({ type: 'object', additionalProperties: true })
  after!: Record<string, unknown>;
}

export class AffectedAnswer {
  @ApiProperty({ type: 'integer', description: 'Units whose place changes, the unit itself included.' })
  units!: number;

  @ApiProperty({ type: 'integer', description: 'Reports in review, which keep their route until rerouted.' })
  reportsInReview!: number;
}

export class ReorganisationAnswer {
  @ApiProperty()
  dryRun!: boolean;

  @ApiProperty({ format: 'date' })
  effectiveOn!: string;

  @ApiProperty({ type: OrgUnitAnswer, description: 'After the change; with dryRun as it still is.' })
  unit!: OrgUnitAnswer;

  @ApiProperty({ type: [OrgChangeLine] })
  changes!: OrgChangeLine[];

  @ApiProperty({ type: AffectedAnswer })
  affected!: AffectedAnswer;
}

export class OrgActorItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

export class OrgHistoryItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'renamed' })
  kind!: string;

  @ApiProperty({ format: 'date' })
  effectiveOn!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before!: Record<string, unknown> | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after!: Record<string, unknown> | null;

  @ApiProperty({ type: String, nullable: true, maxLength: 2000 })
  reason!: string | null;

  @ApiProperty({ type: OrgActorItem, nullable: true })
  actor!: OrgActorItem | null;

  @ApiProperty({ format: 'date-time' })
  at!: Date;
}
