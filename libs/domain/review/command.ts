import type { Grade } from '../cycle/cycle-definition';
import type { ReportContent } from './content';
import type { ReturnScope } from './snapshot';

export type Audience = 'committee' | 'all' | 'public';

/** `ifVersion` is the number in If-Match; undefined where the header is absent. */
export type Command =
  | { action: 'save'; ifVersion: number | undefined; content: ReportContent }
  /** `note`: what the authors say of it, such as why a figure changed so much. */
  | { action: 'submit'; ifVersion?: number; nil?: { reason: string }; note?: string }
  | { action: 'withdraw'; note?: string }
  | { action: 'approve'; revision?: number; note?: string; grade?: string }
  | {
      action: 'return';
      revision?: number;
      note?: string;
      to?: 'author' | number;
      resume?: 'route' | 'here';
      scope?: ReturnScope;
      dueAt?: Date;
    }
  | { action: 'recall'; note?: string }
  | { action: 'transfer'; toUserId: string; note?: string }
  | { action: 'reopen'; reason?: string }
  | {
      action: 'publish';
      audience: Audience;
      review: { secrecy: boolean; necessity: boolean; accuracy: boolean };
    }
  | { action: 'decline'; reason?: string }
  | { action: 'retract'; reason?: string }
  | { action: 'waive'; reason?: string }
  | { action: 'reinstate'; reason?: string }
  | { action: 'extend'; dueAt: Date; reason?: string }
  | { action: 'grant-extension'; extension: string; dueAt: Date; note?: string }
  | { action: 'deny-extension'; extension: string; reason?: string }
  | { action: 'urge'; note?: string }
  | { action: 'skip-step'; reason?: string }
  | { action: 'reroute'; reason?: string }
  | { action: 'recount' }
  | { action: 'unit-end'; reason: string };

export type CommandOf<A extends Command['action']> = Extract<Command, { action: A }>;

export type { Grade };
