import { Client } from 'pg';

/**
 * Loaded into the product before anything else (`--require`): counts the statements that its connections send,
 * those of the queues too, and says how many there were since it was last asked.
 */
const counts = new Map<string, number>();
const { query } = Client.prototype as unknown as { query: (...values: unknown[]) => unknown };

function nameOf(statement: unknown): string {
  if (typeof statement === 'string') return statement.replace(/\s+/g, ' ').slice(0, 60);
  const { name, text } = (statement ?? {}) as { name?: string; text?: string };
  return name ?? nameOf(text ?? '?');
}

(Client.prototype as unknown as { query: unknown }).query = function (this: Client, ...values: unknown[]) {
  const name = nameOf(values[0]);
  counts.set(name, (counts.get(name) ?? 0) + 1);
  return query.apply(this, values);
};

process.on('message', () => {
  process.send?.(Object.fromEntries(counts));
  counts.clear();
});
// Answering is no reason to go on running.
process.channel?.unref();
