/** Thrown where a payload is not what its job declares; such a job is never tried again. */
export class PayloadError extends Error {
  constructor(job: string, fault: string) {
    super(`${job}: ${fault}`);
    this.name = 'PayloadError';
  }
}

type Check<T> = (value: unknown) => value is T;
/** Field name → check. A payload has exactly these fields. */
export type PayloadShape<T> = { [K in keyof T]: Check<T[K]> };

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && uuidPattern.test(value);

/** A PostgreSQL bigint, carried as text since it may exceed what a number holds. */
export const isBigint = (value: unknown): value is string =>
  typeof value === 'string' && /^[1-9]\d{0,18}$/.test(value);

/** A place in a list, counted from 1. */
export const isOrdinal = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= 100_000;

/** One to 500 ids. */
export const isUuidList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.length <= 500 && value.every(isUuid);

/**
 * The payload, proven to have exactly the declared fields.
 * @throws PayloadError
 */
export function readPayload<T extends object>(job: string, shape: PayloadShape<T>, payload: unknown): T {
  if (payload === null || typeof payload !== 'object' || Array.isArray(payload))
    throw new PayloadError(job, 'the payload is not an object');
  const given = payload as Record<string, unknown>;
  const fields = Object.entries(shape) as Array<[string, Check<unknown>]>;
  for (const [field, check] of fields) {
    if (!Object.hasOwn(given, field) || !check(given[field]))
      throw new PayloadError(job, `${field} is missing or of another kind`);
  }
  const unknown = Object.keys(given).find((field) => !Object.hasOwn(shape, field));
  if (unknown !== undefined) throw new PayloadError(job, `unknown field ${unknown}`);
  return payload as T;
}
