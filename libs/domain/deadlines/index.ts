export * from './acceptance';
export * from './calendar';
export * from './closing';
export * from './recurrence';
export * from './zoned-day';
