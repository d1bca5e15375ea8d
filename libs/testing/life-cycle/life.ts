/** Who acted, and whose post it was: their own, or that of who delegated it to them. */
export interface Capacity {
  who: string;
  seat: string;
}

/** Where the report of a model stands. */
export interface Life {
  state: 'not_started' | 'drafting' | 'in_review' | 'returned' | 'approved' | 'published' | 'waived';
  step: number | null;
  revision: number;
  writers: string[];
  authors: string[];
  /** Approvals that stand, by step counted from 1. */
  approvals: Record<number, Capacity[]>;
  /** Who gave an opinion about this revision at which step, standing or not. */
  judged: Array<Capacity & { step: number; carried: boolean }>;
  passed: number[];
  reserved: string | null;
  resumeAt: number;
  submittedFrom: Life | null;
  waivedFrom: Life | null;
  edition: boolean;
  /** Until which day more time was granted; 0 is none. */
  until: number;
  /** A request for more time is open. */
  asked: boolean;
  /** The unit was dissolved. */
  ended: boolean;
  recallable: (Capacity & { step: number; before: Life }) | null;
}

export const unborn: Life = {
  state: 'not_started',
  step: null,
  revision: 0,
  writers: [],
  authors: [],
  approvals: {},
  judged: [],
  passed: [],
  reserved: null,
  resumeAt: 1,
  submittedFrom: null,
  waivedFrom: null,
  edition: false,
  until: 0,
  asked: false,
  ended: false,
  recallable: null,
};
