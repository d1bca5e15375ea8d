import { type OrgKind, orgKinds, type Role, roles } from '@domain/org/roles';
import type { Attention, VacantPost, Waiting, WaitingExtension } from '@features/attention';
import { ApiProperty } from '@nestjs/swagger';

export class AttentionUnit {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  name!: string;
}

export class AttentionCycle {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ example: 'Asia/Shanghai' })
  timeZone!: string;
}

export class WaitingExtensionItem implements WaitingExtension {
  @ApiProperty({ format: 'uuid' })
  reportId!: string;
  @ApiProperty({ type: AttentionUnit })
  org!: AttentionUnit;
  @ApiProperty({ type: AttentionCycle })
  cycle!: AttentionCycle;
  @ApiProperty({ enum: orgKinds })
  tier!: OrgKind;
  @ApiProperty({ format: 'date-time' })
  requested!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who asks.' })
  by!: string | null;
  @ApiProperty()
  reason!: string;
}

export class VacantPostItem implements VacantPost {
  @ApiProperty({ type: AttentionUnit })
  org!: AttentionUnit;
  @ApiProperty({ enum: roles })
  role!: Role;
  @ApiProperty({ type: 'integer', description: 'Reports that wait for it now.' })
  waiting!: number;
  @ApiProperty({ type: 'integer', description: 'Reports under review that reach it later.' })
  coming!: number;
}

export class WaitingExtensions implements Waiting<WaitingExtensionItem> {
  @ApiProperty({ type: [WaitingExtensionItem], description: 'The first twenty.' })
  items!: WaitingExtensionItem[];
  @ApiProperty({ type: 'integer' })
  total!: number;
}

export class VacantPosts implements Waiting<VacantPostItem> {
  @ApiProperty({ type: [VacantPostItem], description: 'The first twenty.' })
  items!: VacantPostItem[];
  @ApiProperty({ type: 'integer' })
  total!: number;
}

export class VacantUnits implements Waiting<AttentionUnit> {
  @ApiProperty({ type: [AttentionUnit], description: 'The first twenty.' })
  items!: AttentionUnit[];
  @ApiProperty({ type: 'integer' })
  total!: number;
}

export class AttentionAnswer implements Attention {
  @ApiProperty({ type: WaitingExtensions })
  extensions!: WaitingExtensions;
  @ApiProperty({ type: VacantPosts, description: 'Posts of a review route that nobody holds.' })
  vacantPosts!: VacantPosts;
  @ApiProperty({ type: VacantUnits, description: 'They owe a report that nobody could hand in.' })
  unitsWithoutSecretary!: VacantUnits;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Null for who does not look after the whole installation.',
  })
  failedJobs!: number | null;
}
