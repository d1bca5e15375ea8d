import type { TargetKind } from '@platform/http';
import type { ApiClient } from '@testing/http';
import { routeTable } from '../http/authorisation/route-table';
import type { Route } from './api-document';

export interface Server {
  as(username: string): Promise<ApiClient>;
  readonly anonymous: ApiClient;
  /** Things that a path may name. */
  readonly targets: Partial<Record<TargetKind, string[]>>;
}

/** Who is let through somewhere. */
const people = [
  'sf.admin',
  'sf0101.reporter',
  'sf0101.secretary',
  'sf01.reviewer',
  'sf.reviewer',
  'sf.leader',
  'sf.publisher',
];

/**
 * Somebody whom the route lets through to what it looks at, and the address of something that they may act on; null
 * where nobody is. A body of one unknown field is what it is tried with: refused, but only after the rights.
 */
export async function reach(
  server: Server,
  route: Route,
): Promise<{ client: ApiClient; path: string } | null> {
  const row = routeTable[`${route.method} ${route.path}`];
  const open = row?.rule === 'open';
  const clients = open ? [server.anonymous] : await Promise.all(people.map((name) => server.as(name)));
  const ids = row?.target ? (server.targets[row.target] ?? []) : ['01970000-0000-7000-8000-000000000000'];
  for (const client of clients) {
    for (const id of ids) {
      const path = route.path
        .replace(/\{id\}/, id)
        .replace(/\{(number|year)\}/, '2025')
        .replace(/\{\w+\}/, id);
      const { status } = await client.send(route.method, path, route.body ? { surprise: 1 } : undefined);
      if (![401, 403, 404].includes(status)) return { client, path };
    }
  }
  return null;
}
