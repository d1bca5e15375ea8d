export { InvariantModule } from './invariant.module';
export { type InvariantResult, InvariantService } from './invariant.service';
