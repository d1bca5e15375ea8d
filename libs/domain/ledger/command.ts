import type { Day } from '../deadlines';
import type { DisputeAnswer, Month, Party } from './item';
import type { ItemTerm, VerificationMethod, VoidKind } from './words';

/** A measure as somebody proposes it; its id is given by whoever writes it. */
export interface NewMeasure {
  id: string;
  text: string;
  person: string;
  dueOn: Day;
}

/** `version` is the item's, which deciding names: what was read is what is decided about. */
export type ItemCommand =
  | { action: 'claim'; term: ItemTerm; measures: NewMeasure[] }
  | { action: 'dispute'; reason?: string }
  | { action: 'answer'; answer: DisputeAnswer; reason?: string; problem?: string }
  | { action: 'progress'; month: Month; text?: string; done?: string[]; undone?: string[] }
  | { action: 'plan'; add: NewMeasure[]; withdraw: Array<{ id: string; reason: string }> }
  | {
      action: 'amend';
      ifVersion: number;
      category?: string | null;
      leader?: Party | null;
      leadUnit?: string | null;
      person?: Party | null;
      /** Takes over the text that the report has since it was approved anew, or leaves the item's own. */
      offer?: 'take' | 'leave';
    }
  /** By its secretary a request; by who verifies a grant, of what was asked or less, or unasked. */
  | { action: 'extend'; dueOn?: Day; reason?: string; deny?: boolean }
  | { action: 'reschedule'; dueOn?: Day; planDueOn?: Day | null; monthlyDay?: number }
  | { action: 'close'; result?: string }
  | { action: 'withdraw'; note?: string }
  | { action: 'verify'; version: number; method?: VerificationMethod; note?: string; nextCheckOn?: Day }
  | { action: 'reject'; version: number; note?: string; dueOn?: Day; measures?: string[] }
  | { action: 'recall'; note?: string }
  | {
      action: 'check';
      version: number;
      method?: VerificationMethod;
      result: 'held' | 'relapsed';
      note?: string;
      dueOn?: Day;
      nextCheckOn?: Day;
    }
  | { action: 'reassign'; reason?: string }
  | { action: 'void'; kind: VoidKind; reason?: string; of?: string }
  | { action: 'urge'; level?: 1 | 2 | 3; note?: string }
  | { action: 'transfer'; toUserId: string; note?: string }
  | { action: 'skip-step'; reason?: string }
  | { action: 'recount' }
  /** `problem` null: the row is gone. Undefined: the report was only taken back. */
  | { action: 'source-change'; revision: number; problem?: string | null; cause?: string | null };

export type ItemCommandOf<A extends ItemCommand['action']> = Extract<ItemCommand, { action: A }>;
