import type { FieldProblem } from '@domain/problems';
import { cutText } from '@domain/text';
import type { Type as Class } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';

// Not exported by the package's front door; @nestjs/mapped-types takes it the same way.
const { defaultMetadataStorage: nestedTypes } = require('class-transformer/cjs/storage') as {
  defaultMetadataStorage: {
    findTypeMetadata(target: Class<object>, property: string): { typeFunction(): Class<object> } | undefined;
  };
};

/** What a class of bodies declares about the size of one of its fields. */
export interface FieldBounds {
  /** Of a list. */
  maxItems?: number;
  /** Of a text, or of each text of a list, in characters. */
  maxLength?: number;
  /** Of a record of any keys. */
  maxKeys?: number;
  /** The class of an object, or of each object of a list. */
  of?: Class<object>;
}

/** Faults that one answer names. */
export const mostFaults = 20;
/** Of a text whose form bounds it: an id, a day, one of some words. */
const formLength = 1000;
const shownName = 60;

const known = new WeakMap<Class<object>, ReadonlyMap<string, FieldBounds>>();

/** The bounds of every field that a class takes. */
export function boundsOf(type: Class<object>): ReadonlyMap<string, FieldBounds> {
  const found = known.get(type);
  if (found) return found;
  const fields = new Map<string, FieldBounds>();
  for (const { propertyName, name, constraints } of getMetadataStorage().getTargetValidationMetadatas(
    type,
    '',
    true,
    false,
  )) {
    const bounds = fields.get(propertyName) ?? {};
    const limit = (constraints as unknown[] | undefined)?.[0] as number;
    if (name === 'arrayMaxSize') bounds.maxItems = limit;
    if (name === 'maxLength') bounds.maxLength = limit;
    if (name === 'record') bounds.maxKeys = limit;
    fields.set(propertyName, bounds);
  }
  for (const [property, bounds] of fields) {
    const nested = nestedTypes.findTypeMetadata(type, property)?.typeFunction();
    if (nested && getMetadataStorage().getTargetValidationMetadatas(nested, '', true, false).length > 0)
      bounds.of = nested;
  }
  known.set(type, fields);
  return fields;
}

/**
 * What of a body exceeds the bounds that its class declares: unknown fields, lists, records and texts that are too
 * long. Validating costs by what a body holds, so this is asked first and stops at the first faults: it looks
 * into no list that is too long and reads no text.
 */
export function beyondBounds(value: unknown, type: Class<object>): FieldProblem[] {
  const faults: FieldProblem[] = [];
  lookInto(value, type, '', faults);
  return faults;
}

function lookInto(value: unknown, type: Class<object>, pointer: string, faults: FieldProblem[]): void {
  // Whoever expects an object is told by the validation that this is none.
  if (!isObject(value)) return;
  const fields = boundsOf(type);
  for (const name in value) {
    if (faults.length >= mostFaults) return;
    if (!Object.hasOwn(value, name)) continue;
    const bounds = fields.get(name);
    const at = `${pointer}/${inPointer(name)}`;
    if (bounds) measure(value[name], bounds, at, faults);
    else faults.push({ pointer: at, code: 'whitelistValidation', detail: '没有这一字段，请删去。' });
  }
}

function measure(value: unknown, bounds: FieldBounds, pointer: string, faults: FieldProblem[]): void {
  const { maxKeys, of } = bounds;
  if (typeof value === 'string') measureText(value, bounds, pointer, faults);
  else if (Array.isArray(value)) measureList(value, bounds, pointer, faults);
  else if (!isObject(value)) return;
  else if (of) lookInto(value, of, pointer, faults);
  else if (maxKeys === undefined) faults.push({ pointer, code: 'isObject', detail: '此处不能是对象。' });
  else if (keysExceed(value, maxKeys)) faults.push({ pointer, code: 'record', detail: `最多${maxKeys}项。` });
}

function measureList(value: unknown[], bounds: FieldBounds, pointer: string, faults: FieldProblem[]): void {
  const { maxItems, of } = bounds;
  if (maxItems === undefined) {
    faults.push({ pointer, code: 'isObject', detail: '此处不能是列表。' });
  } else if (value.length > maxItems) {
    faults.push({ pointer, code: 'arrayMaxSize', detail: `最多${maxItems}项，现有${value.length}项。` });
  } else {
    for (const [index, item] of value.entries()) {
      if (faults.length >= mostFaults) return;
      if (typeof item === 'string') measureText(item, bounds, `${pointer}/${index}`, faults);
      else if (of) lookInto(item, of, `${pointer}/${index}`, faults);
      else if (isObject(item))
        faults.push({ pointer: `${pointer}/${index}`, code: 'isObject', detail: '此处不能是对象。' });
    }
  }
}

/** A limit counts characters; a code unit is at least half of one. */
function measureText(
  text: string,
  { maxLength }: FieldBounds,
  pointer: string,
  faults: FieldProblem[],
): void {
  const most = maxLength ?? formLength;
  if (text.length > 2 * most) faults.push({ pointer, code: 'maxLength', detail: `最多${most}个字。` });
}

function keysExceed(value: object, most: number): boolean {
  let count = 0;
  for (const _ in value) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A name as a pointer has it; of a long one the beginning. */
function inPointer(name: string): string {
  const shown = cutText(name.toWellFormed(), shownName + 1, '…');
  return shown.replaceAll('~', '~0').replaceAll('/', '~1');
}
