import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A user lets another act in one of their appointments for a period (design 1.1). */
@Entity('delegation')
export class DelegationEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'appointment_id' })
  appointmentId!: string;

  @Column('uuid', { name: 'delegate_id' })
  delegateId!: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt!: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt!: Date;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
