import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');
const aliases: Record<string, string> = {
  '@domain/': 'libs/domain/',
  '@contracts/': 'libs/contracts/',
  '@platform/': 'libs/platform/',
  '@features/': 'libs/features/',
  '@apps/': 'apps/',
};

/** Every TypeScript source of the server below a folder, specs left out. */
function sourcesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'web'].includes(entry.name) ? [] : sourcesUnder(path);
    return path.endsWith('.ts') && !path.endsWith('.spec.ts') ? [path] : [];
  });
}

/** The files of this repository that a file loads when it is loaded; type-only imports load nothing. */
function loadsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const isImport =
      ts.isImportDeclaration(statement) &&
      statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly;
    if (!(isImport || isExport) || !statement.moduleSpecifier) return [];
    const target = locate(file, (statement.moduleSpecifier as ts.StringLiteral).text);
    return target ? [target] : [];
  });
}

function locate(from: string, specifier: string): string | undefined {
  const alias = Object.keys(aliases).find((prefix) => specifier.startsWith(prefix));
  if (!alias && !specifier.startsWith('.')) return undefined;
  const base = alias
    ? join(root, aliases[alias] as string, specifier.slice(alias.length))
    : resolve(dirname(from), specifier);
  return [`${base}.ts`, join(base, 'index.ts'), base].find(
    (path) => existsSync(path) && statSync(path).isFile(),
  );
}

/** The first cycle found, as a path of files, or null. */
function findCycle(graph: Map<string, string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (node: string, way: string[]): string[] | null => {
    const at = way.indexOf(node);
    if (at >= 0) return [...way.slice(at), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...way, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = walk(node, []);
    if (cycle) return cycle;
  }
  return null;
}

describe('import cycles', () => {
  const files = ['libs', 'apps'].flatMap((folder) => sourcesUnder(join(root, folder)));
  const graph = new Map(files.map((file) => [file, loadsOf(file)]));

  it('finds one where there is one', () => {
    expect(findCycle(new Map(Object.entries({ a: ['b'], b: ['c'], c: ['b'] })))).toEqual(['b', 'c', 'b']);
  });

  it('there are none between files', () => {
    expect(findCycle(graph)?.map((file) => relative(root, file)) ?? []).toEqual([]);
  });

  it('there are none between features', () => {
    const featureOf = (file: string) => /libs\/features\/([^/]+)\//.exec(relative(root, file))?.[1];
    const features = new Map<string, string[]>();
    for (const [file, targets] of graph) {
      const feature = featureOf(file);
      if (!feature) continue;
      const others = targets.map(featureOf).filter((name): name is string => !!name && name !== feature);
      features.set(feature, [...(features.get(feature) ?? []), ...others]);
    }
    expect(findCycle(features) ?? []).toEqual([]);
  });
});
