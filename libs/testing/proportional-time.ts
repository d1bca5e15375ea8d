/**
 * Four times the length may take four times as long; three times that is noise. What takes less than `noise`
 * milliseconds is noise altogether. Nothing here depends on how fast the machine is.
 */
const times = 4;
const margin = 3;
const noise = 150;

/** `unit` again and again, `length` UTF-16 units long. */
export function filled(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** Milliseconds of the processor's time, for others may use the machine too. */
export function millisecondsOf(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/**
 * Reads `unit` repeated to `length` UTF-16 units and to a quarter of that.
 * @throws Error where the whole takes more than three times what proportion to the length allows
 */
export function expectProportionalTime(read: (text: string) => unknown, unit: string, length: number): void {
  const [short, long] = [filled(unit, length / times), filled(unit, length)];
  const most = millisecondsOf(() => read(long));
  if (most <= noise) return;
  const least = millisecondsOf(() => read(short));
  const allowed = Math.max(noise, least * times * margin);
  if (most <= allowed) return;
  // A collection of garbage may fall into one run, never into each of three.
  const again = Math.min(
    millisecondsOf(() => read(long)),
    millisecondsOf(() => read(long)),
  );
  if (again > allowed)
    throw new Error(
      `${JSON.stringify(unit)}: ${least.toFixed(0)} ms for ${length / times} characters, ${again.toFixed(0)} ms for ${length}`,
    );
}
