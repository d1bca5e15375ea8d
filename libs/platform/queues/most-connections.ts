import { queueNames } from '@contracts/index';
import { queueConnections } from './queue-backend';

export interface ConnectionsOf {
  role: 'api' | 'worker' | 'all';
  queues: 'redis' | 'postgres';
  /** DATABASE_POOL. */
  pool: number;
}

/** One process hears signals on a connection of its own. */
const signals = 1;

/** How many connections to PostgreSQL one process opens at most: what `max_connections` has to leave room for. */
export function mostConnections({ role, queues, pool }: ConnectionsOf): number {
  if (queues === 'redis') return pool + signals;
  const adding = queueNames.length * queueConnections.queue + queueConnections.flows;
  const working = role === 'api' ? 0 : queueNames.length * queueConnections.worker;
  return pool + signals + adding + working;
}
