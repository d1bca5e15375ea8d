import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows that the dashboards read instead of counting reports (design 3.2). */
export class Rollup1700000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rollup_node (
        tier_id       uuid NOT NULL REFERENCES cycle_tier(id) ON DELETE CASCADE,
        org_id        uuid NOT NULL REFERENCES org_unit(id),
        -- In the cycle's frozen tree.
        parent_id     uuid,
        counts        jsonb NOT NULL,
        indicators    jsonb NOT NULL,
        contributing  integer NOT NULL,
        updated_at    timestamptz NOT NULL,
        PRIMARY KEY (tier_id, org_id)
      ) WITH (fillfactor = 70);
      CREATE INDEX rollup_node_children ON rollup_node (tier_id, parent_id);
      CREATE INDEX rollup_node_org ON rollup_node (org_id);

      -- One row per reason to recompute; its id is the generation. Rows are only ever added, and whoever
      -- recomputed a node deletes the rows that it had read: a mark set meanwhile survives.
      CREATE TABLE rollup_mark (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tier_id    uuid NOT NULL,
        org_id     uuid NOT NULL,
        -- Depth in the frozen tree: the deepest are recomputed first.
        depth      integer NOT NULL,
        -- False where only counts changed.
        indicators boolean NOT NULL,
        marked_at  timestamptz NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
      CREATE INDEX rollup_mark_depth ON rollup_mark (depth DESC, id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
