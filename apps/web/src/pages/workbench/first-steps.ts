import type { TemplateItem } from '../../api/administration';
import type { Cycle } from '../../api/contract';

interface Installed {
  /** The bureau included. */
  units: number;
  /** The administrator included. */
  people: number;
  templates: Pick<TemplateItem, 'versions'>[];
  cycles: Pick<Cycle, 'state'>[];
}

export interface FirstStep {
  name: 'org' | 'people' | 'templates' | 'cycles';
  done: boolean;
}

/** What is left to do before the first report can be written; null once a cycle was opened. */
export function firstSteps({ units, people, templates, cycles }: Installed): FirstStep[] | null {
  if (cycles.some(({ state }) => state !== 'draft')) return null;
  const released = templates.some(({ versions }) => versions.some(({ state }) => state === 'released'));
  return [
    { name: 'org', done: units > 1 },
    { name: 'people', done: people > 1 },
    { name: 'templates', done: released },
    { name: 'cycles', done: false },
  ];
}
