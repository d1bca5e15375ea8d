import { UnitOfWork } from '@platform/database';
import { MissingObjectError, ObjectStore, UnclaimedFiles } from '@platform/storage';
import { type ApiAnswer, apiHarness } from '@testing/http';
import { branchRoute, openCycle, ReportDriver } from '@testing/reports';
import { until } from '@testing/until';
import { Client } from 'pg';

interface File_ extends Record<string, unknown> {
  id: string;
  filename: string;
  code?: string;
}

describe('files beside what happens to their report (design 1.4)', () => {
  const api = apiHarness();
  const store = () => api.application.get(ObjectStore);
  const sweep = () => api.application.get(UnclaimedFiles).sweep();

  async function upload(username: string, owner: string, name = '扫描件.txt'): Promise<ApiAnswer<File_>> {
    const form = new FormData();
    form.append('file', new File([`内容 ${name}`], name, { type: 'text/plain' }));
    return (await api.as(username)).send<File_>('POST', `/${owner}/attachments`, form);
  }
  async function drafted(unit: string): Promise<ReportDriver> {
    const cycle = await openCycle(api);
    const report = new ReportDriver(api, cycle.reports.get(unit) ?? '');
    await report.save(`${unit}.reporter`);
    return report;
  }
  const storageKey = async (id: string) => {
    const [row] = await api.database.query<{ key: string }>(
      'SELECT storage_key AS key FROM attachment WHERE id = $1',
      [id],
    );
    return row?.key ?? '';
  };
  const isStored = async (key: string) => {
    try {
      (await store().read(key)).destroy();
      return true;
    } catch (error) {
      if (error instanceof MissingObjectError) return false;
      throw error;
    }
  };
  const unclaimed = async () => {
    const [row] = await api.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM unclaimed_file',
    );
    return row?.count;
  };
  const waitingForLocks = async () => {
    const [row] = await api.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row?.count ?? 0;
  };

  /** Both wait for the report's row, the upload first: the submission was decided before the file was there. */
  it('an upload that comes in before a submission reaches the reviewers', async () => {
    const report = await drafted('sf0101');
    const holder = new Client({ connectionString: api.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT id FROM report WHERE id = $1 FOR UPDATE', [report.id]);
    const uploading = upload('sf0101.reporter', `reports/${report.id}`);
    await until('the upload waits', async () => (await waitingForLocks()) === 1);
    const submitting = report.act('sf0101.secretary', 'submit');
    await until('the submission waits', async () => (await waitingForLocks()) === 2);
    await holder.query('COMMIT');
    await holder.end();
    const [uploaded] = await Promise.all([uploading, submitting]);
    expect(uploaded.status).toBe(201);
    const seen = await (await api.as('sf01.reviewer')).get<{ items: File_[] }>(
      `/reports/${report.id}/attachments`,
    );
    const files = Array.isArray(seen.body) ? (seen.body as File_[]) : seen.body.items;
    expect(files.map(({ filename }) => filename)).toEqual(['扫描件.txt']);
  });

  it('one that comes in after it is refused, and leaves nothing behind', async () => {
    const report = await drafted('sf0102');
    await report.act('sf0102.secretary', 'submit');
    const late = await upload('sf0102.reporter', `reports/${report.id}`);
    expect([late.status, late.body.code]).toEqual([409, 'wrong_state']);
    expect(await unclaimed()).toBe(0);
  });

  it('a file whose commit was not answered is kept, one whose record is absent goes', async () => {
    const report = await drafted('sf0103');
    const unitOfWork = api.application.get(UnitOfWork);
    const run = unitOfWork.run.bind(unitOfWork);
    const lost = jest.spyOn(unitOfWork, 'run').mockImplementationOnce(async (work) => {
      await run(work);
      throw new Error('Connection terminated unexpectedly');
    });
    expect((await upload('sf0103.reporter', `reports/${report.id}`)).status).toBe(503);
    lost.mockRestore();
    const [row] = await api.database.query<{ id: string }>('SELECT id FROM attachment WHERE report_id = $1', [
      report.id,
    ]);
    expect(await isStored(await storageKey(row?.id ?? ''))).toBe(true);
    expect(await unclaimed()).toBe(0);
  });

  it('is answered that the service is away where the disk is full, and leaves nothing behind', async () => {
    const report = await drafted('sf0202');
    const full = Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
    const put = jest.spyOn(store(), 'put').mockRejectedValue(full);
    const refused = await upload('sf0202.reporter', `reports/${report.id}`);
    put.mockRestore();
    expect([refused.status, refused.body]).toMatchObject([503, { code: 'unavailable' }]);
    expect(await unclaimed()).toBe(0);
    expect((await upload('sf0202.reporter', `reports/${report.id}`)).status).toBe(201);
  });

  it('files of a discarded draft go with it', async () => {
    const admin = await api.as('sf.admin');
    const [tier] = await api.database.query<{ version: string }>(
      'SELECT template_version_id AS version FROM cycle_tier LIMIT 1',
    );
    const draft = await admin.post<{ id: string }>('/cycles', {
      code: 'draft',
      title: '2025年度抓党建工作述职',
      period: '2025',
      tiers: [{ kind: 'branch', templateVersion: tier?.version, dueAt: '2025-12-10', route: branchRoute }],
      audience: { under: 'sf', kinds: ['branch'], except: [] },
    });
    expect(draft.status).toBe(201);
    const { id } = draft.body;
    const added = await upload('sf.admin', `cycles/${id}`, '通知.txt');
    expect(added.status).toBe(201);
    const key = await storageKey(added.body.id);
    expect((await admin.send('DELETE', `/cycles/${id}`)).status).toBe(204);
    expect([await sweep(), await isStored(key), await unclaimed()]).toEqual([1, false, 0]);
  });

  it('a notice takes twenty files, however many come at once', async () => {
    const { id } = await openCycle(api);
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, n) => upload('sf.admin', `cycles/${id}`, `附件${n}.txt`)),
    );
    const by = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([by(201), by(422)]).toEqual([20, 5]);
    expect(await unclaimed()).toBe(0);
  });
});
