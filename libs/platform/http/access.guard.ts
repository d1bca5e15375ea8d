import { timingSafeEqual } from 'node:crypto';
import { allowedSomewhere } from '@domain/access';
import { problem } from '@domain/problems';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Clock } from '@platform/clock';
import type { FastifyRequest } from 'fastify';
import { Authenticator, TargetJudges } from './access-policy';
import { ACCESS_REQUIREMENT, type AccessRequirement } from './access-requirement';
import type { Caller } from './caller';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The one place where permissions are enforced. A route without a declaration is refused.
 * Order of refusals as in design 2.3: 401, 403 for CSRF, 404, 403.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly judges: TargetJudges,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const requirement = this.reflector.getAllAndOverride<AccessRequirement | undefined>(ACCESS_REQUIREMENT, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!requirement) throw problem('forbidden');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.authenticator.authenticate(request);
    const forged = caller !== null && isForged(request, caller);
    // On a public route a request that another site may have made is nobody's, whatever its cookie.
    if (caller && !forged) request.caller = caller;
    request.forged = forged;
    if (requirement.kind === 'public') return true;
    if (!caller) throw problem('unauthenticated');
    if (forged) throw problem('csrf');
    if (
      caller.mustChangePassword &&
      !(requirement.kind === 'signed_in' && requirement.beforePasswordChange)
    ) {
      throw problem('password_change_required');
    }
    if (requirement.kind === 'verb') await this.refuseUnentitled(request, caller, requirement);
    return true;
  }

  private async refuseUnentitled(
    request: FastifyRequest,
    caller: Caller,
    requirement: Extract<AccessRequirement, { kind: 'verb' }>,
  ): Promise<void> {
    if (!requirement.target) {
      if (!allowedSomewhere(caller, requirement.verb, this.clock.now())) throw problem('forbidden');
      return;
    }
    const id = (request.params as Record<string, string>)[requirement.target.param] ?? '';
    const judgement = await this.judges.of(requirement.target.kind).judge(caller, requirement.verb, id);
    if (judgement === 'hidden') throw problem('not_found');
    if (judgement === 'denied') throw problem('forbidden');
  }
}

/** Made with the session's cookie and an unsafe method, but without the token that only our page knows. */
function isForged(request: FastifyRequest, caller: Caller): boolean {
  if (safeMethods.has(request.method) || caller.credential.kind !== 'session') return false;
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const expected = Buffer.from(caller.credential.csrfToken);
  return given.length !== expected.length || !timingSafeEqual(given, expected);
}
