import { Logger } from '@nestjs/common';
import { Pump } from './pump';

/** A batch that ends when the test says so. */
function controlled() {
  const batches: Array<(more: boolean | Error) => void> = [];
  const work = () =>
    new Promise<boolean>((resolve, reject) => {
      batches.push((more) => (more instanceof Error ? reject(more) : resolve(more)));
    });
  return { batches, work };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const quiet = Object.assign(new Logger(), { warn: () => undefined });

describe('a pump', () => {
  it('works until there is nothing more, and looks once more when woken meanwhile', async () => {
    const { batches, work } = controlled();
    const pump = new Pump({ name: 'test', work, sweepMs: 1e6, logger: quiet });
    pump.start();
    expect(batches).toHaveLength(1);
    batches[0]?.(true);
    await settled();
    expect(batches).toHaveLength(2);
    pump.wake();
    pump.wake();
    batches[1]?.(false);
    await settled();
    expect(batches).toHaveLength(3);
    batches[2]?.(false);
    await settled();
    expect(batches).toHaveLength(3);
    await pump.stop();
  });

  it('survives a failure and works again when woken', async () => {
    const { batches, work } = controlled();
    const pump = new Pump({ name: 'test', work, sweepMs: 1e6, logger: quiet });
    pump.start();
    batches[0]?.(new Error('the database is away'));
    await settled();
    pump.wake();
    expect(batches).toHaveLength(2);
    batches[1]?.(false);
    await pump.stop();
    pump.wake();
    expect(batches).toHaveLength(2);
  });

  it('waits, when stopped, for the batch at work', async () => {
    const { batches, work } = controlled();
    const pump = new Pump({ name: 'test', work, sweepMs: 1e6, logger: quiet });
    pump.start();
    let stopped = false;
    const stopping = pump.stop().then(() => {
      stopped = true;
    });
    await settled();
    expect(stopped).toBe(false);
    batches[0]?.(true);
    await stopping;
    expect(batches).toHaveLength(1);
  });
});
