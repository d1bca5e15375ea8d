import type { Finding, Witness } from './examination';

/** A loss that is made on purpose, to see that the examination notices it. */
export interface Plant {
  name: string;
  /** In a copy of the database. */
  sql?: string;
  /** In what was seen from outside; the letter is one that is known to be sent. */
  witness?: (witness: Witness, letter: string) => Witness;
  /** The promises that it breaks, and how often: these and no others. */
  breaks: Record<string, number>;
}

// A report that was approved last, and the event of that approval. A client must know of it: what was given up may be
// there or not. `acknowledged` is a table of the keys that clients have an answer for.
const approval = `SELECT e.id FROM event e JOIN report r ON r.id = e.report_id AND r.sequence = e.sequence
  WHERE e.type = 'report.approved' AND e.note IN (SELECT key FROM acknowledged) ORDER BY e.id LIMIT 1`;
// A note of progress that another act followed.
const note = `SELECT e.id FROM rectification_event e JOIN rectification r ON r.id = e.item_id AND r.sequence > e.sequence
  WHERE e.type = 'rectification.progressed' AND e.note IN (SELECT key FROM acknowledged) ORDER BY e.id LIMIT 1`;
const columns = `type, actor_id, actor_name, on_behalf_of, on_behalf_name, at, from_state, to_state, step, revision, note, data, hash`;

export const plants: Plant[] = [
  {
    name: 'an event that is gone',
    sql: `DELETE FROM event WHERE id = (${approval})`,
    breaks: { acknowledged_once: 1, told_once: 2, no_transition_without_event: 1, chains_hold: 1 },
  },
  {
    name: 'an event that is there twice',
    sql: `INSERT INTO event (report_id, sequence, dispatched_at, ${columns})
          SELECT report_id, sequence + 1, dispatched_at, ${columns} FROM event WHERE id = (${approval})`,
    breaks: {
      acknowledged_once: 1,
      told_once: 2,
      no_transition_without_event: 1,
      events_join: 1,
      chains_hold: 1,
    },
  },
  {
    name: 'an event whose text was changed',
    sql: `UPDATE event SET actor_name = '另一人' WHERE id = (${approval})`,
    breaks: { chains_hold: 1 },
  },
  {
    name: 'a report that says something else than its events',
    sql: `UPDATE report SET grade = '好' WHERE id = (SELECT report_id FROM event WHERE id = (${approval}))`,
    breaks: { chains_hold: 1 },
  },
  {
    name: 'an event that was not dispatched',
    sql: `UPDATE event SET dispatched_at = NULL WHERE id = (${approval})`,
    breaks: { dispatched: 1 },
  },
  {
    name: 'a job that is still owed',
    sql: `INSERT INTO job_owed (id, name, payload, created_at, enqueued_at)
          SELECT 'planted', 'event.follow', jsonb_build_object('eventId', id::text), now(), now() FROM event WHERE id = (${approval})`,
    breaks: { nothing_owed: 1 },
  },
  {
    name: 'a batch that died in the middle and was marked dispatched',
    sql: `WITH batch AS (SELECT dispatched_at FROM event WHERE type = 'report.approved'
            AND (SELECT count(*) FROM notification n WHERE n.occurrence = event.id::text) > 0
            GROUP BY dispatched_at ORDER BY count(*) DESC, dispatched_at LIMIT 1)
          DELETE FROM notification WHERE id = (SELECT n.id FROM notification n
            JOIN event e ON e.id::text = n.occurrence JOIN batch USING (dispatched_at)
           WHERE n.channel = 'in_app' AND n.kind = 'publication.possible' ORDER BY n.id LIMIT 1)`,
    breaks: { told_once: 1 },
  },
  {
    name: 'a message that is gone',
    sql: `DELETE FROM notification WHERE id = (SELECT id FROM notification
            WHERE channel = 'in_app' AND kind = 'report.submitted' ORDER BY id LIMIT 1)`,
    breaks: { told_once: 1 },
  },
  {
    name: 'a reminder that is gone',
    sql: `DELETE FROM notification WHERE id = (SELECT id FROM notification
            WHERE channel = 'in_app' AND kind = 'reminder.author' ORDER BY id LIMIT 1)`,
    breaks: { reminded_once: 1 },
  },
  {
    name: 'a figure that is off by one',
    sql: `UPDATE rollup_node SET contributing = contributing + 1
           WHERE (tier_id, org_id) = (SELECT tier_id, org_id FROM rollup_node ORDER BY tier_id, org_id LIMIT 1)`,
    breaks: { rollups_equal_the_recount: 1 },
  },
  {
    name: 'a note of progress that is gone',
    sql: `DELETE FROM rectification_event WHERE id = (${note})`,
    breaks: { acknowledged_once: 1, ledger_chains_hold: 1 },
  },
  {
    name: 'a note of progress whose text was changed',
    sql: `UPDATE rectification_event SET actor_name = '另一人' WHERE id = (${note})`,
    breaks: { ledger_chains_hold: 1 },
  },
  {
    name: 'an act on an item of which nobody was told',
    sql: `DELETE FROM notification WHERE id = (SELECT id FROM notification
            WHERE channel = 'in_app' AND kind = 'rectification.awaited' ORDER BY id LIMIT 1)`,
    breaks: { told_once: 1 },
  },
  {
    name: 'an item that was entered twice',
    sql: `WITH item AS (SELECT r.* FROM rectification r JOIN rectification_event e ON e.item_id = r.id AND e.sequence = 1
              WHERE e.type = 'rectification.entered' AND e.note IN (SELECT key FROM acknowledged) ORDER BY r.id LIMIT 1),
            twice AS (INSERT INTO rectification SELECT (jsonb_populate_record(NULL::rectification, to_jsonb(item)
                || jsonb_build_object('id', gen_random_uuid(), 'serial', 1000000))).* FROM item RETURNING id)
          INSERT INTO rectification_event (item_id, sequence, dispatched_at, ${columns})
            SELECT twice.id, e.sequence, e.dispatched_at, ${columns}
              FROM rectification_event e, twice WHERE e.item_id = (SELECT item.id FROM item) AND e.sequence = 1`,
    breaks: {
      nothing_unasked: 1,
      told_once: 1,
      ledger_chains_hold: 1,
      ledger_figures_equal_the_recount: 1,
    },
  },
  {
    name: 'a letter that never arrived',
    witness: ({ ledger, letters }, letter) => ({
      ledger,
      letters: letters.filter((other) => other !== letter),
    }),
    breaks: { sent_once: 1 },
  },
  {
    name: 'a letter that arrived twice',
    witness: ({ ledger, letters }, letter) => ({ ledger, letters: [...letters, letter] }),
    breaks: { sent_once: 1 },
  },
];

/** What of a finding a plant is compared with. */
export function brokenPromises(findings: readonly Finding[]): Record<string, number> {
  return Object.fromEntries(
    findings.filter(({ broken }) => broken.length > 0).map(({ promise, broken }) => [promise, broken.length]),
  );
}
