import { demonstrationState } from '@features/demo-data';
import { type Environment, isDemonstration } from '@platform/config';
import { migrate } from '@platform/database';
import type { DatabaseSource } from './database-source';
import { StartError } from './start-error';

/**
 * Brings the schema up to date and says whether demonstration data is to be loaded: into an empty
 * database only. A load that was cut off is begun anew where the database is our own.
 * @throws StartError for a cut-off load in somebody else's database
 */
export async function prepareDatabase(
  source: DatabaseSource,
  environment: Environment,
): Promise<'wanted' | 'not wanted'> {
  const target = { url: source.url, pool: 2, applicationName: 'baoshen-migrate' };
  await migrate(target);
  if (!isDemonstration(environment)) return 'not wanted';
  const state = await demonstrationState(source.url);
  if (state === 'unfinished') {
    if (!source.embedded) {
      throw new StartError(
        '演示数据上次只载入了一半。请清空 DATABASE_URL 所指的数据库后重试，或设置 DEMO=0。\n' +
          'The demonstration data was only half loaded: empty the database of DATABASE_URL, or set DEMO=0.',
      );
    }
    await source.embedded.recreateDatabase('baoshen');
    await migrate(target);
  }
  return state === 'empty' || state === 'unfinished' ? 'wanted' : 'not wanted';
}
