import { type LiveMessage, LiveStream, type Source } from './live-stream';

function world() {
  const sources: (Source & { say: (name: string, data?: string) => void; isClosed: boolean })[] = [];
  const appointments: { act: () => void; ms: number }[] = [];
  const heard: LiveMessage[] = [];
  const stream = new LiveStream(
    {
      open: () => {
        const listeners = new Map<string, (event: { data?: string }) => void>();
        const source = {
          readyState: 0,
          isClosed: false,
          close: () => {
            source.isClosed = true;
          },
          addEventListener: (name: string, listener: (event: { data?: string }) => void) =>
            void listeners.set(name, listener),
          say: (name: string, data?: string) => listeners.get(name)?.({ data }),
        };
        sources.push(source);
        return source;
      },
      later: (act, ms) => {
        appointments.push({ act, ms });
        return appointments.length;
      },
      cancel: () => void appointments.pop(),
      chance: () => 1,
    },
    (message) => heard.push(message),
  );
  const giveUp = () => {
    const source = sources.at(-1);
    if (!source) throw new Error('nothing is open');
    source.readyState = 2;
    source.say('error');
  };
  return { stream, sources, appointments, heard, giveUp };
}

describe('the live stream of a browser', () => {
  it('is one for all pages that look, and none while nobody does', () => {
    const { stream, sources } = world();
    for (const page of ['a', 'b', 'c']) stream.want(page, true);
    expect(sources).toHaveLength(1);
    stream.want('a', false);
    stream.want('b', false);
    expect(sources[0]?.isClosed).toBe(false);
    stream.want('c', false);
    expect(sources[0]?.isClosed).toBe(true);
    stream.want('a', true);
    expect(sources).toHaveLength(2);
  });

  it('asks for what happened before it was open, the first time too: pages read their lists before they hear', () => {
    const { stream, sources, heard } = world();
    stream.want('a', true);
    expect([stream.isOpen, heard]).toEqual([false, []]);
    sources[0]?.say('open');
    expect([stream.isOpen, heard]).toEqual([true, [{ name: 'message', data: '' }]]);
    sources[0]?.say('error');
    expect(stream.isOpen).toBe(false);
    sources[0]?.say('open');
    expect(heard).toHaveLength(2);
  });

  it('comes back after a 502, ever more seldom, and asks for what it missed', () => {
    const { stream, sources, appointments, heard, giveUp } = world();
    stream.want('a', true);
    for (const ms of [1_000, 2_000, 4_000]) {
      giveUp();
      expect(appointments.at(-1)?.ms).toBe(ms);
      appointments.pop()?.act();
    }
    expect(sources).toHaveLength(4);
    expect(heard).toEqual([]);
    sources.at(-1)?.say('open');
    expect(heard).toEqual([{ name: 'message', data: '' }]);
    giveUp();
    expect(appointments.at(-1)?.ms).toBe(1_000);
  });

  it('leaves a broken connection to the browser, which tries again by itself', () => {
    const { stream, sources, appointments } = world();
    stream.want('a', true);
    sources[0]?.say('error');
    expect([sources.length, appointments.length]).toEqual([1, 0]);
  });

  it('opens anew at once when somebody has signed in', () => {
    const { stream, sources, appointments, giveUp } = world();
    stream.want('a', true);
    giveUp();
    stream.renew();
    expect([sources.length, appointments.length]).toEqual([2, 0]);
  });
});
