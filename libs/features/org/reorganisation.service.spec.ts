import type { OrgKind } from '@domain/org/roles';
import { isProblem } from '@domain/problems';
import { SettableClock } from '@platform/clock';
import { committing, inRollback } from '@testing/database';
import { unsoundUnits } from '@testing/organisation';
import { type PlanningServices, planningServices } from '@testing/planning';
import fc from 'fast-check';
import { operator } from './acting';

const clock = new SettableClock(new Date('2025-11-20T01:00:00Z'));

async function plant(
  services: PlanningServices,
  code: string,
  kind: OrgKind,
  parent: string | null,
): Promise<void> {
  await services.units.create(operator, { code, name: code, kind, parent });
}

const childrenOf = `
  SELECT u.code FROM org_unit u JOIN org_unit p ON p.id = u.parent_id
  WHERE p.code = $1 AND u.dissolved_on IS NULL ORDER BY u.code`;

describe('reorganising at random', () => {
  const db = inRollback();
  const codes = ['g1', 'g2', 'g3', 'b1', 'b2', 'b3', 'b4', 'b5'];
  const command = fc.oneof(
    fc.record({
      act: fc.constant('move' as const),
      unit: fc.constantFrom(...codes),
      to: fc.constantFrom('sf', ...codes),
    }),
    fc.record({
      act: fc.constant('merge' as const),
      unit: fc.constantFrom(...codes),
      to: fc.constantFrom('sf', ...codes),
    }),
    fc.record({
      act: fc.constant('split' as const),
      unit: fc.constantFrom('sf', ...codes),
      to: fc.constantFrom('s1', 's2', 'g1'),
    }),
    fc.record({ act: fc.constant('upgrade' as const), unit: fc.constantFrom(...codes), to: fc.constant('') }),
    fc.record({
      act: fc.constant('dissolve' as const),
      unit: fc.constantFrom('sf', ...codes),
      to: fc.constant(''),
    }),
  );

  it('keeps the tree sound, loses no unit, and previews exactly what it then does', async () => {
    const services = planningServices(db, clock);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 12 }), async (commands) => {
        round += 1;
        const named = (code: string) => `${code}-${round}`;
        const row = (code: string, kind: OrgKind, parent: string) => ({
          line: 0,
          code: named(code),
          name: code,
          kind,
          parentCode: parent && named(parent),
        });
        await services.files.importRows(operator, [
          row('sf', 'bureau', ''),
          ...['g1', 'g2', 'g3'].map((code) => row(code, 'general_branch', 'sf')),
          ...['b1', 'b2', 'b3', 'b4'].map((code, index) => row(code, 'branch', `g${(index % 3) + 1}`)),
          row('b5', 'branch', 'sf'),
        ]);

        const splits = new Set<string>();
        for (const { act, unit, to } of commands) {
          const below = await db.database.query<{ code: string }>(childrenOf, [named(unit)]);
          const input = {
            parent: named(to),
            into: named(to),
            code: named(to),
            name: to,
            children: below.map(({ code }) => code).slice(1),
          };
          const preview = await outcome(services, act, named(unit), { ...input, dryRun: true });
          const done = await outcome(services, act, named(unit), input);
          expect(done.refused ?? done.changes).toEqual(preview.refused ?? preview.changes);
          if (act === 'split' && done.changes) splits.add(to);
          expect(await db.database.query(unsoundUnits)).toEqual([]);
        }
        const kept = await db.database.query(`SELECT 1 FROM org_unit WHERE code LIKE $1`, [`%-${round}`]);
        expect(kept.length - splits.size).toBe(9);
      }),
      { numRuns: 20 },
    );
  });

  it('records every change with its day, its reason and its place before and after', async () => {
    const services = planningServices(db, clock);
    await plant(services, 'sf', 'bureau', null);
    await plant(services, 'g1', 'general_branch', 'sf');
    await plant(services, 'b1', 'branch', 'sf');
    await services.reorganisation.move(operator, 'b1', {
      parent: 'g1',
      effectiveOn: '2025-11-03',
      reason: '划转',
    });
    const early = services.reorganisation.dissolve(operator, 'b1', { effectiveOn: '2025-11-02' });
    await expect(early).rejects.toMatchObject({ code: 'invalid_effective_date' });
    const rows = await db.database.query(
      `SELECT c.kind, c.effective_on::text AS day, c.before, c.after, c.reason FROM org_change c
       JOIN org_unit u ON u.id = c.org_id WHERE u.code = 'b1' ORDER BY c.id`,
    );
    expect(rows).toMatchObject([
      { kind: 'created', day: '2025-11-20', before: null },
      {
        kind: 'moved',
        day: '2025-11-03',
        before: { parent: 'sf' },
        after: { parent: 'g1' },
        reason: '划转',
      },
    ]);
    const audited = await db.database.query(`SELECT action FROM audit_entry ORDER BY id`);
    expect(audited.map((entry) => entry.action)).toEqual([
      'org.created',
      'org.created',
      'org.created',
      'org.moved',
    ]);
  });
});

async function outcome(
  services: PlanningServices,
  act: 'move' | 'merge' | 'upgrade' | 'split' | 'dissolve',
  unit: string,
  input: {
    parent: string;
    into: string;
    code: string;
    name: string;
    children: string[];
    dryRun?: boolean;
  },
): Promise<{ refused?: string; changes?: unknown }> {
  try {
    const { changes } = await services.reorganisation[act](operator, unit, input);
    return { changes };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { refused: error.code };
  }
}

describe('reorganising at the same moment', () => {
  const db = committing({ pool: 8 });

  it('never hangs two units below each other', async () => {
    const services = planningServices(db, clock);
    await plant(services, 'sf', 'bureau', null);
    for (let round = 0; round < 30; round += 1) {
      const [a, b] = [`a${round}`, `b${round}`];
      await plant(services, a, 'general_branch', 'sf');
      await plant(services, b, 'general_branch', 'sf');
      const results = await Promise.allSettled([
        services.reorganisation.move(operator, a, { parent: b }),
        services.reorganisation.move(operator, b, { parent: a }),
      ]);
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
      const refused = results.find((result) => result.status === 'rejected');
      expect(refused?.reason).toMatchObject({ code: 'below_itself' });
    }
    expect(await db.database.query(unsoundUnits)).toEqual([]);
  });

  it('plants nothing below a unit that ends meanwhile', async () => {
    const services = planningServices(db, clock);
    for (let round = 0; round < 30; round += 1) {
      await plant(services, `e${round}`, 'general_branch', 'sf');
      await Promise.allSettled([
        services.reorganisation.dissolve(operator, `e${round}`, {}),
        plant(services, `e${round}-1`, 'branch', `e${round}`),
      ]);
    }
    expect(await db.database.query(unsoundUnits)).toEqual([]);
  });
});
