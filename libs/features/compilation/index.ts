export { CompilationModule, CompilationWorkModule } from './compilation.module';
export {
  CompilationService,
  type CompilationView,
  type Compiled,
  mostSourcesAtOnce,
} from './compilation.service';
export type { CompilationRun, RunProblem } from './run.repository';
export { RunService, sourcesPerPart } from './run.service';
export { RunWork } from './run-work';
