/** SQL: the hash of a revision's text. */
export const contentHash = (content: string) => `encode(sha256(convert_to(${content}::text, 'UTF8')), 'hex')`;

/**
 * SQL: one hash of all that a revision says, its text and the list of items that was frozen with it. It is stored with the
 * revision, and the event that decides about the revision names it, so that the chain of events holds both.
 */
export const sealOf = (content: string, list: string) =>
  `encode(sha256(convert_to(${content}::text || E'\\n' || coalesce(${list}::text, ''), 'UTF8')), 'hex')`;

/** Of the reports `$1`: revisions that say something else than when they were handed in, or than what was decided about. */
export const brokenSeals = {
  name: 'audit_broken_seals',
  text: `SELECT v.report_id AS "reportId", coalesce(min(e.sequence), 0)::int AS sequence
    FROM revision v LEFT JOIN event e ON e.report_id = v.report_id AND e.revision = v.number AND e.data ? 'sealed'
    WHERE v.report_id = ANY($1::uuid[]) AND v.seal IS NOT NULL
      AND (v.seal <> ${sealOf('v.content', 'v.ledger')} OR v.seal <> e.data ->> 'sealed')
    GROUP BY v.report_id
    UNION ALL
    SELECT e.report_id, min(e.sequence)::int FROM event e
    WHERE e.report_id = ANY($1::uuid[]) AND e.data ? 'sealed'
      AND NOT EXISTS (SELECT FROM revision v WHERE v.report_id = e.report_id AND v.number = e.revision AND v.seal IS NOT NULL)
    GROUP BY e.report_id`,
};
