import { posix } from 'node:path';
import { type Problem, type ProblemCode, problem } from '@domain/problems';
import { readXml, XmlFault, type XmlVisitor, ZipArchive, ZipFault } from '@platform/files';
import { partLimits } from './word-visitor';

const mebibyte = 1024 * 1024;
/** What all parts of a document may unpack to, pictures included, and how many they may be. */
const limits = { bytes: 100 * mebibyte, entries: 2000 };
/** What one part that is read as XML may unpack to. */
const mostXmlBytes = 12 * mebibyte;

export interface Relation {
  /** The last word of its type: `styles`, `header`, `aFChunk`. */
  type: string;
  /** The part it points to; absent where it lies outside the package. */
  part?: string;
}

/** A .docx file as an archive of parts that point to each other. */
export class DocxPackage {
  private constructor(private readonly archive: ZipArchive) {}

  /**
   * @throws import_damaged, import_expands_too_far, import_password, import_macros, import_controls; and
   * import_wrong_extension for an archive that is no document
   */
  static async open(bytes: Buffer): Promise<DocxPackage> {
    const archive = await ZipArchive.open(bytes, limits).catch(refuse);
    const opened = new DocxPackage(archive);
    const has = (pattern: RegExp) => archive.names.some((name) => pattern.test(name));
    if (has(/(?:^|\/)vba(?:project|data)/i) || (await opened.declaresMacros()))
      throw problem('import_macros');
    if (has(/(?:^|\/)activex\//i)) throw problem('import_controls');
    return opened;
  }

  /** The part that holds the text. @throws import_damaged where there is none */
  async mainPart(): Promise<string> {
    const relations = await this.relations('');
    const main = [...relations.values()].find(({ type }) => type === 'officeDocument')?.part;
    const found = [main, 'word/document.xml'].find((name) => name !== undefined && this.archive.has(name));
    if (found === undefined) throw problem('import_damaged');
    return found;
  }

  /** What a part points to, by id. */
  async relations(part: string): Promise<Map<string, Relation>> {
    const folder = posix.dirname(part);
    const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
    const found = new Map<string, Relation>();
    await this.visit(name, {
      open(element) {
        if (element.name !== 'Relationship') return;
        const type = (element.attribute('Type') ?? '').split('/').at(-1) ?? '';
        const outside = element.attribute('TargetMode') === 'External';
        const target = decoded(element.attribute('Target') ?? '').replaceAll('\\', '/');
        const inside = posix.join(target.startsWith('/') ? '' : folder, target).replace(/^\/+/, '');
        found.set(element.attribute('Id') ?? '', { type, ...(outside ? {} : { part: inside }) });
      },
      close: () => undefined,
      text: () => undefined,
    });
    return found;
  }

  /** Shows a part to a visitor; one that is not there holds nothing. */
  async visit(name: string, visitor: XmlVisitor): Promise<void> {
    if (!this.archive.has(name)) return;
    await readXml(this.archive.stream(name, mostXmlBytes), visitor, partLimits).catch(refuse);
  }

  private async declaresMacros(): Promise<boolean> {
    let declared = false;
    await this.visit('[Content_Types].xml', {
      open: (element) => {
        declared ||= /macroEnabled|vbaProject/i.test(element.attribute('ContentType') ?? '');
      },
      close: () => undefined,
      text: () => undefined,
    });
    return declared;
  }
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

const zipProblems = {
  damaged: 'import_damaged',
  expands: 'import_expands_too_far',
  encrypted: 'import_password',
} as const satisfies Record<string, ProblemCode>;
const xmlProblems = {
  damaged: 'import_damaged',
  expands: 'import_expands_too_far',
  entities: 'import_external_entity',
} as const satisfies Record<string, ProblemCode>;

function refuse(error: unknown): never {
  throw problemOf(error) ?? error;
}

function problemOf(error: unknown): Problem | null {
  if (error instanceof ZipFault) return problem(zipProblems[error.kind]);
  return error instanceof XmlFault ? problem(xmlProblems[error.kind]) : null;
}
