import { Global, Module } from '@nestjs/common';
import { WorkFaults } from './work-faults';

/** Apart from the queues, which commands and the loading of demonstration data do without. */
@Global()
@Module({ providers: [WorkFaults], exports: [WorkFaults] })
export class WorkFaultsModule {}
