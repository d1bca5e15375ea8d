import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from './transaction';

/**
 * What a unit of work leaves in its own transaction about the request that asked for it, so that whoever
 * repeats the request learns whether it took effect although its answer was lost (design 5, cases 1 and 4).
 */
export interface Receipt {
  /** Whether an earlier run of the same request was committed; its answer is all that is missing. */
  readonly acted: boolean;
  /** @throws conflict where another run of the same request took over: then nothing may be committed */
  sign(transaction: Transaction): Promise<void>;
}

const open = new AsyncLocalStorage<Receipt>();

/** Every unit of work that runs inside `work` is signed with the receipt. */
export function underReceipt<T>(receipt: Receipt, work: () => T): T {
  return open.run(receipt, work);
}

/** The receipt of the request that is being answered; undefined where nobody asked for one. */
export function openReceipt(): Receipt | undefined {
  return open.getStore();
}
