import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const page = join(root, 'apps/web/src');
const filesOf = (ending: RegExp): string[] =>
  readdirSync(page, { recursive: true, encoding: 'utf8' }).filter(
    (file) => ending.test(file) && !/\.spec\.tsx?$|schema\.d\.ts$/.test(file),
  );
const read = (file: string): string => readFileSync(join(page, file), 'utf8');

const longestSheet = 300;
/** A word that one can read, or words: of a sheet beside its component `sendBack`, of the design system `list-page`. */
const local = /^[a-z][a-zA-Z_]{2,}$/;
const shared = /^[a-z]{3,}(?:-[a-z]+)*$|^no-[a-z]+$/;
/** Files that a script names as one would name a class. */
const dotFile = /^(?:swcrc|cache|bin|github)$/;
/** Classes of the library of controls. */
const library = /^(?:ant-|baoshen$)/;

const isModule = (file: string): boolean => file.endsWith('.module.css');
const nameOf = (sheet: string): string => basename(sheet, '.module.css');

/** The classes that the selectors of a sheet name: its own, and in a module those that it says are another's. */
export function classesIn(css: string): { own: string[]; foreign: string[] } {
  const selectors = [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)]
    .map(([, selector = '']) => selector.replace(/"[^"]*"/g, ''))
    .filter((selector) => !/^\s*@/.test(selector));
  const named = (text: string) => [...text.matchAll(/\.([a-zA-Z_][\w-]*)/g)].map(([, name = '']) => name);
  const others = selectors.flatMap((selector) => [...selector.matchAll(/:global\(([^()]*)\)/g)]);
  return {
    own: [...new Set(selectors.flatMap((selector) => named(selector.replace(/:global\([^()]*\)/g, ''))))],
    foreign: [...new Set(others.flatMap(([, inner = '']) => named(inner)))],
  };
}

/** The words in the strings of a source that might be classes, and what it takes from each sheet that it imports. */
export function namesIn(file: string, source: string) {
  const code = source.replace(/^import [^;]*;$/gm, '');
  const strings = [...code.matchAll(/(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)].map(([, , text = '']) => text);
  const words = strings.flatMap((text) => text.replace(/\$\{[^}]*\}/g, ' ').split(/\s+/));
  const sheets = [...source.matchAll(/^import (\w+) from '([^']+\.module\.css)';$/gm)].map(
    ([, as = '', path = '']) => ({
      sheet: join(dirname(file), path),
      taken: [...code.matchAll(new RegExp(`(?<!["'\`])\\b${as}\\.(\\w+)`, 'g'))].map(([, name = '']) => name),
      // A name that the code computes, as `styles[state]`, is one of the words of some source.
      computed: code.includes(`${as}[`),
    }),
  );
  const plain = [...code.matchAll(/className="([^"]*)"/g)].flatMap(([, text = '']) => text.split(' '));
  return { words, sheets, plain };
}

/** The classes in selectors that somebody looks for on the page from outside. */
export function classesAsked(source: string): string[] {
  const calls =
    /(?:locator|querySelector(?:All)?|closest|matches|waitForSelector)\(\s*(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1/g;
  const settings = /\b(?:click|wait): (["'`])((?:(?!\1)[^\\\n]|\\.)*)\1/g;
  // In a list: what begins as a class does.
  const listed = /(?<=[[,]\s*)(["'])(\.[a-z][^"'\n/]*)\1(?=\s*[,\]])/g;
  return [calls, settings, listed].flatMap((pattern) =>
    [...source.matchAll(pattern)].flatMap(([, , selector = '']) =>
      [...selector.replace(/"[^"]*"|\$\{[^}]*\}/g, '').matchAll(/\.([a-zA-Z_][\w-]*)/g)].map(
        ([, name = '']) => name,
      ),
    ),
  );
}

describe('Styles', () => {
  const sheets = filesOf(/\.css$/);
  const modules = sheets.filter(isModule);
  const shares = sheets.filter((sheet) => !isModule(sheet));
  const classes = new Map(sheets.map((sheet) => [sheet, classesIn(read(sheet))] as const));
  const sources = filesOf(/\.tsx?$/).map((file) => ({ file, ...namesIn(file, read(file)) }));
  const words = new Set(sources.flatMap((source) => source.words));
  const own = (sheet: string): string[] => classes.get(sheet)?.own ?? [];
  const design = new Set(shares.flatMap(own));
  /** What vite.config.ts makes of a module's class. */
  const scoped = new Set(modules.flatMap((sheet) => own(sheet).map((name) => `${nameOf(sheet)}-${name}`)));

  it('stand beside their components as modules; the design system alone is for everybody', () => {
    expect(modules.length).toBeGreaterThan(70);
    expect(shares.filter((sheet) => dirname(sheet) !== 'style')).toEqual([]);
  });

  it('have a name that no other sheet has, since the name is a part of each class', () => {
    const names = modules.map(nameOf);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect([...scoped].filter((name) => design.has(name))).toEqual([]);
  });

  it(`are no longer than ${longestSheet} lines`, () => {
    expect(sheets.filter((sheet) => read(sheet).split('\n').length > longestSheet + 1)).toEqual([]);
  });

  it('name their classes by words', () => {
    const unreadable = sheets.flatMap((sheet) =>
      own(sheet)
        .filter((name) => !library.test(name) && !(isModule(sheet) ? local : shared).test(name))
        .map((name) => `${sheet} .${name}`),
    );
    expect(unreadable).toEqual([]);
  });

  it('say nothing of a class that no component has', () => {
    const taken = (sheet: string, name: string) =>
      sources.some((source) =>
        source.sheets.some(
          (use) => use.sheet === sheet && (use.taken.includes(name) || (use.computed && words.has(name))),
        ),
      );
    const dead = sheets.flatMap((sheet) =>
      own(sheet)
        .filter((name) => !library.test(name) && !(isModule(sheet) ? taken(sheet, name) : words.has(name)))
        .map((name) => `${sheet} .${name}`),
    );
    expect(dead).toEqual([]);
  });

  it('are taken from a sheet that has them', () => {
    const missing = sources.flatMap(({ file, sheets: uses }) =>
      uses.flatMap((use) =>
        use.taken.filter((name) => !own(use.sheet).includes(name)).map((name) => `${file} ${name}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('speak of every class that a component has', () => {
    const silent = sources.flatMap(({ file, plain }) =>
      plain.filter((name) => !design.has(name)).map((name) => `${file} ${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('name a class of another sheet as it is called there', () => {
    const unknown = sheets.flatMap((sheet) =>
      (classes.get(sheet)?.foreign ?? [])
        .filter((name) => !library.test(name) && !design.has(name) && !scoped.has(name))
        .map((name) => `${sheet} .${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are called by their names in stories, benches and pictures, which would wait for ever for another', () => {
    const others = ['test/browser', 'test/bench', 'scripts'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.m?ts$|\.mjs$/.test(file))
        .map((file) => join(folder, file)),
    );
    const unknown = others.flatMap((file) =>
      classesAsked(readFileSync(join(root, file), 'utf8'))
        .filter((name) => ![library, dotFile].some((other) => other.test(name)))
        .filter((name) => !design.has(name) && !scoped.has(name))
        .map((name) => `${file} .${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are read as they are written', () => {
    const css =
      '/* .no */ .card :global(.button.text):has(> .open) { color: red } @media x { .row::after { content: ".y" } }';
    expect(classesIn(css)).toEqual({ own: ['card', 'open', 'row'], foreign: ['button', 'text'] });
    expect(
      classesAsked(
        `page.locator('tr.shut button, .row'); find({ wait: '.sheet' }); x.querySelectorAll('tr.g')`,
      ),
    ).toEqual(['shut', 'row', 'g', 'sheet']);
    expect(classesAsked("const bars = [\n  '.top',\n  '.sub .right'\n];")).toEqual(['top', 'sub', 'right']);
    const source = [
      "import styles from './a.module.css';",
      '<p className={`$',
      '{styles.card} muted`} title="x y" />',
    ];
    expect(namesIn('kit/a.tsx', `${source[0]}\n${source[1]}${source[2]}`)).toEqual({
      words: ['', 'muted', 'x', 'y'],
      sheets: [{ sheet: 'kit/a.module.css', taken: ['card'], computed: false }],
      plain: [],
    });
  });
});
