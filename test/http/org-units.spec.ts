import { type ApiClient, apiHarness } from '@testing/http';
import { unsoundUnits } from '@testing/organisation';
import { appoint, dismiss } from '@testing/reports';

interface Problem extends Record<string, unknown> {
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
}
interface Unit extends Record<string, unknown> {
  id: string;
  code: string;
  name: string;
  kind: string;
  version: number;
  parent: { code: string } | null;
  childCount: number;
  dissolvedOn: string | null;
}
interface Node {
  code: string;
  childCount: number;
  children: Node[] | null;
}
interface Done extends Record<string, unknown> {
  dryRun: boolean;
  unit: Unit;
  changes: { unit: { code: string }; kind: string }[];
  affected: { units: number; reportsInReview: number };
}

describe('org units', () => {
  const api = apiHarness();
  let admin: ApiClient;
  beforeAll(async () => {
    admin = await api.as('sf.admin');
  });

  const unit = async (code: string) => (await admin.get<Unit>(`/org-units/${code}`)).body;
  const plant = (code: string, parent: string, kind = 'branch', name = `${code}支部`) =>
    admin.post<Unit & Problem>('/org-units', { code, parent, kind, name });
  const expectSoundTree = async () => expect(await api.database.query(unsoundUnits)).toEqual([]);

  describe('reading', () => {
    it('shows each caller the subtrees of their posts and nothing beside or above', async () => {
      const reviewer = await api.as('sf01.reviewer');
      const list = await reviewer.get<{ items: Unit[]; total: number }>('/org-units?sort=-code');
      expect(list.body.items.map((item) => item.code)).toEqual(['sf0103', 'sf0102', 'sf0101', 'sf01']);
      expect(list.body.total).toBe(4);
      expect((await reviewer.get('/org-units/sf0102')).status).toBe(200);
      for (const code of ['sf', 'sf02', 'sf0201', 'nothing']) {
        expect((await reviewer.get(`/org-units/${code}`)).status).toBe(404);
      }
      expect((await reviewer.get('/org-units?under=sf02')).status).toBe(404);
    });

    it('searches, filters and pages', async () => {
      const found = await admin.get<{ items: Unit[]; total: number }>(
        `/org-units?search=${encodeURIComponent('直属')}&kind=branch&page=2&pageSize=1&sort=code`,
      );
      expect([found.body.total, found.body.items.map((item) => item.code)]).toEqual([2, ['sf92']]);
      expect((await admin.get('/org-units?pageSize=201')).status).toBe(400);
      expect((await admin.get(`/org-units?search=${encodeURIComponent('%_\\')}`)).body.total).toBe(0);
    });

    it('gives the tree whole, or level by level', async () => {
      const whole = await admin.get<{ items: Node[] }>('/org-units/tree');
      const [root] = whole.body.items;
      expect([root?.code, root?.childCount]).toEqual(['sf', 6]);
      expect(
        root?.children?.find((node) => node.code === 'sf01')?.children?.map((node) => node.code),
      ).toEqual(['sf0101', 'sf0102', 'sf0103']);
      const level = await admin.get<{ items: Node[] }>('/org-units/tree?under=sf&depth=1');
      const general = level.body.items[0]?.children?.find((node) => node.code === 'sf01');
      expect(general).toMatchObject({ childCount: 3, children: null });
      const reviewer = await api.as('sf02.reviewer');
      const own = await reviewer.get<{ items: Node[] }>('/org-units/tree?depth=0');
      expect(own.body.items).toMatchObject([{ code: 'sf02', childCount: 3, children: null }]);
    });
  });

  describe('planting and renaming', () => {
    it('plants a unit where its kind may hang', async () => {
      const made = await plant('sf0104', 'sf01');
      expect([made.status, made.body.parent?.code, made.headers.get('etag')]).toEqual([201, 'sf01', '"1"']);
      expect((await plant('sf0104', 'sf01')).body.code).toBe('duplicate');
      expect((await plant('x1', 'sf0101')).body.code).toBe('kind_not_allowed');
      expect((await plant('x1', 'sf01', 'bureau')).body.code).toBe('kind_not_allowed');
      expect((await plant('x1', 'nowhere')).body).toMatchObject({
        code: 'unknown_unit',
        errors: [{ pointer: '/parent' }],
      });
      expect((await plant('tree', 'sf01')).body).toMatchObject({
        code: 'malformed',
        errors: [{ pointer: '/code' }],
      });
      await expectSoundTree();
    });

    it('renames under the version that was read, and keeps the old name in the record', async () => {
      const before = await unit('sf0401');
      const path = `/org-units/${before.id}`;
      expect((await admin.patch(path, { name: '新名称' })).status).toBe(428);
      const ifMatch = { headers: { 'if-match': `"${before.version}"` } };
      const renamed = await admin.patch<Unit>(path, { name: '新名称', reason: '学校更名' }, ifMatch);
      expect([renamed.status, renamed.body.name, renamed.body.version]).toEqual([
        200,
        '新名称',
        before.version + 1,
      ]);
      expect((await admin.patch<Problem>(path, { name: '又一个' }, ifMatch)).body.code).toBe('stale_version');
      const history = await admin.get<{ items: { kind: string; before: object; reason: string }[] }>(
        `${path}/changes`,
      );
      expect(history.body.items[0]).toMatchObject({
        kind: 'renamed',
        before: { name: before.name },
        reason: '学校更名',
      });
    });

    it('is the business of administrators', async () => {
      const secretary = await api.as('sf01.secretary');
      expect(
        (await secretary.post('/org-units', { code: 'y', name: 'y', kind: 'branch', parent: 'sf01' })).status,
      ).toBe(403);
      expect((await secretary.post('/org-units/sf0101/dissolve')).status).toBe(403);
      expect((await secretary.post('/org-units/sf02/dissolve')).status).toBe(404);
      expect((await api.anonymous.get('/org-units')).status).toBe(401);
    });
  });

  describe('reorganising', () => {
    it('says what a move would do, and then moves the whole subtree', async () => {
      await plant('m01', 'sf', 'general_branch');
      await plant('m0101', 'm01');
      const preview = await admin.post<Done>('/org-units/m01/move', { parent: 'sf03', dryRun: true });
      expect(preview.body).toMatchObject({ dryRun: true, affected: { units: 2, reportsInReview: 0 } });
      expect((await unit('m01')).parent?.code).toBe('sf');
      const moved = await admin.post<Done>('/org-units/m01/move', { parent: 'sf03', reason: '划转' });
      expect([moved.status, moved.body.unit.parent?.code]).toEqual([200, 'sf03']);
      const below = await admin.get<{ items: Unit[] }>('/org-units?under=sf03&search=m0101');
      expect(below.body.items).toHaveLength(1);
      await expectSoundTree();
      const refused = async (code: string, parent: string) =>
        (await admin.post<Problem>(`/org-units/${code}/move`, { parent })).body.code;
      expect(await refused('sf03', 'm01')).toBe('below_itself');
      expect(await refused('m01', 'm01')).toBe('below_itself');
      expect(await refused('m01', 'sf0101')).toBe('kind_not_allowed');
      expect(await refused('m01', 'nowhere')).toBe('unknown_unit');
      const late = await admin.post<Problem>('/org-units/m01/move', {
        parent: 'sf',
        effectiveOn: '2099-01-01',
      });
      expect(late.body.code).toBe('invalid_effective_date');
    });

    it('upgrades a branch once', async () => {
      await plant('u01', 'sf');
      const done = await admin.post<Done>('/org-units/u01/upgrade', { name: '升格党总支' });
      expect(done.body.unit).toMatchObject({ kind: 'general_branch', name: '升格党总支' });
      expect((await admin.post<Problem>('/org-units/u01/upgrade')).body.code).toBe('rule_broken');
    });

    it('merges a unit into another with what is below it, and ends it', async () => {
      await plant('g01', 'sf', 'general_branch');
      await plant('g0101', 'g01');
      await plant('g0102', 'g01');
      await admin.post('/org-units/g0102/dissolve');
      const done = await admin.post<Done>('/org-units/g01/merge', { into: 'sf02' });
      expect(done.body.changes.map((line) => [line.unit.code, line.kind])).toEqual([
        ['g01', 'merged'],
        ['sf02', 'absorbed'],
        ['g0101', 'moved'],
      ]);
      expect((await unit('g0101')).parent?.code).toBe('sf02');
      // What had ended before stays where the past has it.
      expect((await unit('g0102')).parent?.code).toBe('g01');
      expect((await unit('g01')).dissolvedOn).toBe('2025-11-20');
      expect((await plant('g0103', 'g01')).body.code).toBe('unit_dissolved');
      await expectSoundTree();
    });

    it('splits a unit: a new one beside it takes the named children, nothing else', async () => {
      await plant('p01', 'sf', 'general_branch');
      for (const code of ['p0101', 'p0102', 'p0103']) await plant(code, 'p01');
      const body = { code: 'p02', name: '析出党总支', children: ['p0102', 'p0103'], reason: '分设校区' };
      const preview = await admin.post<Done>('/org-units/p01/split', { ...body, dryRun: true });
      expect((await admin.get('/org-units/p02')).status).toBe(404);
      const done = await admin.post<Done>('/org-units/p01/split', body);
      expect(done.body.changes).toEqual(preview.body.changes);
      expect(done.body.changes.map((line) => [line.unit.code, line.kind])).toEqual([
        ['p01', 'split'],
        ['p0102', 'moved'],
        ['p0103', 'moved'],
      ]);
      expect(done.body.affected.units).toBe(4);
      expect(await unit('p02')).toMatchObject({
        name: '析出党总支',
        kind: 'general_branch',
        parent: { code: 'sf' },
      });
      expect([(await unit('p0101')).parent?.code, (await unit('p0103')).parent?.code]).toEqual([
        'p01',
        'p02',
      ]);
      const { body: history } = await admin.get<{ items: unknown[] }>('/org-units/p02/changes');
      expect(history.items).toMatchObject([
        { kind: 'created', reason: '分设校区', after: { splitFrom: 'p01' } },
      ]);
      await expectSoundTree();
    });

    it('splits nothing at a taken code, with children of others, or at the root', async () => {
      const refused = async (unit: string, body: object) => {
        const preview = await admin.post<Problem>(`/org-units/${unit}/split`, { ...body, dryRun: true });
        const done = await admin.post<Problem>(`/org-units/${unit}/split`, body);
        expect([done.status, done.body.code]).toEqual([preview.status, preview.body.code]);
        return [done.status, done.body.code, done.body.errors?.[0]?.pointer];
      };
      expect(await refused('sf01', { code: 'sf02', name: '甲' })).toEqual([409, 'duplicate', '/code']);
      expect(await refused('sf01', { code: 'p09', name: '甲', children: ['sf0101', 'sf0201'] })).toEqual([
        422,
        'unknown_unit',
        '/children/1',
      ]);
      expect(await refused('sf01', { code: 'a b', name: '甲' })).toEqual([400, 'malformed', '/code']);
      expect(await refused('sf', { code: 'p09', name: '甲' })).toEqual([422, 'rule_broken', undefined]);
    });

    it('splits no unit whose superior, who would get another, is not the caller’s to manage', async () => {
      const post = await appoint(api, 'sf02.secretary', 'admin', 'sf02');
      const own = await api.as('sf02.secretary');
      const split = await own.post<Problem>('/org-units/sf02/split', {
        code: 'p09',
        name: '甲',
        dryRun: true,
      });
      expect([split.status, split.body.code]).toEqual([403, 'forbidden']);
      expect(
        (await own.post('/org-units/sf0201/split', { code: 'p09', name: '甲', dryRun: true })).status,
      ).toBe(200);
      await dismiss(api, post);
    });

    it('dissolves only what leaves nothing orphaned', async () => {
      expect((await admin.post<Problem>('/org-units/sf04/dissolve')).body.code).toBe('unit_has_children');
      expect((await admin.post<Problem>('/org-units/sf/dissolve')).body.code).toBe('rule_broken');
      await plant('d01', 'sf');
      const done = await admin.post<Done>('/org-units/d01/dissolve', { reason: '停办' });
      expect(done.body.unit.dissolvedOn).toBe('2025-11-20');
      expect((await admin.post<Problem>('/org-units/d01/dissolve')).body.code).toBe('unit_dissolved');
      const list = await admin.get<{ total: number }>('/org-units?search=d01');
      const all = await admin.get<{ total: number }>('/org-units?search=d01&dissolved=true');
      expect([list.body.total, all.body.total]).toEqual([0, 1]);
    });
  });
});
