import type { Role } from '@domain/org/roles';
import { idIn } from '@platform/database';

/** Whom or what an entry is about, by name: each field is null where the act has none. */
export interface AuditSubject {
  /** The person acted upon: who got a post, whose password was reset, who was asked to stand in. */
  person: string | null;
  /** Whose post is stood in for. */
  holder: string | null;
  role: Role | null;
  /** Name of the template, the cycle or the robot. */
  title: string | null;
  /** Number of the template's version. */
  version: number | null;
}

const id = `(found.view #>> '{object,id}')`;
const detail = (key: string) => `(found.view #>> '{detail,${key}}')`;

/**
 * The subject of each row of one page `found(view)`, as JSON with the fields that the act has: read by primary key,
 * for the rows shown alone. A name is the one that stands today; that of a delegation is the one it was made with.
 */
export const auditSubject = `CASE found.view #>> '{object,kind}'
  WHEN 'report' THEN (SELECT jsonb_build_object('title', c.title) FROM report r JOIN cycle c ON c.id = r.cycle_id
    WHERE r.id = ${id}::uuid)
  WHEN 'user' THEN (SELECT jsonb_build_object('person', u.name) FROM app_user u WHERE u.id = ${id}::uuid)
  WHEN 'appointment' THEN (SELECT jsonb_build_object('person', u.name, 'role', a.role)
    FROM appointment a JOIN app_user u ON u.id = a.user_id WHERE a.id = ${id}::uuid)
  WHEN 'delegation' THEN jsonb_build_object('person', ${detail('delegate')}, 'holder', ${detail('holder')},
    'role', ${detail('role')})
  WHEN 'template' THEN (SELECT jsonb_build_object('title', t.name, 'version', ${detail('number')}::int)
    FROM template t WHERE t.id = ${id}::uuid)
  WHEN 'cycle' THEN (SELECT jsonb_build_object('title', coalesce(
    (SELECT c.title FROM cycle c WHERE c.id = ${id}::uuid), ${detail('title')}, ${detail('code')})))
  WHEN 'recurrence' THEN (SELECT jsonb_build_object('title', r.plan ->> 'title') FROM cycle_recurrence r
    WHERE r.id = ${id}::uuid)
  WHEN 'export' THEN (SELECT jsonb_build_object('title', c.title) FROM cycle c WHERE c.id = ${idIn(detail('cycle'))})
  WHEN 'setting' THEN jsonb_build_object('title', coalesce((SELECT r.name FROM robot r WHERE r.id = ${idIn(id)}),
    ${detail('name')}, CASE WHEN found.view ->> 'action' = 'holidays.entered' THEN ${id} END))
  END`;

/** What of a subject was found, every field named. */
export function auditSubjectOf(found: Partial<AuditSubject> | null): AuditSubject {
  return { person: null, holder: null, role: null, title: null, version: null, ...found };
}
