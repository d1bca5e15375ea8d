/**
 * The columns of `ViewedAct` (domain/access) for an event `e` of a report `r`: what decides who reads its note and
 * its hash. What several may decide at once stands at an open step until all have.
 */
export const viewedAct = `
  e.type IN ('report.published', 'report.retracted', 'report.declined') AS "ofPublication",
  coalesce(jsonb_path_exists(e.data, '$.**.grade ? (@ != null)'), false) AS graded,
  (r.state = 'in_review' AND e.type IN ('report.approved', 'report.recalled', 'report.transferred') AND EXISTS (
    SELECT FROM review_step s WHERE s.report_id = r.id AND s.round = r.round AND s.index = e.step
      AND s.status = 'waiting' AND s.entered_at <= e.at)) AS "atOpenStep"`;
