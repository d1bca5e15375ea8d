import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A family of versions that share a code, kept by the administrators of one unit. */
@Entity('template')
export class TemplateEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  /** The unit whose administrators keep it; it may be used in this unit's subtree. */
  @Column('uuid', { name: 'org_id' })
  orgId!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
