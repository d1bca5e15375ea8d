import { allowed, inForce, isWithin, type Target, type Verb } from '@domain/access';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Caller, type Judgement, type Page, TargetJudges } from '@platform/http';
import { type Standing, type Template, TemplateRepository } from './template.repository';

/** Where the caller's posts in force stand. */
export function standingOf(caller: Caller, now: Date): Standing {
  const held = caller.appointments.filter((post) => inForce(post, now));
  return {
    paths: [...new Set(held.map((post) => post.path))],
    orgIds: [...new Set(held.map((post) => post.orgId))],
  };
}

/** Whether a unit lies above, below or at one where the caller stands. */
export function inLine(path: string, standing: Standing): boolean {
  return standing.paths.some((held) => isWithin(held, path) || isWithin(path, held));
}

/**
 * Who sees and keeps templates. They are handed down: whoever writes or reviews below the unit that keeps
 * one must read it, so reading reaches down to them, and also to whom a running cycle brought it.
 */
@Injectable()
export class TemplateAccess implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly templates: TemplateRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.judges.register('template', {
      judge: async (caller, verb, reference) => {
        const template = await this.templates.find(reference);
        if (!template) return 'hidden';
        return this.judge(caller, verb, template.id, { orgId: template.org.id, path: template.orgPath });
      },
    });
    this.judges.register('template_version', {
      judge: async (caller, verb, id) => {
        const version = await this.templates.version(id);
        if (!version) return 'hidden';
        const target = { orgId: version.orgId, path: version.orgPath };
        if (version.state === 'draft' && !this.seesDrafts(caller, target)) return 'hidden';
        return this.judge(caller, verb, version.template.id, target);
      },
    });
  }

  async list(
    caller: Caller,
    filter: { search?: string; page: number; pageSize: number; sort?: string },
  ): Promise<Page<Template>> {
    const page = await this.templates.list(standingOf(caller, this.clock.now()), filter);
    return { ...page, items: page.items.map((template) => this.shown(caller, template)) };
  }

  /** A template as the caller may see it: drafts are the business of who keeps it and of observers. */
  shown(caller: Caller, template: Template): Template {
    if (this.seesDrafts(caller, { orgId: template.org.id, path: template.orgPath })) return template;
    return { ...template, versions: template.versions.filter((version) => version.state === 'released') };
  }

  private seesDrafts(caller: Caller, target: Target): boolean {
    return allowed(caller, 'audit.read', target, this.clock.now());
  }

  private async judge(caller: Caller, verb: Verb, templateId: string, target: Target): Promise<Judgement> {
    const now = this.clock.now();
    if (allowed(caller, verb, target, now)) return 'allowed';
    const standing = standingOf(caller, now);
    const reads = inLine(target.path, standing) || (await this.templates.usedBy(templateId, standing));
    if (!reads) return 'hidden';
    return verb === 'template.read' ? 'allowed' : 'denied';
  }
}
