import type { Page } from './contract';

/** A list fetched page by page: `total` says how many there are, also where not all were fetched. */
export interface Whole<Item> {
  items: Item[];
  total: number;
}

/** Pages at a time: a long list must not take every connection of the browser. */
const abreast = 4;

/** Every page of a list, in order, up to `most` items; whoever shows fewer than `total` says so. */
export async function allPages<Item>(
  fetchPage: (window: { page: number; pageSize: number }) => Promise<Page<Item>>,
  most = 20_000,
): Promise<Whole<Item>> {
  const pageSize = 200;
  const first = await fetchPage({ page: 1, pageSize });
  const items = [...first.items];
  const pages = Math.ceil(Math.min(first.total, most) / pageSize);
  for (let page = 2; page <= pages; page += abreast) {
    const numbers = Array.from({ length: Math.min(abreast, pages - page + 1) }, (_, index) => page + index);
    const found = await Promise.all(numbers.map((number) => fetchPage({ page: number, pageSize })));
    items.push(...found.flatMap((each) => each.items));
  }
  return { items, total: first.total };
}
