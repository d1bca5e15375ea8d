import { judgeAtOrg } from '@features/access';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { TargetJudges } from '@platform/http';
import { OrgUnitRepository } from './org-unit.repository';

/** Judges what a caller may do with an org unit, named by id or code. */
@Injectable()
export class OrgJudge implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly units: OrgUnitRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.judges.register('org', {
      judge: async (caller, verb, reference) => {
        const unit = await this.units.find(reference);
        const target = unit && { orgId: unit.id, path: unit.path };
        return judgeAtOrg(caller, verb, target, this.clock.now());
      },
    });
  }
}
