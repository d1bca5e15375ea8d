export { ReturnReasonReader, type ReturnReasons } from './return-reasons';
export { RollupModule } from './rollup.module';
export { RollupAudit, type VerifyResult } from './rollup-audit';
export { RollupDrain } from './rollup-drain';
export { RollupMarks } from './rollup-marks';
export {
  type Completion,
  type CompletionNode,
  type Rollup,
  type RollupNode,
  type RollupQuestion,
  RollupReader,
} from './rollup-reader';
