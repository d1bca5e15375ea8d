import type { EditionItem, Page } from './contract';
import { answer, client } from './http';

/** Editions, the newest first, whose text or number contains `q`; of one year where it is given. */
export const listEditions = (q: string, year: string, page: number, size: number) =>
  answer<Page<EditionItem>>(
    client.GET('/api/v1/bulletin', {
      params: { query: { q, year: year ? Number(year) : undefined, page, pageSize: size } },
    }),
  );
