import { isDay, isInstant } from '@domain/deadlines';
import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

/*
 * Fields of request bodies: each says in one place what is accepted and what the OpenAPI document tells,
 * so that the two cannot drift apart.
 */

export interface FieldOptions {
  /** May be left out. Null is refused unless `nullable` says otherwise. */
  optional?: boolean;
  /** May be left out or null. */
  nullable?: boolean;
  description?: string;
  example?: unknown;
  /** What stands where it is left out; the class sets it itself. */
  default?: unknown;
}

/** A string of at most `max` characters, not empty unless `blank`. */
export function TextField(options: FieldOptions & { max: number; blank?: boolean; pattern?: RegExp }) {
  const { max, blank, pattern } = options;
  return field(options, { type: 'string', maxLength: max, ...(pattern ? { pattern: pattern.source } : {}) }, [
    IsString(),
    MaxLength(max),
    ...(blank ? [] : [IsNotEmpty()]),
    ...(pattern ? [Matches(pattern)] : []),
  ]);
}

/** A day of the calendar, `YYYY-MM-DD`, as `isDay` takes it. */
export function DayField(options: FieldOptions = {}) {
  return field(options, { type: 'string', format: 'date' }, [
    IsString(),
    ValidateBy({
      name: 'day',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isDay(value),
        defaultMessage: () => '须为日历上有的日期，如2025-12-20。',
      },
    }),
  ]);
}

const longestInstant = 40;

/** An instant with its zone; a day stands for its first instant in UTC. */
export function InstantField(options: FieldOptions = {}) {
  return moment(options, { format: 'date-time' });
}

/** The instant that an {@link InstantField} names; undefined where it was left out. */
export function instantOf(text: string | null | undefined): Date | undefined {
  return text ? new Date(text) : undefined;
}

/** A day or an instant by which something is due; what a day stands for is the domain's to say. */
export function DueField(options: FieldOptions = {}) {
  return moment(options, { example: '2025-12-20' });
}

function moment(options: FieldOptions, schema: ApiPropertyOptions) {
  return field(options, { type: 'string', maxLength: longestInstant, ...schema } as ApiPropertyOptions, [
    IsString(),
    MaxLength(longestInstant),
    ValidateBy({
      name: 'moment',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && (isDay(value) || isInstant(value)),
        defaultMessage: () => '须为日期（2025-12-20），或带时区的时刻（2025-12-20T15:59:59Z）。',
      },
    }),
  ]);
}

export function WholeField(options: FieldOptions & { min: number; max: number }) {
  const { min, max } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, [IsInt(), Min(min), Max(max)]);
}

export function NumberField(options: FieldOptions & { min: number; max: number }) {
  const { min, max } = options;
  return field(options, { type: 'number', minimum: min, maximum: max }, [IsNumber(), Min(min), Max(max)]);
}

export function FlagField(options: FieldOptions = {}) {
  return field(options, { type: 'boolean' }, [IsBoolean()]);
}

export function ChoiceField(values: readonly string[], options: FieldOptions = {}) {
  return field(options, { enum: [...values] }, [IsIn(values)]);
}

/** A body within the body. The document knows a late type by its function's name, which must be `type`. */
export function ObjectField(of: () => Class<object>, options: FieldOptions = {}) {
  return field(options, { type: () => of() }, [IsObject(), ValidateNested(), Type(of)]);
}

export function ListField(of: () => Class<object>, options: FieldOptions & { min?: number; max: number }) {
  const { min = 0, max } = options;
  return field(options, { type: () => of(), isArray: true, minItems: min, maxItems: max }, [
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    // Without it an empty list passes for an object: it has no member to be wrong.
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(of),
  ]);
}

/** A list of at most `max` strings, each of at most `length` characters. */
export function TextListField(options: FieldOptions & { min?: number; max: number; length: number }) {
  const { min = 0, max, length } = options;
  return field(options, { type: 'string', isArray: true, minItems: min, maxItems: max }, [
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    IsString({ each: true }),
    MaxLength(length, { each: true }),
  ]);
}

/** A record of at most `max` entries whose names match `key` and whose values `accepts` takes. */
export function RecordField(
  options: FieldOptions & {
    max: number;
    key?: RegExp;
    value: NonNullable<ApiPropertyOptions['additionalProperties']>;
    accepts: (value: unknown) => boolean;
  },
) {
  const { max, key, value, accepts } = options;
  return field(options, { type: 'object', additionalProperties: value, maxProperties: max }, [
    MaxKeys(max, (name, member) => (key?.test(name) ?? true) && accepts(member)),
  ]);
}

/** An object of at most `max` keys, whatever they are called, each of which `accepts` takes. */
export function MaxKeys(max: number, accepts: (name: string, member: unknown) => boolean = () => true) {
  const validate = (given: unknown) =>
    typeof given === 'object' &&
    given !== null &&
    !Array.isArray(given) &&
    Object.keys(given).length <= max &&
    Object.entries(given).every(([name, member]) => accepts(name, member));
  return ValidateBy({
    name: 'record',
    constraints: [max],
    validator: { validate, defaultMessage: () => '$property has an entry that is refused' },
  });
}

function field(options: FieldOptions, schema: ApiPropertyOptions, checks: PropertyDecorator[]) {
  const { optional, nullable, description, example } = options;
  const told = {
    ...schema,
    ...(nullable ? { nullable } : {}),
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
    ...(options.default === undefined ? {} : { default: options.default }),
  } as ApiPropertyOptions;
  if (nullable) return applyDecorators(ApiPropertyOptional(told), IsOptional(), ...checks);
  if (!optional) return applyDecorators(ApiProperty(told), ...checks);
  return applyDecorators(
    ApiPropertyOptional(told),
    ValidateIf((_, value) => value !== undefined),
    ...checks,
  );
}
