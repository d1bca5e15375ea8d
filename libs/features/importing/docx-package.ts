import { type Problem, problem } from '@domain/problems';
import { ZipArchive, ZipFault } from '@platform/archive';

const mebibyte = 1024 * 1024;
/** What all parts of a document may unpack to, pictures included, and how many they may be. */
const limits = { bytes: 100 * mebibyte, entries: 2000 };
/** What one part that is read as XML may unpack to. */
const mostXmlBytes = 12 * mebibyte;

/** A .docx file as an archive of parts. */
export class DocxPackage {
  private constructor(private readonly archive: ZipArchive) {}

  /** Throws `import_damaged`, `import_expands_too_far`, `import_legacy_document` or `import_macros`. */
  static async open(bytes: Buffer): Promise<DocxPackage> {
    const archive = await ZipArchive.open(bytes, limits).catch(refuse);
    if (archive.names.some((name) => /vbaproject|vbadata|(?:^|\/)activex\//i.test(name))) {
      throw problem('import_macros');
    }
    return new DocxPackage(archive);
  }

  exists(name: string): boolean {
    return this.archive.has(name);
  }

  /** The names of the parts that are XML. */
  xmlNames(): string[] {
    return this.archive.names.filter((name) => /\.(?:xml|rels)$/i.test(name));
  }

  /** A part as UTF-8 text without its mark. Throws `import_damaged` where it is none. */
  async readXml(name: string): Promise<string> {
    const bytes = await this.archive.read(name, mostXmlBytes).catch(refuse);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      throw problem('import_damaged');
    }
  }
}

function refuse(error: unknown): never {
  throw error instanceof ZipFault ? problemOf(error) : error;
}

function problemOf({ kind }: ZipFault): Problem {
  switch (kind) {
    case 'damaged':
      return problem('import_damaged');
    case 'expands':
      return problem('import_expands_too_far');
    case 'encrypted':
      return problem('import_legacy_document');
  }
}
