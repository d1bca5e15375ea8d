import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { Injectable } from '@nestjs/common';
import { Database, type Querier } from '@platform/database';

const mostKept = 200;

/** Definitions of released template versions, which never change (design 1.1). */
@Injectable()
export class TemplateCache {
  private readonly kept = new Map<string, TemplateDefinition>();

  constructor(private readonly database: Database) {}

  async definition(versionId: string, querier: Querier = this.database): Promise<TemplateDefinition> {
    const known = this.kept.get(versionId);
    if (known) return known;
    const [row] = await querier.query<{ definition: TemplateDefinition }>(selectDefinition, [versionId]);
    if (!row) throw new Error(`There is no template version ${versionId}.`);
    if (this.kept.size >= mostKept) this.kept.delete(this.kept.keys().next().value ?? '');
    this.kept.set(versionId, row.definition);
    return row.definition;
  }
}

const selectDefinition = {
  name: 'report_template_definition',
  text: 'SELECT definition FROM template_version WHERE id = $1',
};
