import type { CycleAudience, GradeQuota } from '@domain/cycle/cycle-definition';
import type { ReminderPlan } from '@domain/reminders';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One round of reporting (design 1.1). Its audience names units by code. */
@Entity('cycle')
export class CycleEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  title!: string;

  @Column('text')
  period!: string;

  @Column('text')
  state!: 'draft' | 'open' | 'closed';

  /** The unit whose administrators own it: the one that the audience lies under. */
  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('jsonb')
  audience!: CycleAudience;

  @Column('jsonb', { name: 'reminder_plan', nullable: true })
  reminderPlan!: ReminderPlan | null;

  @Column('jsonb', { name: 'grade_quota', nullable: true })
  gradeQuota!: GradeQuota | null;

  @Column('text', { nullable: true })
  notice!: string | null;

  @Column('timestamptz', { name: 'closes_at', nullable: true })
  closesAt!: Date | null;

  /** Grows whenever reminders and rollups must look at the cycle afresh. */
  @Column('integer', { name: 'plan_version' })
  planVersion!: number;

  @Column('integer')
  version!: number;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
