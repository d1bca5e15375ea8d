export * from './counts';
export * from './indicators';
export * from './node';
