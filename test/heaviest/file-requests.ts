import type { ApiAnswer, ApiClient } from '@testing/http';
import type { Route } from './api-document';
import { type HeavyFile, heavyAttachments, heavyDocuments, heavyTables } from './uploads';

/** The heaviest files for a route that takes one; none where nobody has thought of it. */
export function filesFor({ path }: Route): HeavyFile[] {
  if (path.endsWith('/attachments')) return heavyAttachments;
  if (path === '/reports/{id}/import') return heavyDocuments;
  if (path === '/org-units/import')
    return heavyTables(['编码', '名称', '上级编码', '类别'], (at) => [`u${at}`, `支部${at}`, 'sf', '党支部']);
  if (path === '/users/import')
    return heavyTables(['账号', '姓名', '党组织编码', '角色'], (at) => [
      `u${at}`,
      `张${at}`,
      'sf01',
      '填报人',
    ]);
  if (path === '/rectification-batches/{id}/import')
    return heavyTables(['单位编码', '问题', '措施'], (at) => ['sf0101', `问题${at}`, '逐条整改']);
  return [];
}

/** Sends a file as a page does; lists are tried and not written. */
export function sending(
  client: ApiClient,
  { method }: Route,
  path: string,
  { filename, bytes }: HeavyFile,
): () => Promise<ApiAnswer<unknown>> {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from(bytes())]), filename);
  const tried = path.endsWith('/import') && !path.startsWith('/reports/') ? `${path}?dryRun=true` : path;
  return () => client.send(method, tried, form);
}
