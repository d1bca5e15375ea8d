export * from './occurrence';
export * from './quiet-hours';
export * from './reminder-plan';
