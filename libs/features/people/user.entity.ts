import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** An account. Deactivated ones stay, because the record names them. */
@Entity('app_user')
export class UserEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  username!: string;

  @Column('text')
  name!: string;

  /** The unit whose administrators keep this account. */
  @Column('uuid', { name: 'org_id', nullable: true })
  orgId!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { name: 'password_hash', select: false })
  passwordHash!: string;

  @Column('boolean', { name: 'must_change_password' })
  mustChangePassword!: boolean;

  @Column('boolean')
  active!: boolean;

  @VersionColumn()
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
