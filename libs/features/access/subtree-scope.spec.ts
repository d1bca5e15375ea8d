import { type Actor, accessCases, accessUnits } from '@domain/access';
import { inRollback } from '@testing/database';
import { scopeOf } from './subtree-scope';

const now = new Date('2025-11-01T00:00:00Z');
const idOf = (path: string) => `00000000-0000-7000-8000-${path.replaceAll('.', '').padStart(12, '0')}`;

describe('the SQL scope', () => {
  const rows = inRollback();

  it.each(accessCases.map((line) => [`${line.role}@${line.at} ${line.verb} ${line.on}`, line] as const))(
    'agrees with the pure rule: %s',
    async (_, { role, at, verb, on, allowed }) => {
      const path = accessUnits[at];
      const actor: Actor = {
        userId: 'u',
        appointments: [{ id: 'a', role, orgId: idOf(path), path, startsAt: new Date(0), endsAt: null }],
      };
      const { paths, orgIds } = scopeOf(actor, verb, now);
      const found = await rows.database.query(
        `SELECT 1 FROM (VALUES ($1::uuid, $2::ltree)) AS o(id, path)
          WHERE o.path <@ ANY($3::ltree[]) OR o.id = ANY($4::uuid[])`,
        [idOf(accessUnits[on]), accessUnits[on], paths, orgIds],
      );
      expect(found.length === 1).toBe(allowed);
    },
  );
});
