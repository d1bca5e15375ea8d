import type { Target } from '@domain/access';
import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { templateFaults } from '@domain/cycle/template-faults';
import { problem } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { type Acting, manageableUnit, OrgUnitRepository, recordAct } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import { v7 } from 'uuid';
import { TemplateEntity } from './template.entity';
import { type Template, TemplateRepository, type TemplateVersion } from './template.repository';
import { TemplateVersionEntity } from './template-version.entity';

export interface NewTemplate {
  code: string;
  name: string;
  /** Id or code of the unit whose administrators keep it. */
  org: string;
  definition: TemplateDefinition;
}

/** Makes templates and their versions; a released version never changes (design 1.1, case 32). */
@Injectable()
export class TemplateService {
  constructor(
    private readonly templates: TemplateRepository,
    private readonly units: OrgUnitRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** By id or code. @throws not_found */
  async get(reference: string): Promise<Template> {
    return present(await this.templates.find(reference));
  }

  /** @throws not_found */
  async version(id: string): Promise<TemplateVersion> {
    return present(await this.templates.version(id));
  }

  /** Makes a template with version 1 as a draft. @throws template_invalid, unknown_unit, duplicate, forbidden */
  async create(acting: Acting, input: NewTemplate): Promise<Template> {
    refuseFaults(input.definition);
    return this.unitOfWork.run(async (transaction) => {
      const now = this.clock.now();
      const unit = await manageableUnit(this.units, transaction, acting, input.org, '/org', now);
      const id = v7();
      await transaction.manager.insert(TemplateEntity, {
        id,
        code: input.code,
        name: input.name,
        orgId: unit.id,
        createdAt: now,
      });
      await this.addVersion(transaction, acting, id, 1, input.definition);
      await this.record(
        transaction,
        acting,
        'template.created',
        { id, target: { orgId: unit.id, path: unit.path } },
        { code: input.code },
      );
      return present(await this.templates.find(id, transaction));
    });
  }

  /**
   * Starts the next version as a draft, from the latest one unless a definition is given. One draft at a
   * time, so that nobody's work is forgotten.
   * @throws template_draft_exists (409), template_invalid (422)
   */
  async startVersion(
    acting: Acting,
    reference: string,
    definition?: TemplateDefinition,
  ): Promise<TemplateVersion> {
    if (definition) refuseFaults(definition);
    return this.unitOfWork.run(async (transaction) => {
      const template = present(await this.templates.find(reference, transaction));
      await transaction.query('SELECT 1 FROM template WHERE id = $1 FOR UPDATE', [template.id]);
      const versions = (await this.templates.find(template.id, transaction))?.versions ?? [];
      const draft = versions.find((version) => version.state === 'draft');
      if (draft)
        throw problem('template_draft_exists', { number: draft.number }, { state: { draft: draft.id } });
      const [latest] = versions;
      const source = latest && (await this.templates.version(latest.id, transaction));
      const content = definition ?? source?.definition;
      if (!content) throw problem('not_found');
      const number = (latest?.number ?? 0) + 1;
      const id = await this.addVersion(transaction, acting, template.id, number, content);
      await this.record(transaction, acting, 'template.version_started', keptTemplate(template), { number });
      return present(await this.templates.version(id, transaction));
    });
  }

  /**
   * Replaces the definition of a draft that was read at `version`.
   * @throws template_released (409), stale_version (412), template_invalid (422)
   */
  async change(
    acting: Acting,
    id: string,
    version: number,
    definition: TemplateDefinition,
  ): Promise<TemplateVersion> {
    return this.unitOfWork.run(async (transaction) => {
      const draft = await this.locked(transaction, id);
      if (draft.version !== version) {
        const state = { version: draft.version, state: draft.state };
        throw problem('stale_version', { expected: version, actual: draft.version }, { state });
      }
      refuseReleased(draft);
      refuseFaults(definition);
      await transaction.manager.update(TemplateVersionEntity, { id }, { definition, version: version + 1 });
      await this.record(transaction, acting, 'template.version_changed', keptVersion(draft), {
        number: draft.number,
      });
      return present(await this.templates.version(id, transaction));
    });
  }

  /** Makes a draft final. @throws template_released (409), template_invalid (422) */
  async release(acting: Acting, id: string): Promise<TemplateVersion> {
    return this.unitOfWork.run(async (transaction) => {
      const version = await this.locked(transaction, id);
      refuseReleased(version);
      refuseFaults(version.definition);
      const releasedAt = this.clock.now();
      await transaction.manager.update(TemplateVersionEntity, { id }, { state: 'released', releasedAt });
      await this.record(transaction, acting, 'template.version_released', keptVersion(version), {
        number: version.number,
      });
      return present(await this.templates.version(id, transaction));
    });
  }

  private async locked(transaction: Transaction, id: string): Promise<TemplateVersion> {
    await transaction.query('SELECT 1 FROM template_version WHERE id = $1 FOR UPDATE', [id]);
    return present(await this.templates.version(id, transaction));
  }

  private async addVersion(
    transaction: Transaction,
    acting: Acting,
    templateId: string,
    number: number,
    definition: TemplateDefinition,
  ): Promise<string> {
    const id = v7();
    await transaction.manager.insert(TemplateVersionEntity, {
      id,
      templateId,
      number,
      state: 'draft',
      definition,
      version: 1,
      createdAt: this.clock.now(),
      createdBy: acting.userId,
      releasedAt: null,
    });
    return id;
  }

  private record(
    transaction: Transaction,
    acting: Acting,
    action: string,
    kept: Kept,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const { id, target } = kept;
    const act = {
      verb: 'template.manage' as const,
      target,
      action,
      objectKind: 'template',
      objectId: id,
      detail,
    };
    return recordAct(this.audit, transaction, acting, act, this.clock.now());
  }
}

/** What the record of an act on a template names. */
interface Kept {
  id: string;
  target: Target;
}

function keptTemplate(template: Template): Kept {
  return { id: template.id, target: { orgId: template.org.id, path: template.orgPath } };
}

function keptVersion(version: TemplateVersion): Kept {
  return { id: version.template.id, target: { orgId: version.orgId, path: version.orgPath } };
}

function present<T>(found: T | null): T {
  if (found === null) throw problem('not_found');
  return found;
}

function refuseReleased(version: TemplateVersion): void {
  if (version.state === 'released')
    throw problem('template_released', {}, { state: { state: version.state } });
}

function refuseFaults(definition: TemplateDefinition): void {
  const errors = templateFaults(definition).map((fault) => ({
    ...fault,
    pointer: `/definition${fault.pointer}`,
  }));
  if (errors.length > 0) throw problem('template_invalid', { count: errors.length }, { errors });
}
