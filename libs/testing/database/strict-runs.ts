import { refusePoolInsideRuns } from '@platform/database/open-run';

refusePoolInsideRuns();
