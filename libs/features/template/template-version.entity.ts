import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of a template; a trigger of the schema keeps a released one as it is. */
@Entity('template_version')
export class TemplateVersionEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'template_id' })
  templateId!: string;

  @Column('integer')
  number!: number;

  @Column('text')
  state!: 'draft' | 'released';

  @Column('jsonb')
  definition!: TemplateDefinition;

  /** Grows with every change of a draft. */
  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt!: Date | null;
}
