import type { GradeQuota, LatePolicy } from '@domain/cycle/cycle-definition';
import { type OrgKind, orgKinds } from '@domain/org/roles';
import type { Cycle } from '@features/cycle';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '@platform/http';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { OrgRef } from '../org/org.dto';
import { ReminderPlanBody } from './cycle-body.dto';
import { RouteStepBody } from './tier.dto';

const states = ['draft', 'open', 'closed'] as const;

export class CycleQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Part of a title or a code.', maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string;

  @ApiPropertyOptional({ enum: states })
  @IsOptional()
  @IsIn(states)
  state?: Cycle['state'];

  @ApiPropertyOptional({ example: '2025', maxLength: 10 })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  period?: string;
}

export class TierTemplateItem {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;
}

export class TierItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: orgKinds })
  kind!: OrgKind;

  @ApiProperty({ format: 'uuid', description: 'Id of the template version.' })
  templateVersion!: string;

  @ApiProperty({ type: TierTemplateItem })
  template!: TierTemplateItem;

  @ApiProperty({ format: 'date-time' })
  dueAt!: Date;

  @ApiProperty({ type: 'integer' })
  graceDays!: number;

  @ApiProperty({ enum: ['accept', 'lock'] })
  latePolicy!: LatePolicy;

  @ApiProperty()
  allowNil!: boolean;

  @ApiProperty({ type: [RouteStepBody] })
  route!: RouteStepBody[];
}

export class AudienceItem {
  @ApiProperty({ description: 'Code of the unit.' })
  under!: string;

  @ApiProperty({ enum: orgKinds, isArray: true })
  kinds!: OrgKind[];

  @ApiProperty({ type: [String], description: 'Codes of units.' })
  except!: string[];
}

export class CycleAttachmentItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  filename!: string;

  @ApiProperty()
  mediaType!: string;

  @ApiProperty({ type: 'integer' })
  size!: number;

  @ApiProperty({ format: 'date-time' })
  uploadedAt!: Date;
}

/** A cycle as lists show it. */
export class CycleItem {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer', description: 'Also as ETag; PATCH wants it in If-Match.' })
  version!: number;

  @ApiProperty()
  code!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ example: '2025' })
  period!: string;

  @ApiProperty({ enum: states })
  state!: Cycle['state'];

  @ApiProperty({ type: OrgRef, description: 'The unit whose administrators own it.' })
  org!: OrgRef;

  @ApiProperty({ type: [TierItem] })
  tiers!: TierItem[];

  @ApiProperty({ type: AudienceItem })
  audience!: AudienceItem;

  @ApiProperty({ example: 'Asia/Shanghai' })
  timeZone!: string;

  @ApiProperty({ type: ReminderPlanBody, nullable: true })
  reminderPlan!: ReminderPlanBody | null;

  @ApiProperty({ type: 'object', nullable: true, additionalProperties: { type: 'number' } })
  gradeQuota!: GradeQuota | null;

  @ApiProperty({ type: String, nullable: true })
  notice!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The last instant before it closes by itself.',
  })
  closesAt!: Date | null;

  @ApiProperty({ type: [CycleAttachmentItem] })
  attachments!: CycleAttachmentItem[];

  @ApiProperty({ type: 'integer', description: 'Grows when dates or the reminder plan move.' })
  planVersion!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  openedAt!: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt!: Date | null;
}

export class CycleAnswer extends CycleItem {
  @ApiProperty({ type: 'integer', description: 'Reports owed; 0 before it opens.' })
  owed!: number;
}

export class UnroutedItem {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  name!: string;
}

export class OpenedCycleAnswer extends CycleAnswer {
  @ApiProperty({
    type: [UnroutedItem],
    description: 'Units whose reports nobody can review, because every step of their route falls away.',
  })
  unrouted!: UnroutedItem[];
}

export function cycleItem({ orgPath: _, tiers, ...cycle }: Cycle): CycleItem {
  return {
    ...cycle,
    tiers: tiers.map(({ templateVersion: { id, number, templateCode, templateName }, ...tier }) => ({
      ...tier,
      templateVersion: id,
      template: { code: templateCode, name: templateName, number },
    })),
  };
}

export function cycleAnswer({ owed, ...cycle }: Cycle & { owed: number }): CycleAnswer {
  return { ...cycleItem(cycle), owed };
}
