export { Computing, type HeavyWork } from './computing';
export { ComputingModule } from './computing.module';
export { Pace } from './pace';
