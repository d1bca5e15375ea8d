import type { Role } from '@domain/org/roles';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A user holds a role at an org unit from an instant until an instant (exclusive; null: open-ended). */
@Entity('appointment')
export class AppointmentEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('text')
  role!: Role;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt!: Date | null;

  @Column('uuid', { name: 'granted_by', nullable: true })
  grantedBy!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
