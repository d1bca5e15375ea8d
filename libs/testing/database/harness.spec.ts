import { committing, inRollback } from '.';

describe('database harnesses', () => {
  describe('inRollback', () => {
    const harness = inRollback();

    it.each(['first', 'second'])('the %s test starts from an empty, migrated database', async (name) => {
      const [row] = await harness.database.query<{ n: number }>('SELECT count(*)::int AS n FROM template');
      expect(row?.n).toBe(0);
      await harness.unitOfWork.run((transaction) =>
        transaction.execute(
          'CREATE TABLE scratch AS SELECT $1::text AS name, count(*) AS templates FROM template',
          [name],
        ),
      );
      expect(await harness.database.query('SELECT name FROM scratch')).toEqual([{ name }]);
    });

    it('a failed unit of work leaves nothing, and the next one works', async () => {
      const failing = harness.unitOfWork.run(async (transaction) => {
        await transaction.execute('CREATE TABLE scratch (n int)');
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      await harness.unitOfWork.run((transaction) => transaction.execute('CREATE TABLE scratch (m int)'));
      expect(await harness.database.query('SELECT m FROM scratch')).toEqual([]);
    });
  });

  describe('committing', () => {
    const harness = committing();

    it('gives concurrent units of work connections of their own', async () => {
      const pids = await Promise.all(
        [1, 2, 3].map(() =>
          harness.unitOfWork.run(async (transaction) => {
            const [row] = await transaction.query<{ pid: number }>(
              'SELECT pg_backend_pid() AS pid, pg_sleep(0.05)',
            );
            return row?.pid;
          }),
        ),
      );
      expect(new Set(pids).size).toBe(3);
    });
  });
});
