import { Global, Module } from '@nestjs/common';
import { Database } from '@platform/database';
import { TracingModule } from '@platform/tracing';
import { Metrics } from './metrics';
import { Readiness } from './readiness';
import { WatchServer } from './watch-server';

/** What an operator watches of every process: whether it is ready, and its figures. */
@Global()
@Module({
  imports: [TracingModule],
  providers: [Metrics, Readiness, WatchServer],
  exports: [Metrics, Readiness, WatchServer],
})
export class WatchingModule {
  constructor(metrics: Metrics, readiness: Readiness, database: Database) {
    metrics.gauge(
      'baoshen_ready',
      'Whether this process may be sent people or work: 1 or 0',
      [],
      async (set) => {
        set({}, (await readiness.fault()) ? 0 : 1);
      },
    );
    metrics.gauge('baoshen_database_connections', 'Connections of this process', ['state'], (set) => {
      const { total, idle, waiting, most } = database.connections();
      set({ state: 'busy' }, total - idle);
      set({ state: 'idle' }, idle);
      set({ state: 'asked_for' }, waiting);
      set({ state: 'most' }, most);
    });
  }
}
