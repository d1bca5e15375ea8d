import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';
import parameters from './scripts/eslint-parameters.mjs';
import wholeCharacters from './scripts/eslint-whole-characters.mjs';

const apps = ['api', 'worker', 'standalone', 'cli', 'web'];
const libs = ['domain', 'contracts', 'platform', 'features', 'testing'];

/** What each part may import besides itself; docs/architecture.md says why. */
const mayImport = {
  domain: [],
  contracts: ['domain'],
  platform: ['domain', 'contracts'],
  feature: ['domain', 'contracts', 'platform'],
  api: ['domain', 'contracts', 'platform', 'feature'],
  worker: ['domain', 'contracts', 'platform', 'feature'],
  cli: ['domain', 'contracts', 'platform', 'feature'],
  standalone: ['domain', 'contracts', 'platform', 'feature', 'api', 'worker'],
  web: ['domain'],
  testing: ['domain', 'contracts', 'platform', 'feature', 'api', 'worker', 'standalone', 'cli'],
  migration: [],
};
const everything = [...Object.keys(mayImport), 'test'];

/** Libraries that compute and touch nothing outside: all that pure code may use. */
const pureLibraries = ['canonicalize', 'chinese-days', 'decimal.js', 'diff', 'uuid'];

const unitOfWork = 'CallExpression[callee.property.name=/^(run|alone)$/] > ArrowFunctionExpression';

/** What of "a transaction has one connection" can be seen in the text; `open-run.ts` sees the rest in tests. */
const oneConnection = [
  {
    selector: `${unitOfWork} MemberExpression[object.type='ThisExpression'][property.name='database']`,
    message: 'Inside a unit of work ask the transaction: the pool may have no other connection.',
  },
  {
    selector: `${unitOfWork} CallExpression[callee.property.name='run'][callee.object.property.name='unitOfWork']`,
    message: 'A unit of work runs inside another one; pass the transaction.',
  },
  {
    selector:
      "CallExpression[callee.property.name='run'] > ArrowFunctionExpression > CallExpression[callee.property.name='record']",
    message:
      'What is recorded stands in the transaction that does it; a record in one of its own may be refused.',
  },
];

const forwardRefs = { name: '@nestjs/common', importNames: ['forwardRef'], message: 'Untie the cycle.' };

/** Calls whose time grows with what people send, by where they come from. Only files of heavy work make them. */
const heavyCalls = [
  ['^@domain/checks(/|$)', ['checkDraft', 'outlineFindings', 'outlineFaults']],
  ['^@domain/comparison(/|$)', ['compareContents', 'compareParagraphs']],
  ['^@domain/importing(/|$)', ['proposeImport']],
  ['^@domain/likeness(/|$)', ['LikenessProbe']],
  ['(^|/)read-document$|^@features/importing$', ['readDocument']],
  ['(^|/)attachment-type$', ['attachmentType']],
  ['(^|/)document-format$', ['renderDocument']],
  ['(^|/)(completion|rollup)-workbook$', ['renderCompletionWorkbook', 'renderRollupWorkbook']],
];

/**
 * Readers of texts: they look at what stands around a place and keep offsets in code units over the view. What of a text
 * they quote, name or put into a message is cut as everywhere; `test/http/every-plane.spec.ts` tries the whole.
 */
const readers = ['libs/domain/{importing,checks,likeness,comparison}/**/*.ts'];

/** Where texts may be cut at places. */
const cutsByPlaces = [
  'libs/domain/text/**',
  // Borders of paragraphs and passages, found in the text itself.
  'apps/web/src/report/{paragraphs,passage}.ts',
  'libs/features/document/heading.ts',
  // Edits at the places that a check named, and cells of sheets at the separators that were found.
  'apps/web/src/pages/writing/mending.ts',
  'libs/platform/sheets/**',
  // Instants, days, codes, paths, names of columns and what programs say: nothing that people wrote.
  'apps/web/src/pages/administration/cycles/cycle-plan.ts',
  'apps/web/src/time/typed-date.ts',
  'libs/domain/deadlines/**',
  'libs/domain/org/org-tree.ts',
  'libs/features/demo-data/**',
  'libs/features/org/org-sheet.ts',
  'libs/features/sign-in/guessable-password.ts',
  'libs/platform/config/database-url.ts',
  'libs/platform/embedded-database/**',
  'libs/platform/files/file-kind.ts',
  'libs/platform/http/page-query.ts',
];

const element = (type) => ({ element: { type } });

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.cache/',
      '.data/',
      'coverage/',
      'apps/web/src/api/schema.d.ts',
      'docs/**',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    plugins: { own: { rules: { ...parameters.rules, ...wholeCharacters.rules } } },
    languageOptions: {
      parserOptions: {
        // Tools' configurations belong to no tsconfig.
        projectService: { allowDefaultProject: ['*.config.ts', 'apps/web/dev/*.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-base-to-string': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/unbound-method': 'off',
      'own/parameters': 'error',
      'no-restricted-imports': ['error', { paths: [forwardRefs] }],
    },
  },
  {
    files: ['{apps,libs,migrations,test}/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/legacy-templates': false,
      'boundaries/root-path': import.meta.dirname,
      'boundaries/elements': [
        ...apps.map((app) => ({ type: app, pattern: `apps/${app}`, partialMatch: false })),
        ...libs
          .filter((lib) => lib !== 'features')
          .map((lib) => ({ type: lib, pattern: `libs/${lib}`, partialMatch: false })),
        { type: 'feature', pattern: 'libs/features/*', capture: ['name'], partialMatch: false },
        { type: 'migration', pattern: 'migrations', partialMatch: false },
        { type: 'test', pattern: 'test', partialMatch: false },
      ],
      'boundaries/files': [{ category: 'spec', pattern: '**/*.spec.{ts,tsx}' }],
      'import/resolver': { [`${import.meta.dirname}/scripts/eslint-alias-resolver.cjs`]: {} },
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            ...Object.entries(mayImport)
              .filter(([, targets]) => targets.length > 0)
              .map(([from, targets]) => ({
                from: element(from),
                allow: { to: { element: { type: targets } } },
              })),
            {
              from: element('feature'),
              allow: { to: { element: { type: 'feature', fileInternalPath: 'index.ts' } } },
            },
            { from: element('test'), allow: { to: { element: { type: everything } } } },
            { from: { file: { categories: 'spec' } }, allow: { to: { element: { type: everything } } } },
          ],
        },
      ],
    },
  },
  {
    // What takes long with a long text or file leaves the thread that answers: see libs/platform/computing.
    files: ['libs/features/**/*.ts', 'apps/{api,worker,standalone}/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*-work.ts', '**/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [forwardRefs],
          patterns: heavyCalls.map(([regex, importNames]) => ({
            regex,
            importNames,
            message: 'Heavy: call it in a HeavyWork.',
          })),
        },
      ],
    },
  },
  {
    files: ['{apps,libs}/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts', 'libs/testing/**', ...readers, ...cutsByPlaces],
    rules: { 'own/whole-characters': 'error' },
  },
  {
    files: readers,
    ignores: ['**/*.spec.ts', '**/{corpus,samples}/**'],
    rules: { 'own/whole-characters': ['error', 'what is shown'] },
  },
  {
    files: ['libs/domain/**/*.ts', 'libs/contracts/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^node:crypto$',
              allowImportNames: ['createHash'],
              message: 'A hash is a computation; keys and chance are not.',
            },
            {
              regex: `^(?!\\.|node:crypto$|@domain/|@contracts/|(?:${pureLibraries.join('|').replaceAll('.', '\\.')})(?:/|$))`,
              message: 'Pure code imports nothing that can touch the world.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...[
          'process',
          'require',
          'module',
          '__dirname',
          'Buffer',
          'fetch',
          'performance',
          'crypto',
          'console',
        ].map((name) => ({ name, message: 'Pure code touches nothing outside itself.' })),
        ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
          name,
          message: 'Pure code does not wait.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is passed in.' },
        { object: 'Math', property: 'random', message: 'Chance is passed in.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is passed in.' },
        { selector: "CallExpression[callee.name='Date']", message: 'Time is passed in.' },
      ],
    },
  },
  {
    files: ['{libs/features,libs/platform,apps}/**/*.ts'],
    ignores: ['apps/web/**', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...oneConnection] },
  },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        // What a browser has over HTTPS and on localhost alone; an office often opens the page by a plain name.
        ...[
          ['crypto', 'randomUUID', 'Use freshId().'],
          ['crypto', 'subtle', 'Missing over plain HTTP.'],
          ['navigator', 'clipboard', 'Missing over plain HTTP.'],
          ['navigator', 'locks', 'Missing over plain HTTP.'],
          ['navigator', 'serviceWorker', 'Missing over plain HTTP.'],
        ].map(([object, property, message]) => ({ object, property, message })),
        ...['getItem', 'setItem', 'removeItem'].map((property) => ({
          object: 'localStorage',
          property,
          message: 'It may be forbidden or full: use browserStorage.',
        })),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='maxLength']",
          message: 'Cuts what is pasted without a word: use count={limit(n)} or <TooLong>.',
        },
      ],
    },
  },
  {
    files: ['apps/web/src/kit/browser-storage.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.spec.ts', 'libs/testing/**/*.ts', 'test/**/*.ts'],
    rules: {
      // JSON bodies and matchers are any by their libraries' types.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
