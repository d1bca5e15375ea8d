export {
  chainEvents,
  chainItemEvents,
  type EventRow,
  eventColumns,
  eventColumnTypes,
  eventRecord,
  itemEventRecord,
  keptEvent,
} from './event-chain';
