import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openApiDocument } from '@apps/api/openapi-document';
import { DiscoveryModule, DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ACCESS_REQUIREMENT } from '@platform/http';
import { apiHarness } from '@testing/http';

interface Operation {
  summary?: string;
  responses: Record<string, { content?: Record<string, unknown> }>;
  requestBody?: unknown;
}

describe('every route', () => {
  const api = apiHarness({ organisation: false, imports: [DiscoveryModule] });
  let document: OpenAPIObject;
  let operations: [string, string, Operation][];

  beforeAll(() => {
    document = openApiDocument(api.application);
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(
        ([method, operation]): [string, string, Operation] => [method, path, operation],
      ),
    );
  });

  it('declares who may call it: a route without a declaration would be refused to everyone', () => {
    const scanner = new MetadataScanner();
    const undeclared = api.application
      .get(DiscoveryService)
      .getControllers()
      .flatMap(({ instance, metatype }) => {
        const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
        return scanner
          .getAllMethodNames(prototype)
          .filter((name) => Reflect.hasMetadata('path', prototype[name] ?? {}))
          .filter(
            (name) =>
              !Reflect.hasMetadata(ACCESS_REQUIREMENT, prototype[name] ?? {}) &&
              !Reflect.hasMetadata(ACCESS_REQUIREMENT, metatype ?? {}),
          )
          .map((name) => `${metatype?.name}.${name}`);
      });
    expect(undeclared).toEqual([]);
  });

  it('is documented: a summary, its answer, and its problems', () => {
    const lacking = operations
      .filter(([, path]) => !path.startsWith('/api/health'))
      .filter(([, , operation]) => {
        const statuses = Object.keys(operation.responses);
        const success = statuses.some((status) => /^[23]/.test(status));
        const problems = Object.values(operation.responses).some(
          (response) => response.content && 'application/problem+json' in response.content,
        );
        return !operation.summary || !success || !problems;
      })
      .map(([method, path]) => `${method} ${path}`);
    expect(lacking).toEqual([]);
  });

  it('documents what a success contains, unless it is 204', () => {
    const lacking = operations.flatMap(([method, path, operation]) =>
      Object.entries(operation.responses)
        .filter(([status, response]) => /^2/.test(status) && status !== '204' && !response.content)
        .map(([status]) => `${method} ${path} ${status}`),
    );
    expect(lacking).toEqual([]);
  });

  it('names every body and answer differently: the document knows them by name alone', () => {
    const folder = resolve(__dirname, '../../apps/api');
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.dto.ts'))
      .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/^(?:export )?class (\w+)/gm)])
      .map((match) => match[1]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('stands in a document that a linter for OpenAPI 3.1 accepts', () => {
    expect(document.openapi).toMatch(/^3\.1/);
    const file = join(mkdtempSync(join(tmpdir(), 'openapi-')), 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    const root = resolve(__dirname, '../..');
    const output = execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/@redocly/cli/bin/cli.js'),
        'lint',
        file,
        '--format',
        'json',
        '--config',
        join(root, 'redocly.yaml'),
      ],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, REDOCLY_TELEMETRY: 'off' },
      },
    );
    expect(JSON.parse(output.slice(output.indexOf('{'))).totals).toMatchObject({ errors: 0, warnings: 0 });
  });
});
