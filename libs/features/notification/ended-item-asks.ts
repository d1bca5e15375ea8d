import { isHeld, whoActs } from '@features/access';

/** Whether what a reminder of the item `i` waited for was done, or is due on another day. */
export const itemMoved = `(CASE n.data ->> 'about'
  WHEN 'verify' THEN i.state <> 'in_verification' OR i.step_due_at IS DISTINCT FROM (n.data ->> 'dueAt')::timestamptz
  ELSE CASE n.data ->> 'about'
      WHEN 'claim' THEN CASE WHEN i.state = 'assigned' THEN i.plan_due_on END
      WHEN 'due' THEN CASE WHEN i.state IN ('assigned', 'open') THEN i.due_on END
      WHEN 'check' THEN CASE WHEN i.state IN ('closed', 'sustained') THEN i.next_check_on END END
    IS DISTINCT FROM ((n.data ->> 'dueAt')::timestamptz AT TIME ZONE (n.data ->> 'timeZone'))::date END)`;

/** Ids of who may decide at the running step of the item `i` at `$2`, and have not yet. */
const waitingVerifiers = `
  SELECT acting.user_id FROM appointment a CROSS JOIN ${whoActs('a', '$2')} acting
   WHERE a.org_id = i.step_org_id AND a.role = i.step_role AND ${isHeld('a', '$2')}
     AND (i.step_reserved IS NULL OR i.step_reserved = a.user_id)
     AND NOT a.user_id = ANY(i.barred) AND NOT acting.user_id = ANY(i.barred)
     AND NOT EXISTS (SELECT FROM jsonb_array_elements(i.body -> 'decisions') d
       WHERE (d ->> 'stepIndex')::int = i.step_index AND d ->> 'userId' = acting.user_id::text)`;

/** The event of the item that the message `n` tells of. */
const toldEvent = `substring(n.occurrence FROM '^item-event-(\\d+)$')::bigint`;

/**
 * Whether what the message `n` about the item `i` asked for is not its recipient's to do any more at `$2`: it was
 * claimed, decided by a colleague, or somebody acted on it after it was urged. What asks for nothing never ends.
 */
export const itemAskIsOver = `CASE n.kind
        WHEN 'rectification.assigned' THEN i.state NOT IN ('assigned', 'open')
          OR (i.state = 'open' AND (i.body ->> 'enteredAbove')::boolean) OR i.org_id::text <> n.data -> 'org' ->> 'id'
        WHEN 'rectification.awaited' THEN i.state <> 'in_verification' OR n.recipient_id NOT IN (${waitingVerifiers})
        WHEN 'rectification.rejected' THEN i.state <> 'open'
        WHEN 'rectification.urged' THEN EXISTS (SELECT FROM rectification_event e WHERE e.item_id = i.id
          AND e.id > ${toldEvent} AND e.actor_id IS NOT NULL
          AND e.type NOT IN ('rectification.urged', 'rectification.rescheduled', 'rectification.transferred'))
        WHEN 'rectification.time' THEN jsonb_typeof(i.body -> 'pendingDate') = 'null' AND EXISTS (
          SELECT FROM rectification_event e WHERE e.id = ${toldEvent} AND e.type = 'rectification.extension_requested')
        WHEN 'rectification.reminder' THEN ${itemMoved}
        ELSE false END`;

/** The item that a message `n` is about, if it is about one. */
export const itemOfMessage = `LEFT JOIN rectification i ON i.id = (n.data -> 'item' ->> 'id')::uuid`;
