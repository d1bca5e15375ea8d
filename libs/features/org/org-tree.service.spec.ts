import type { ActingAppointment } from '@domain/access';
import { SettableClock } from '@platform/clock';
import type { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { committing } from '@testing/database';
import { planningServices } from '@testing/planning';
import { operator } from './acting';
import { type OrgTreeNode, OrgTreeService } from './org-tree.service';
import { OrgUnitRepository } from './org-unit.repository';

const clock = new SettableClock(new Date('2025-11-20T01:00:00Z'));

function holder(...posts: { orgId: string; path: string }[]): Caller {
  const appointments = posts.map(
    (post): ActingAppointment => ({
      id: `at ${post.path}`,
      role: 'observer',
      startsAt: new Date(0),
      endsAt: null,
      ...post,
    }),
  );
  return {
    userId: 'u',
    username: 'u',
    name: '督导员',
    mustChangePassword: false,
    credential: { kind: 'token', id: 't' },
    appointments,
  };
}

function count(nodes: OrgTreeNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + count(node.children ?? []), 0);
}

describe('the tree of 10,000 units', () => {
  const db = committing();
  const queries: string[] = [];
  let trees: OrgTreeService;
  let root: { orgId: string; path: string };
  let general: { orgId: string; path: string };

  beforeAll(async () => {
    const services = planningServices(db, clock);
    const row = (line: number, code: string, kind: string, parentCode: string) => ({
      line,
      code,
      name: `单位${code}`,
      kind,
      parentCode,
    });
    await services.files.importRows(operator, [
      row(2, 'sf', 'bureau', ''),
      ...Array.from({ length: 199 }, (_, index) => row(index + 3, `g${index}`, 'general_branch', 'sf')),
      ...Array.from({ length: 9800 }, (_, index) =>
        row(index + 300, `b${index}`, 'branch', `g${index % 199}`),
      ),
    ]);
    const watched: Pick<Database, 'query'> = {
      query: (statement, values) => {
        queries.push(typeof statement === 'string' ? statement : statement.name);
        return db.database.query(statement, values);
      },
    };
    const database = watched as Database;
    trees = new OrgTreeService(new OrgUnitRepository(database), database, clock);
    const place = async (code: string) => {
      const unit = await services.units.get(code);
      return { orgId: unit.id, path: unit.path };
    };
    root = await place('sf');
    general = await place('g7');
  });
  beforeEach(() => {
    queries.length = 0;
  });

  it('comes whole in one query', async () => {
    const nodes = await trees.tree(holder(root), undefined, 16);
    expect(count(nodes)).toBe(10_000);
    expect(queries).toHaveLength(1);
  });

  it('comes level by level, with the number of units that wait below', async () => {
    const nodes = await trees.tree(holder(root), 'sf', 1);
    expect(count(nodes)).toBe(200);
    expect(nodes[0]?.children?.[0]).toMatchObject({ children: null, childCount: 50 });
    expect(queries).toHaveLength(2);
  });

  it('shows a unit once, however many posts reach it', async () => {
    const nodes = await trees.tree(holder(general, root, general), undefined, 0);
    expect(nodes.map((node) => node.code)).toEqual(['sf']);
  });

  it('hides what lies beside or above', async () => {
    await expect(trees.tree(holder(general), 'sf', 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(trees.tree(holder(general), 'g8', 1)).rejects.toMatchObject({ code: 'not_found' });
    const own = await trees.tree(holder(general), undefined, 16);
    expect(own.map((node) => node.code)).toEqual(['g7']);
    expect(await trees.tree(holder(), undefined, 16)).toEqual([]);
  });
});
