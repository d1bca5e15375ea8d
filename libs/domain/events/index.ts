export * from './canonical';
export * from './chain';
export * from './event';
export * from './fold';
