import { allowedSomewhere, verbNames } from '@domain/access';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { ApiProblems, type Caller, CurrentCaller, SignedIn } from '@platform/http';
import { MeAnswer } from './sign-in.dto';

@ApiTags('sign-in')
@Controller('auth/me')
export class MeController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get()
  @SignedIn({ beforePasswordChange: true })
  @ApiOperation({ summary: 'Who is signed in, in which posts, and what they may do' })
  @ApiOkResponse({ type: MeAnswer })
  @ApiProblems()
  async me(@CurrentCaller() caller: Caller): Promise<MeAnswer> {
    const now = this.clock.now();
    const orgs = await this.database.query<{ id: string; code: string; name: string; kind: string }>(
      'SELECT id, code, name, kind FROM org_unit WHERE id = ANY($1)',
      [caller.appointments.map((held) => held.orgId)],
    );
    const byId = new Map(orgs.map((org) => [org.id, org]));
    return {
      user: {
        id: caller.userId,
        username: caller.username,
        name: caller.name,
        mustChangePassword: caller.mustChangePassword,
      },
      appointments: caller.appointments.flatMap((held) => {
        const org = byId.get(held.orgId);
        if (!org) return [];
        const { id, role, startsAt, endsAt } = held;
        return [{ id, role, org, startsAt, endsAt, onBehalfOf: held.onBehalfOf ?? null }];
      }),
      may: verbNames.filter((verb) => allowedSomewhere(caller, verb, now)),
      csrfToken: caller.credential.kind === 'session' ? caller.credential.csrfToken : null,
    };
  }
}
