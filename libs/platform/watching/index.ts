export { Metrics } from './metrics';
export { Readiness, type Unready } from './readiness';
export { WatchServer } from './watch-server';
export { WatchingModule } from './watching.module';
