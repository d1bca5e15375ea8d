export * from './abridgement';
export * from './compilation';
export * from './staleness';
