import { type ApiDocument, resolved, type Schema } from './api-document';

/** Most bytes of a JSON body that the server reads. */
const limit = 2 * 1024 * 1024 - 1024;

export interface Shape {
  name: string;
  /** JSON, ready to be sent: making it must not be measured. */
  body: string;
}

/** Bodies that are as large as the server reads and that no page sends, for a route that takes this schema. */
export function hostileShapes(document: ApiDocument, schema: Schema): Shape[] {
  const fields = Object.entries(resolved(document, schema).properties ?? {}).map(
    ([name, part]) => [name, resolved(document, part)] as const,
  );
  const list = fields.filter(([, { type }]) => type === 'array').map(([name]) => name);
  const text = fields
    .filter(([, { type, enum: values }]) => type === 'string' && !values)
    .map(([name]) => name);
  const object = fields
    .filter(
      ([, { type, properties, additionalProperties }]) =>
        type === 'object' || properties || additionalProperties,
    )
    .map(([name]) => name);
  const filled = (names: string[], fill: (bytes: number) => string) =>
    `{${names.map((name) => `${JSON.stringify(name)}:${fill(Math.floor(limit / names.length) - 200)}`).join(',')}}`;
  return [
    { name: '170,000 unknown fields', body: `{${manyKeys(limit - 200)}}` },
    { name: 'nested a million deep', body: `{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}` },
    ...(list.length === 0
      ? []
      : [
          {
            name: 'lists of empty objects',
            body: filled(list, (bytes) => `[${repeated('{}', ',', bytes)}]`),
          },
        ]),
    ...(text.length === 0
      ? []
      : [
          { name: 'a long text of digits', body: filled(text, (bytes) => `"${'0'.repeat(bytes)}"`) },
          { name: 'a list for a text', body: filled(text, (bytes) => `[${repeated('"a"', ',', bytes)}]`) },
        ]),
    ...(object.length === 0
      ? []
      : [{ name: 'objects of many keys', body: filled(object, (bytes) => `{${manyKeys(bytes)}}`) }]),
  ];
}

function repeated(item: string, between: string, bytes: number): string {
  const count = Math.max(1, Math.floor(bytes / (item.length + between.length)));
  return `${(item + between).repeat(count - 1)}${item}`;
}

function manyKeys(bytes: number): string {
  const keys: string[] = [];
  let length = 0;
  for (let index = 0; ; index += 1) {
    const entry = `"f${index}":1`;
    length += entry.length + 1;
    if (length > bytes) return keys.join(',');
    keys.push(entry);
  }
}

/** The largest body of the shape that the schema describes: every list full, every text as long as may be. */
export function largestBody(document: ApiDocument, schema: Schema): string {
  const whole = (most: number) => JSON.stringify(new Filler(document, most).fill(schema, 0, ''));
  // Texts are shortened until the whole fits.
  for (let most = 1_000_000; most > 10; most = Math.floor(most / 2)) {
    const body = whole(most);
    if (Buffer.byteLength(body) <= limit) return body;
  }
  return whole(10);
}

/** Sentences of a report, so that whoever reads them has something to do. */
const prose = '三点：①党员大会4次，②书记党课5次；一是学习不够深入，二是联系群众不紧。\n';

class Filler {
  private serial = 0;

  constructor(
    private readonly document: ApiDocument,
    private readonly longest: number,
  ) {}

  fill(schema: Schema | undefined, depth: number, name: string): unknown {
    const {
      type,
      enum: values,
      properties,
      items,
      format,
      pattern,
      ...bounds
    } = resolved(this.document, schema);
    const [kind] = [type].flat();
    if (values) return values[this.serial++ % values.length];
    if (properties)
      return Object.fromEntries(
        Object.entries(properties).map(([field, part]) => [field, this.fill(part, depth + 1, field)]),
      );
    if (kind === 'array')
      return Array.from({ length: bounds.maxItems ?? 1 }, () => this.fill(items, depth + 1, name));
    if (kind === 'integer' || kind === 'number') return Math.max(1, bounds.minimum ?? 1);
    if (kind === 'boolean') return true;
    if (kind === 'object') return this.record(bounds.maxProperties ?? 0);
    if (format === 'uuid') return `01970000-0000-7000-8000-${String(this.serial++).padStart(12, '0')}`;
    if (format === 'date-time' || name === 'dueAt' || name === 'closesAt') return '2026-01-01T00:00:00Z';
    if (format === 'date') return '2026-01-01';
    if (pattern || name === 'key' || name === 'code') return `k${this.serial++}`;
    const length = Math.min(bounds.maxLength ?? 10, this.longest);
    return prose.repeat(Math.ceil(length / prose.length)).slice(0, length);
  }

  private record(keys: number): Record<string, number> {
    return Object.fromEntries(Array.from({ length: keys }, (_, index) => [`k${index}`, 1]));
  }
}
