import { stormSuite } from './storm-suite';

// Only by `npm run test:faults`: jest.config.cjs leaves this folder out of `npm test`.
describe('a storm with kills, queues on PostgreSQL', () => stormSuite('postgres'));
