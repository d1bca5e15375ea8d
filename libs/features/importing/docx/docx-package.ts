import { type ProblemCode, problem } from '@domain/problems';
import { OfficePackage, type Relation, XmlFault, type XmlVisitor, ZipFault } from '@platform/files';
import { partLimits } from './word-visitor';

const mebibyte = 1024 * 1024;
/** What all parts of a document may unpack to, pictures included, how many they may be, and one that is read. */
const limits = { bytes: 100 * mebibyte, entries: 2000, partBytes: 12 * mebibyte };

/** A .docx file, whose faults are problems that say what to do. */
export class DocxPackage {
  private constructor(private readonly opened: OfficePackage) {}

  /** @throws import_damaged, import_expands_too_far, import_password, import_macros, import_controls */
  static async open(bytes: Buffer): Promise<DocxPackage> {
    const opened = await refused(OfficePackage.open(bytes, limits));
    const declaresMacros = await refused(opened.declares(/macroEnabled|vbaProject/i));
    if (declaresMacros || opened.holds(/(?:^|\/)vba(?:project|data)/i)) throw problem('import_macros');
    if (opened.holds(/(?:^|\/)activex\//i)) throw problem('import_controls');
    return new DocxPackage(opened);
  }

  /** The part that holds the text. @throws import_damaged where there is none */
  async mainPart(): Promise<string> {
    const found = await refused(this.opened.mainPart('word/document.xml'));
    if (found === null) throw problem('import_damaged');
    return found;
  }

  relations(part: string): Promise<Map<string, Relation>> {
    return refused(this.opened.relations(part));
  }

  /** Shows a part to a visitor; one that is not there holds nothing. */
  visit(name: string, visitor: XmlVisitor): Promise<void> {
    return refused(this.opened.visit(name, visitor, partLimits));
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

async function refused<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ZipFault) throw problem(zipProblems[error.kind]);
    throw error instanceof XmlFault ? problem(xmlProblems[error.kind]) : error;
  }
}
