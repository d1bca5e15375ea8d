import type { Verb } from '@domain/access';
import { SetMetadata } from '@nestjs/common';

/** What a route acts on. `scope`: a list or a creation, limited in the feature's own query. */
export type TargetKind =
  | 'attachment'
  | 'appointment'
  | 'comment'
  | 'cycle'
  | 'delegation'
  | 'edition'
  | 'export'
  | 'extension'
  | 'job'
  | 'org'
  | 'rectification'
  | 'rectification_batch'
  | 'report'
  | 'template'
  | 'template_version'
  | 'user';

export type AccessRequirement =
  | { kind: 'public' }
  | { kind: 'signed_in'; beforePasswordChange: boolean }
  | { kind: 'verb'; verb: Verb; target?: { kind: TargetKind; param: string } };

export const ACCESS_REQUIREMENT = 'baoshen:access';

/** Anybody, signed in or not. Who is signed in is still known to the handler. */
export const Public = () => SetMetadata<string, AccessRequirement>(ACCESS_REQUIREMENT, { kind: 'public' });

/** Anybody who is signed in, about nothing but themself. */
export const SignedIn = (options: { beforePasswordChange?: boolean } = {}) =>
  SetMetadata<string, AccessRequirement>(ACCESS_REQUIREMENT, {
    kind: 'signed_in',
    beforePasswordChange: options.beforePasswordChange ?? false,
  });

/**
 * The verb of the table in design 1.3 that this route needs. With a target, the id in the named path
 * parameter is judged before anything else of the request is looked at: hidden answers 404, never
 * eligible 403. Without one, the caller needs the verb somewhere and the query narrows it.
 */
export const Requires = (verb: Verb, target?: TargetKind, param = 'id') =>
  SetMetadata<string, AccessRequirement>(ACCESS_REQUIREMENT, {
    kind: 'verb',
    verb,
    ...(target ? { target: { kind: target, param } } : {}),
  });
