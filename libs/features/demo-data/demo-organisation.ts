import { OrgUnitService, operator } from '@features/org';
import { FoundingService } from '@features/people';
import { demonstrationPassword, hashPassword } from '@features/sign-in';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@platform/database';
import { demoPeople } from './demo-people';
import { demoUnits } from './demo-units';

/** Plants the demonstration tree and gives every post its account (design 2.2). */
@Injectable()
export class DemoOrganisation {
  constructor(
    private readonly units: OrgUnitService,
    private readonly founding: FoundingService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async plant(): Promise<void> {
    for (const { code, name, kind, parent } of demoUnits) {
      await this.units.create(operator, { code, name, kind, parent });
    }
    // All accounts have the same password, so one hash serves them all.
    const passwordHash = await hashPassword(demonstrationPassword);
    await this.unitOfWork.run(async (transaction) => {
      for (const { username, name, org, role } of demoPeople) {
        await this.founding.found(transaction, {
          username,
          name,
          org,
          roles: [role],
          passwordHash,
          mustChangePassword: false,
        });
      }
    });
  }
}
