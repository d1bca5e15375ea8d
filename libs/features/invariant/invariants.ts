/** One thing that must hold in the database, counted by two statements. */
export interface Invariant {
  name: string;
  /** For people. */
  chinese: string;
  /** One row with `checked`: how many things the invariant speaks about. */
  counted: string;
  /** One row per thing that breaks it, with `id`; at most a hundred are read. */
  broken: string;
}

/** What design 1 and 5 promise and a query can see. Chains of events and rollups are recomputed apart. */
export const invariants: Invariant[] = [
  {
    name: 'one_report_per_unit_and_tier',
    chinese: '每个单位在每个任务层级中恰有一份报告',
    counted: `SELECT count(*)::int AS checked FROM cycle_org co JOIN cycle c ON c.id = co.cycle_id WHERE c.state <> 'draft'`,
    broken: `SELECT cycle_id || '/' || org_id AS id FROM report GROUP BY cycle_id, tier_id, org_id HAVING count(*) > 1`,
  },
  {
    name: 'one_open_step_in_review',
    chinese: '审核中的报告恰有一个进行中的环节，其他报告没有',
    counted: `SELECT count(*)::int AS checked FROM report`,
    broken: `SELECT r.id FROM report r LEFT JOIN review_step s ON s.report_id = r.id AND s.status = 'waiting'
             GROUP BY r.id, r.state HAVING count(s.id) <> (CASE WHEN r.state = 'in_review' THEN 1 ELSE 0 END)`,
  },
  {
    name: 'open_step_is_the_reports_step',
    chinese: '报告所记的环节就是进行中的环节',
    counted: `SELECT count(*)::int AS checked FROM report WHERE state = 'in_review'`,
    broken: `SELECT r.id FROM report r JOIN review_step s ON s.report_id = r.id AND s.status = 'waiting'
             WHERE s.index IS DISTINCT FROM r.step_index OR s.round <> r.round`,
  },
  {
    name: 'no_transition_without_event',
    chinese: '报告的事件序号与其事件数一致',
    counted: `SELECT count(*)::int AS checked FROM event`,
    broken: `SELECT r.id FROM report r LEFT JOIN event e ON e.report_id = r.id
             GROUP BY r.id, r.sequence HAVING count(e.id) <> r.sequence OR coalesce(max(e.sequence), 0) <> r.sequence`,
  },
  {
    name: 'state_is_the_last_events',
    chinese: '报告的状态就是最后一个事件的结果',
    counted: `SELECT count(*)::int AS checked FROM report WHERE sequence > 0`,
    broken: `SELECT r.id FROM report r JOIN event e ON e.report_id = r.id AND e.sequence = r.sequence
             WHERE e.to_state <> r.state`,
  },
  {
    name: 'events_join',
    chinese: '每个事件都从前一个事件的结果开始',
    counted: `SELECT count(*)::int AS checked FROM event`,
    broken: `SELECT a.report_id AS id FROM event a JOIN event b ON b.report_id = a.report_id AND b.sequence = a.sequence + 1
             WHERE b.from_state <> a.to_state`,
  },
  {
    name: 'revisions_without_gap',
    chinese: '版本号连续，报告所记的就是最新版本',
    counted: `SELECT count(*)::int AS checked FROM revision`,
    broken: `SELECT r.id FROM report r LEFT JOIN revision v ON v.report_id = r.id
             GROUP BY r.id, r.revision HAVING count(v.number) <> r.revision OR coalesce(max(v.number), 0) <> r.revision`,
  },
  {
    name: 'recusal',
    chinese: '没有人审核自己撰写或报送的版本，也没有人在同一版本上决定两个环节',
    counted: `SELECT count(*)::int AS checked FROM decision WHERE voided_at IS NULL`,
    broken: `SELECT d.id FROM decision d JOIN revision v ON v.report_id = d.report_id AND v.number = d.revision
             WHERE d.voided_at IS NULL AND d.given_for IS NULL
               AND (d.user_id = v.submitted_by OR d.user_id = ANY(v.writers))
             UNION
             SELECT a.id FROM decision a JOIN decision b
               ON b.report_id = a.report_id AND b.revision = a.revision AND b.round = a.round
              AND b.user_id = a.user_id AND b.step_index <> a.step_index AND b.id <> a.id
             WHERE a.voided_at IS NULL AND b.voided_at IS NULL AND a.given_for IS NULL AND b.given_for IS NULL`,
  },
  {
    name: 'approved_is_approved_at_the_last_step',
    chinese: '已审定的报告在最后一个环节有有效的通过意见',
    counted: `SELECT count(*)::int AS checked FROM report WHERE state IN ('approved', 'published')`,
    broken: `SELECT r.id FROM report r WHERE r.state IN ('approved', 'published') AND NOT EXISTS (
               SELECT FROM review_step s JOIN decision d ON d.step_id = s.id AND d.voided_at IS NULL AND d.action = 'approve'
               WHERE s.report_id = r.id AND s.round = r.round
                 AND s.index = (SELECT max(l.index) FROM review_step l WHERE l.report_id = r.id AND l.round = r.round))`,
  },
  {
    name: 'published_has_a_current_edition',
    chinese: '已公开的报告有一个现行版次，未公开的没有',
    counted: `SELECT count(*)::int AS checked FROM edition`,
    broken: `SELECT r.id FROM report r LEFT JOIN edition e ON e.id = r.edition_id
             WHERE r.state = 'published' AND (e.id IS NULL OR e.retracted_at IS NOT NULL OR e.replaced_at IS NOT NULL)
             UNION
             SELECT report_id FROM edition WHERE replaced_at IS NULL AND retracted_at IS NULL
             GROUP BY report_id HAVING count(*) > 1`,
  },
  {
    name: 'publisher_is_another',
    chinese: '公开的人不是撰写或报送的人',
    counted: `SELECT count(*)::int AS checked FROM edition`,
    broken: `SELECT e.id FROM edition e JOIN revision v ON v.report_id = e.report_id AND v.number = e.revision
             WHERE e.published_by = v.submitted_by OR e.published_by = ANY(v.writers)`,
  },
  {
    name: 'late_by_the_first_submission',
    chinese: '迟报只看首次报送',
    counted: `SELECT count(*)::int AS checked FROM report WHERE first_submitted_at IS NOT NULL`,
    broken: `SELECT r.id FROM report r JOIN cycle_tier t ON t.id = r.tier_id
             WHERE r.late AND r.first_submitted_at IS NOT NULL AND r.first_submitted_at <= t.due_at`,
  },
  {
    name: 'ledger_one_item_per_problem',
    chinese: '报告问题清单的一行至多有一个整改事项',
    counted: `SELECT count(*)::int AS checked FROM rectification WHERE report_id IS NOT NULL`,
    broken: `SELECT min(id::text) AS id FROM rectification WHERE report_id IS NOT NULL
             GROUP BY report_id, problem_id HAVING count(*) > 1`,
  },
  {
    name: 'ledger_closed_is_verified_by_others',
    chinese: '已销号的整改事项由未经办的人验收，措施全部完成或撤销',
    counted: `SELECT count(*)::int AS checked FROM rectification WHERE state IN ('closed', 'sustained')`,
    broken: `SELECT r.id FROM rectification r WHERE r.state IN ('closed', 'sustained') AND (
               EXISTS (SELECT FROM jsonb_array_elements(r.body -> 'measures') m WHERE m ->> 'state' = 'open' AND r.state = 'closed')
               OR jsonb_array_length(r.body -> 'decisions') = 0
               OR EXISTS (SELECT FROM jsonb_array_elements(r.body -> 'decisions') d JOIN rectification_event e ON e.item_id = r.id
                 WHERE e.actor_id::text = d ->> 'userId' AND e.type IN ('rectification.claimed', 'rectification.submitted')
                   AND e.at <= (d ->> 'at')::timestamptz))`,
  },
  {
    name: 'ledger_unit_is_alive',
    chinese: '未销号的整改事项属于现存的单位',
    counted: `SELECT count(*)::int AS checked FROM rectification WHERE state NOT IN ('closed', 'void')`,
    broken: `SELECT r.id FROM rectification r JOIN org_unit o ON o.id = r.org_id
             WHERE r.state NOT IN ('closed', 'void') AND o.dissolved_on IS NOT NULL`,
  },
];
