export * from './apply';
export * from './command';
export * from './content';
export { charactersOf, handyCharacters } from './content-size';
export * from './decide';
export * from './decision';
export * from './facts';
export { type OpenParts, openParts } from './open-parts';
export * from './route';
export { answerWorkingDays } from './rules/return';
export { noteLimit, requireNote } from './rules/rule';
export { urgePauseLeft, urgePauseMs } from './rules/urge';
export {
  type Capacity,
  flagFor,
  isComplete,
  postsAt,
  type Reviewed,
  recusedAt,
  reservationOf,
  type Seat,
  type Staff,
  type Staffing,
  seatsAt,
  staffingOf,
  standingApprovals,
  type Turn,
  turnOf,
  waitingFor,
} from './seats';
export * from './snapshot';
export * from './states';
export * from './transitions';
