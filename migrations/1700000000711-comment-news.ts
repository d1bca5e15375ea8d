import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox of comments, which are no transitions and have no event: a row is gone once its job is owed. */
export class CommentNews1700000000711 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE comment_news (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        comment_id  uuid NOT NULL REFERENCES comment(id),
        -- NULL: the comment itself, which the author's side saw at once.
        reply_id    uuid REFERENCES comment_reply(id)
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
      CREATE INDEX comment_news_comment ON comment_news (comment_id);
      CREATE INDEX comment_news_reply ON comment_news (reply_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
