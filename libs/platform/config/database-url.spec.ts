import { DatabaseUrlError, readDatabaseUrl } from './database-url';
import { readEnvironment } from './environment';

describe('DATABASE_URL', () => {
  it.each([
    ['postgres://baoshen:secret@db/baoshen', 'postgres://baoshen:secret@db:5432/baoshen'],
    ['postgresql://u@[::1]:6432/d?sslmode=require', 'postgres://u@[::1]:6432/d?sslmode=require'],
    ['postgres://u:p%40%3A%2F%23%3F%25@db/d', 'postgres://u:p%40%3A%2F%23%3F%25@db:5432/d'],
    [
      'postgres://u:p@a,b:5433/d?target_session_attrs=read-write',
      'postgres://u:p@a:5432/d?target_session_attrs=read-write&hosts=a%3A5432%2Cb%3A5433',
    ],
  ])('%s is read', (given, read) => {
    expect(readDatabaseUrl(given)).toBe(read);
    // Whoever reads the result anew reads the same.
    expect(readDatabaseUrl(read)).toBe(read);
    expect(new URL(read).pathname).toMatch(/^\/\w+$/);
  });

  it.each([...'@:/#?%[ 密'])(
    'a password with “%s” as it is, is refused with how to write it, and not repeated',
    (odd) => {
      const refused = () => readDatabaseUrl(`postgres://u:sec${odd}ret@db:5432/baoshen`);
      expect(refused).toThrow(DatabaseUrlError);
      expect(refused).toThrow(/%40.*%2F.*%23.*%3F.*%25/);
      expect(refused).not.toThrow(/sec.?ret/);
    },
  );

  it.each([
    'mysql://u@db/d',
    'postgres://u:p@db',
    'postgres://u:p@db:port/d',
    'postgres://u:p@db:70000/d',
    'postgres://u@a,/d',
  ])('%s is refused', (given) => {
    expect(() => readDatabaseUrl(given)).toThrow(DatabaseUrlError);
  });

  it('asks for a server that takes writes', () => {
    expect(() => readDatabaseUrl('postgres://u@a,b/d?target_session_attrs=standby')).toThrow(/read-write/);
  });

  it('is named where it is wrong', () => {
    const variables = {
      DATABASE_URL: 'postgres://u:p/w@db/d',
      SESSION_SECRET: 'a secret that is long enough',
    };
    expect(() => readEnvironment(variables)).toThrow(/DATABASE_URL: .*%2F/);
  });
});
