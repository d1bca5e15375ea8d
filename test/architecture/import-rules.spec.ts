import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const boundary = 'boundaries/dependencies';
const pure = 'no-restricted-imports';

/** What lint must refuse: where it stands, what it says, and the rule that bites. */
const forbidden: Array<[file: string, code: string, rule: string]> = [
  ['libs/domain/review/x.ts', "import { problem } from '@platform/http'; problem;", boundary],
  ['libs/domain/review/x.ts', "import { x } from '../../platform/config'; x;", boundary],
  ['libs/domain/review/x.ts', "import { x } from '@contracts/index'; x;", boundary],
  ['libs/domain/review/x.ts', "import { Injectable } from '@nestjs/common'; Injectable;", pure],
  ['libs/domain/review/x.ts', "import { Column } from 'typeorm'; Column;", pure],
  ['libs/domain/review/x.ts', "import { IsInt } from 'class-validator'; IsInt;", pure],
  ['libs/domain/review/x.ts', "import { readFileSync } from 'node:fs'; readFileSync;", pure],
  ['libs/domain/review/x.ts', "import { randomUUID } from 'node:crypto'; randomUUID;", pure],
  ['libs/domain/review/x.ts', 'export const now = Date.now();', 'no-restricted-properties'],
  ['libs/domain/review/x.ts', 'export const now = new Date();', 'no-restricted-syntax'],
  ['libs/domain/review/x.ts', 'export const chance = Math.random();', 'no-restricted-properties'],
  ['libs/domain/review/x.ts', 'export const variable = process.env.PORT;', 'no-restricted-globals'],
  ['libs/contracts/x.ts', "import { x } from '@platform/config'; x;", boundary],
  ['libs/contracts/x.ts', "import { Queue } from 'bullmq'; Queue;", pure],
  ['libs/platform/http/x.ts', "import { x } from '@features/people'; x;", boundary],
  ['libs/platform/http/x.ts', "import { x } from '../../../apps/api/page'; x;", boundary],
  ['libs/platform/http/x.ts', "import { committing } from '@testing/database'; committing;", boundary],
  ['libs/features/people/x.ts', "import { x } from '@features/audit/audit-log'; x;", boundary],
  ['libs/features/people/x.ts', "import { x } from '../audit/audit-log'; x;", boundary],
  ['libs/features/people/x.ts', "import { x } from '@apps/api/page'; x;", boundary],
  ['libs/features/people/x.ts', "import { committing } from '@testing/database'; committing;", boundary],
  ['apps/api/x.ts', "import { main } from '@apps/cli/main'; main;", boundary],
  ['apps/api/x.ts', "import { committing } from '@testing/database'; committing;", boundary],
  ['apps/worker/x.ts', "import { servePage } from '@apps/api/page'; servePage;", boundary],
  ['apps/cli/x.ts', "import { servePage } from '@apps/api/page'; servePage;", boundary],
  ['apps/standalone/x.ts', "import { main } from '@apps/cli/main'; main;", boundary],
  ['apps/web/src/x.ts', "import { x } from '../../../libs/platform/config'; x;", boundary],
  ['apps/web/src/x.tsx', 'export const x = crypto.randomUUID();', 'no-restricted-properties'],
  ['apps/web/src/x.tsx', "localStorage.setItem('a', 'b');", 'no-restricted-properties'],
  ['apps/web/src/x.tsx', 'export const x = <input maxLength={3} />;', 'no-restricted-syntax'],
  ['migrations/x.ts', "import { x } from '@domain/problems'; x;", boundary],
  ['libs/features/people/x.ts', "import { forwardRef } from '@nestjs/common'; forwardRef;", pure],
  ['libs/features/people/x.ts', 'export const x: any = 1;', '@typescript-eslint/no-explicit-any'],
  ['libs/features/people/x.ts', '// @ts-ignore\nexport const x = 1;', '@typescript-eslint/ban-ts-comment'],
  [
    'libs/features/people/x.ts',
    "class X { f() { return this.unitOfWork.run(async () => this.database.query('')); } }",
    'no-restricted-syntax',
  ],
  [
    'libs/features/people/x.ts',
    'class X { f() { return this.unitOfWork.run((t) => this.unitOfWork.run(() => t)); } }',
    'no-restricted-syntax',
  ],
  [
    'apps/api/x.ts',
    'class X { f() { return this.unitOfWork.run((t) => this.audit.record(t, {})); } }',
    'no-restricted-syntax',
  ],
  ['libs/features/report/x.ts', "import { checkDraft } from '@domain/checks'; checkDraft;", pure],
  ['apps/api/x.ts', "import { compareContents } from '@domain/comparison'; compareContents;", pure],
  ['apps/api/x.ts', "import { readDocument } from '@features/importing'; readDocument;", pure],
  [
    'libs/features/document/x.ts',
    "import { renderDocument } from './document-format'; renderDocument;",
    pure,
  ],
  ['libs/features/document/x.ts', "import { forwardRef } from '@nestjs/common'; forwardRef;", pure],
  ['libs/nowhere/x.ts', 'export const x = 1;', 'boundaries/no-unknown-files'],
];

/** What it must let pass, so that the cases above fail for the right reason. */
const allowed: Array<[file: string, code: string]> = [
  ['libs/domain/review/x.ts', "import { problem } from '@domain/problems'; problem;"],
  ['libs/domain/events/x.ts', "import { createHash } from 'node:crypto'; createHash;"],
  ['libs/domain/review/x.ts', 'export const day = new Date(0);'],
  ['libs/contracts/x.ts', "import { problem } from '@domain/problems'; problem;"],
  ['libs/platform/http/x.ts', "import { problem } from '@domain/problems'; problem;"],
  ['libs/features/people/x.ts', "import { AuditModule } from '@features/audit'; AuditModule;"],
  ['libs/features/report/x-work.ts', "import { checkDraft } from '@domain/checks'; checkDraft;"],
  ['libs/features/people/x.spec.ts', "import { committing } from '@testing/database'; committing;"],
  ['apps/api/x.ts', "import { AuditModule } from '@features/audit'; AuditModule;"],
  ['apps/standalone/x.ts', "import { servePage } from '@apps/api/page'; servePage;"],
  [
    'libs/features/people/x.ts',
    "class X { f() { return this.unitOfWork.run((t) => t.query('')).then(() => this.database.query('')); } }",
  ],
  ['test/http/x.ts', "import { committing } from '@testing/database'; committing;"],
];

describe('import rules', () => {
  const root = join(__dirname, '../..');
  const snippets = [...forbidden, ...allowed].map(([file, code]) => ({ file: join(root, file), code }));
  let found: string[][];

  beforeAll(() => {
    const output = execFileSync(process.execPath, [join(__dirname, 'lint-snippets.mjs')], {
      cwd: root,
      input: JSON.stringify(snippets),
      encoding: 'utf8',
    });
    found = JSON.parse(output);
  });

  it.each(forbidden.map((row, index) => [...row, index] as const))('%s: %s is refused', (...row) => {
    expect(found[row[3]]).toContain(row[2]);
  });

  it.each(allowed.map((row, index) => [...row, index] as const))('%s: %s is allowed', (...row) => {
    expect(found[forbidden.length + row[2]]).toEqual([]);
  });
});
