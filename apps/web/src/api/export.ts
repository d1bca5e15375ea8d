import type { OrgKind, Page } from './contract';
import { answer, client } from './http';
import { allPages } from './pages';
import type { components } from './schema';

export type Archive = components['schemas']['ExportAnswer'];
export type ArchiveFormat = 'docx' | 'pdf' | 'txt';

/** One's archives that are still kept, the newest first. */
export const listArchives = async (): Promise<Archive[]> =>
  (
    await allPages((window) =>
      answer<Page<Archive>>(client.GET('/api/v1/exports', { params: { query: window } })),
    )
  ).items;

/** Orders a zip of what was handed in below a unit; without one, below the caller's highest. */
export const orderArchive = (order: { cycle: string; under?: string; format: ArchiveFormat }) =>
  answer<Archive>(client.POST('/api/v1/exports', { body: order }));

/** Fetches a spreadsheet of a cycle and hands it to the browser under `name`; what is refused is thrown. */
export async function saveWorkbook(
  which: 'completion' | 'rollup',
  cycle: string,
  query: { tier?: OrgKind; under?: string },
  name: string,
): Promise<void> {
  const params = { path: { id: cycle }, query };
  const file = await answer<Blob>(
    which === 'completion'
      ? client.GET('/api/v1/cycles/{id}/completion.xlsx', { params, parseAs: 'blob' })
      : client.GET('/api/v1/cycles/{id}/rollup.xlsx', { params, parseAs: 'blob' }),
  );
  handOver(file, `${name}.xlsx`);
}

/** Gives a file to the browser to keep. */
export function handOver(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download holds the content by now; the address would hold it for as long as the page lives.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
