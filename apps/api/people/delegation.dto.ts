import { type DelegationState, type DeputyCandidate, delegationStates } from '@features/people';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { InstantField, TextField } from '@platform/http';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Trimmed } from '../org/org.dto';
import { CreatedId, OrgSummary, PersonSummary, RoleAtUnit } from './post.dto';

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
  @ApiProperty({ enum: delegationStates })
  state!: DelegationState;
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  acceptedAt!: string | null;
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  revokedAt!: string | null;
}

export class CreatedDelegation extends CreatedId {
  @ApiProperty({
    type: 'integer',
    description: 'In how many reports under review it may recuse the delegate.',
  })
  recuses!: number;
}

export class CandidateQuery {
  @Trimmed()
  @TextField({ max: 60, description: 'Part of a name or of a unit’s name, or a whole username.' })
  search!: string;
}

/** Nothing to reach them by: the account's own unit keeps that. */
export class CandidateItem extends PersonSummary implements DeputyCandidate {
  @ApiProperty({ type: OrgSummary, nullable: true })
  org!: OrgSummary | null;
}

export class CandidateAnswer {
  @ApiProperty({ type: [CandidateItem], description: 'At most twenty.' })
  items!: CandidateItem[];
  @ApiProperty({ description: 'Whether more match; a longer search finds them.' })
  more!: boolean;
}

export class RecusalQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  appointmentId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  delegateId!: string;
}

class UnitName {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
}

class CycleTitle {
  @ApiProperty()
  code!: string;
  @ApiProperty()
  title!: string;
}

export class RecusedReportItem {
  @ApiProperty({ format: 'uuid' })
  reportId!: string;
  @ApiProperty({ type: UnitName })
  org!: UnitName;
  @ApiProperty({ type: CycleTitle })
  cycle!: CycleTitle;
  @ApiProperty({ enum: ['would_write', 'took_part'] })
  why!: 'would_write' | 'took_part';
}

export class RecusalAnswer {
  @ApiProperty({ type: [RecusedReportItem], description: 'At most twenty.' })
  items!: RecusedReportItem[];
  @ApiProperty({ type: 'integer' })
  total!: number;
}

export class NewDelegationBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  appointmentId!: string;

  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  delegateId!: string;

  @InstantField({ nullable: true })
  startsAt?: string;

  @InstantField()
  endsAt!: string;

  @ApiPropertyOptional({ maxLength: 500 })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}
