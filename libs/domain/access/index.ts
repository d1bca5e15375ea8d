export * from './access';
export * from './access-cases';
export * from './disclosure';
export * from './granting';
export * from './report-view';
export * from './username';
export * from './verbs';
