import type { LatePolicy, RouteStep } from '@domain/cycle/cycle-definition';
import type { OrgKind } from '@domain/org/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What one kind of unit owes within a cycle. */
@Entity('cycle_tier')
export class CycleTierEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'cycle_id' })
  cycleId!: string;

  @Column('text')
  kind!: OrgKind;

  @Column('uuid', { name: 'template_version_id' })
  templateVersionId!: string;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('integer', { name: 'grace_days' })
  graceDays!: number;

  @Column('text', { name: 'late_policy' })
  latePolicy!: LatePolicy;

  @Column('boolean', { name: 'allow_nil' })
  allowNil!: boolean;

  @Column('jsonb')
  route!: RouteStep[];
}
