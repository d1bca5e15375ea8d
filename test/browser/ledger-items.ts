import { post } from './people';
import type { Page } from './world';

export interface ItemBody {
  id: string;
  version: number;
  measures: { id: string }[];
}

/** An item that the unit of the secretary on the page found itself, with a due date that no story reaches. */
export const enterOwn = (secretary: Page, org: string, problem: string): Promise<ItemBody> =>
  post(secretary, '/rectifications', { org, source: 'self', problem, dueOn: '2027-03-31' });

/** One measure planned and done, by the secretary on the page. */
export async function workOff(secretary: Page, { id }: { id: string }): Promise<void> {
  const { measures } = await post<ItemBody>(secretary, `/rectifications/${id}/plan`, {
    add: [{ text: '建立台账，按月核对', person: '组织委员', dueOn: '2027-02-28' }],
  });
  await post(secretary, `/rectifications/${id}/progress`, {
    month: '2026-11',
    text: '台账已经建立。',
    done: measures.map((measure) => measure.id),
  });
}

/** An item of the own unit that waits for its superior's verification. */
export async function handIn(secretary: Page, org: string, problem: string): Promise<ItemBody> {
  const item = await enterOwn(secretary, org, problem);
  await workOff(secretary, item);
  return post(secretary, `/rectifications/${item.id}/close`, { result: '台账齐全，按月核对。' });
}
