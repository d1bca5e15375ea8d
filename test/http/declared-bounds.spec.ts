import type { Type } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { DiscoveryModule, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { boundsOf, TextField } from '@platform/http';
import { apiHarness } from '@testing/http';
import { getMetadataStorage, IsArray, IsObject, IsOptional, IsString, Matches } from 'class-validator';

/** Kinds of route parameters as Nest numbers them. */
const bodyKind = '3';
const queryKind = '4';
/** Rules that take only values of a size of their own. */
const sized = new Set([
  'isUuid',
  'isIn',
  'day',
  'isInt',
  'isNumber',
  'isBoolean',
  'isEmail',
  'equals',
  'isReturnTarget',
  'isRevision',
]);

/** Which fields of a class, and of the classes within it, take something of any size. */
function unbounded(type: Type<object>, seen = new Set<Type<object>>()): string[] {
  if (seen.has(type)) return [];
  seen.add(type);
  const rules = getMetadataStorage().groupByPropertyName(
    getMetadataStorage().getTargetValidationMetadatas(type, '', true, false),
  );
  return Object.entries(rules).flatMap(([field, metadata]) => {
    const names = metadata.flatMap(({ name, type: kind }) => [name ?? '', kind]);
    const { maxItems, maxLength, maxKeys, of } = boundsOf(type).get(field) ?? {};
    const at = `${type.name}.${field}`;
    const list = names.includes('isArray') || metadata.some(({ each }) => each);
    const faults = [];
    if (list && maxItems === undefined) faults.push(`${at}: a list without ArrayMaxSize`);
    const bySize =
      maxLength !== undefined ||
      maxKeys !== undefined ||
      of !== undefined ||
      names.some((name) => sized.has(name)) ||
      metadata.some(({ name, constraints }) => name === 'matches' && endsOfItself(constraints[0] as RegExp));
    if (!bySize) faults.push(`${at}: nothing says how large it may be`);
    return [...faults, ...(of ? unbounded(of, seen) : [])];
  });
}

/** A pattern of the whole value in which nothing may be repeated without end. */
function endsOfItself({ source }: RegExp): boolean {
  return source.startsWith('^') && source.endsWith('$') && !/[*+]|\{\d+,\}/.test(source);
}

describe('what a route takes', () => {
  const api = apiHarness({ organisation: false, imports: [DiscoveryModule] });

  /** Every class that a route binds a body or a query to. */
  function bound(): { where: string; type: Type<object> | undefined }[] {
    const scanner = new MetadataScanner();
    return api.application
      .get(DiscoveryService)
      .getControllers()
      .flatMap(({ instance, metatype }) => {
        const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
        return scanner.getAllMethodNames(prototype).flatMap((method) => {
          const given = (Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype ?? {}, method) ?? {}) as Record<
            string,
            { index: number }
          >;
          const types = Reflect.getMetadata('design:paramtypes', prototype, method) as Type<object>[];
          return Object.entries(given)
            .filter(([key]) => [bodyKind, queryKind].includes(key.split(':')[0] ?? ''))
            .map(([, { index }]) => ({ where: `${metatype?.name}.${method}`, type: types[index] }));
        });
      });
  }

  it('is bound to a class that says how large each of its fields may be', () => {
    const routes = bound();
    expect(routes.length).toBeGreaterThan(60);
    const faults = routes.flatMap(({ where, type }) => {
      if (!type || boundsOf(type).size === 0) return [`${where}: a body or query without a described class`];
      return unbounded(type);
    });
    expect([...new Set(faults)]).toEqual([]);
  });

  it('would be found out without its bounds', () => {
    class Loose {
      @IsString()
      text!: string;
      @IsArray()
      @IsString({ each: true })
      list!: string[];
      @IsObject()
      anything!: object;
      @IsOptional()
      nothing?: string;
      @Matches(/^a+$/)
      endless!: string;
      @Matches(/^\d{4}$/)
      year!: string;
      @TextField({ max: 10 })
      bounded!: string;
    }
    expect(unbounded(Loose).map((fault) => fault.split(':')[0])).toEqual([
      'Loose.text',
      'Loose.list',
      'Loose.list',
      'Loose.anything',
      'Loose.nothing',
      'Loose.endless',
    ]);
  });
});
