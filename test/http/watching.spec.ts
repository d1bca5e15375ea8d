import { apiHarness } from '@testing/http';
import { until } from '@testing/until';
import { Client } from 'pg';

describe('what an operator watches', () => {
  const api = apiHarness();
  const ready = async () => {
    const { status, body } = await api.anonymous.get<{ state?: { reason: string } }>('/../health/ready');
    return status === 200 ? 'ready' : `${status} ${body.state?.reason}`;
  };
  const kept = `INSERT INTO schema_migration (timestamp, name) SELECT timestamp, name FROM kept_migration`;

  it('is ready only with the schema of its code', async () => {
    expect(await ready()).toBe('ready');
    await api.database.query(`CREATE TABLE kept_migration AS
      SELECT * FROM schema_migration WHERE id = (SELECT max(id) FROM schema_migration)`);
    await api.database.query('DELETE FROM schema_migration WHERE name IN (SELECT name FROM kept_migration)');
    await until('it notices', async () => (await ready()) === '503 schema_behind');
    await api.database.query(kept);
    await until('it is ready again', async () => (await ready()) === 'ready');
  });

  it('is not ready where the database takes no writes', async () => {
    const operator = new Client({ connectionString: api.databaseUrl });
    await operator.connect();
    const name = new URL(api.databaseUrl).pathname.slice(1);
    // What follows a promoted server looks like this to a process: its connections end, and new ones write nothing.
    const cutOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await operator.query('SET default_transaction_read_only = off');
    await operator.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    await operator.query(cutOthers);
    await until('it notices', async () => (await ready()) === '503 database_read_only');
    await operator.query(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
    await operator.query(cutOthers);
    await until('it is ready again', async () => (await ready()) === 'ready');
    await operator.end();
  });

  it('gives Prometheus the time of requests by route, the backlog and the connections, and no path that was asked for', async () => {
    await (await api.as('sf.admin')).get('/reports/0197aaaa-0000-7000-8000-000000000000');
    const { body } = await api.anonymous.get<string>('/../metrics');
    const text = String(body);
    expect(text).toMatch(
      /baoshen_http_request_seconds_count\{method="GET",route="\/api\/v1\/reports\/:id",status="4xx"\} \d/,
    );
    expect(text).toContain('baoshen_backlog_oldest_seconds{kind="events"}');
    expect(text).toMatch(/baoshen_database_connections\{state="idle"\} \d/);
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).not.toContain('0197aaaa');
  });
});
