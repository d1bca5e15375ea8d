export { isDelegated, isHeld, whoActs } from './in-force';
export { judgeAtOrg } from './org-target';
export { type Scope, scopeOf } from './subtree-scope';
export { viewedAct } from './viewed-act';
