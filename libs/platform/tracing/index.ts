export { type Cause, carriedCause, currentCause, underCause } from './cause';
export { beginRequest, inSpan, type OpenRequest } from './spans';
export { TracingModule } from './tracing.module';
