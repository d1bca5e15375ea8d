export { duplicate } from './duplicate';
export * from './problem';
export type { ProblemCatalogue, ProblemDefinition, ProblemStatus } from './problem-definition';
export { ruleBroken } from './rule-broken';
