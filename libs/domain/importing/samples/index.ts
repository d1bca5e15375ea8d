import { clutterSamples } from './clutter-samples';
import { figureSamples } from './figure-samples';
import { headingSamples } from './heading-samples';
import { mixedSamples } from './mixed-samples';
import type { ImportSample } from './sample';
import { structureSamples } from './structure-samples';

export type { ImportSample } from './sample';

export const importSamples: ImportSample[] = [
  ...headingSamples,
  ...structureSamples,
  ...mixedSamples,
  ...figureSamples,
  ...clutterSamples,
];
