export { commandsIn, deputiesIn, type Make } from './commands';
export { LifeCycleModel } from './model';
export type { DelegationCommand, ModelCommand, ModelPost, ModelWorld } from './world';
