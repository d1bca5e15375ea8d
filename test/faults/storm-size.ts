import type { TreeUnit } from '@testing/organisation';

/** What is killed, each with SIGKILL. `flush` is Redis forgetting everything while it goes on running. */
export type Victim = 'api' | 'worker' | 'postgres' | 'redis' | 'flush';

export interface StormSize {
  /** At least so many transitions are acknowledged. */
  transitions: number;
  clients: number;
  generals: number;
  branchesEach: number;
  /** Cycles whose reports are all to be reminded of, each branch's two authors. */
  remindedCycles: number;
  kills: Record<Victim, number>;
}

const short: StormSize = {
  transitions: 160,
  clients: 6,
  generals: 4,
  branchesEach: 10,
  remindedCycles: 6,
  kills: { api: 2, worker: 2, postgres: 2, redis: 1, flush: 1 },
};

/** By hand: `FAULT_FORM=long npm run test:faults`. */
const long: StormSize = {
  transitions: 2000,
  clients: 8,
  generals: 8,
  branchesEach: 25,
  remindedCycles: 25,
  kills: { api: 24, worker: 24, postgres: 16, redis: 8, flush: 8 },
};

/** By hand, for a quarter of an hour: `FAULT_FORM=thousand npm run test:faults -- storm-on-redis` (design 4.2). */
const thousand: StormSize = {
  transitions: 5000,
  clients: 8,
  generals: 10,
  // Many, since a client leaves a report alone whose request it gave up.
  branchesEach: 60,
  remindedCycles: 10,
  kills: { api: 360, worker: 340, postgres: 160, redis: 80, flush: 60 },
};

/** Paid only by what fails anyway: a loaded machine needs a minute to start a process. */
export const patienceMs = 1_200_000;

const forms = { short, long, thousand };
export const form = (process.env.FAULT_FORM ?? 'short') as keyof typeof forms;
export const size = forms[form];

/** `FAULT_SEED` draws the same kills, victims and steps again; when they strike depends on the machine all the same. */
export const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);

export const branches = Array.from({ length: size.generals }, (_, general) =>
  Array.from({ length: size.branchesEach }, (__, branch) => `g${general}b${branch}`),
).flat();

/** A bureau with general branches and branches. */
export const stormTree: TreeUnit[] = [
  { code: 'sf', name: '示范区教育局党委', kind: 'bureau', parent: null },
  ...Array.from({ length: size.generals }, (_, general): TreeUnit[] => [
    { code: `g${general}`, name: `第${general}党总支`, kind: 'general_branch', parent: 'sf' },
    ...Array.from(
      { length: size.branchesEach },
      (__, branch): TreeUnit => ({
        code: `g${general}b${branch}`,
        name: `第${general}党总支第${branch}党支部`,
        kind: 'branch',
        parent: `g${general}`,
      }),
    ),
  ]).flat(),
];

/** Numbers from nought to below one, the same for the same seed (mulberry32). */
export function randomFrom(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
