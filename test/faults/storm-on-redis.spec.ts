import { hasRedisServer } from './own-redis';
import { stormSuite } from './storm-suite';

// A file of its own, so that both storms blow at the same time.
describe('a storm with kills, queues on Redis', () => {
  if (hasRedisServer()) stormSuite('redis');
  else
    it('needs a redis-server', () => {
      if (process.env.CI) throw new Error('No redis-server: the Redis half of the fault tests did not run.');
      process.stderr.write('\n  No redis-server: the Redis half of the fault tests did not run.\n');
    });
});
