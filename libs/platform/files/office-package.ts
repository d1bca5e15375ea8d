import { posix } from 'node:path';
import { readXml, type XmlLimits, type XmlVisitor } from './xml-part';
import { ZipArchive, type ZipLimits } from './zip-archive';

export interface PackageLimits extends ZipLimits {
  /** What one part that is read as XML may unpack to. */
  partBytes: number;
}

export interface Relation {
  /** The last word of its type: `styles`, `header`, `worksheet`. */
  type: string;
  /** The part it points to; absent where it lies outside the package. */
  part?: string;
}

/** An Office document: an archive of parts that point to each other. */
export class OfficePackage {
  private constructor(
    private readonly archive: ZipArchive,
    private readonly limits: PackageLimits,
  ) {}

  /** @throws ZipFault */
  static async open(bytes: Buffer, limits: PackageLimits): Promise<OfficePackage> {
    return new OfficePackage(await ZipArchive.open(bytes, limits), limits);
  }

  holds(pattern: RegExp): boolean {
    return this.archive.names.some((name) => pattern.test(name));
  }

  has(name: string): boolean {
    return this.archive.has(name);
  }

  /** The part that the package is about, `usual` where nothing points to it; null where there is none. */
  async mainPart(usual: string): Promise<string | null> {
    const relations = await this.relations('');
    const main = [...relations.values()].find(({ type }) => type === 'officeDocument')?.part;
    return [main, usual].find((name) => name !== undefined && this.archive.has(name)) ?? null;
  }

  /** What a part points to, by id; an empty name stands for the package. */
  async relations(part: string): Promise<Map<string, Relation>> {
    const folder = posix.dirname(part);
    const found = new Map<string, Relation>();
    await this.elements(posix.join(folder, '_rels', `${posix.basename(part)}.rels`), (name, attribute) => {
      if (name !== 'Relationship') return;
      const type = (attribute('Type') ?? '').split('/').at(-1) ?? '';
      const outside = attribute('TargetMode') === 'External';
      const target = decoded(attribute('Target') ?? '').replaceAll('\\', '/');
      const inside = posix.join(target.startsWith('/') ? '' : folder, target).replace(/^\/+/, '');
      found.set(attribute('Id') ?? '', { type, ...(outside ? {} : { part: inside }) });
    });
    return found;
  }

  /** Whether the list of contents declares a type. */
  async declares(type: RegExp): Promise<boolean> {
    let declared = false;
    await this.elements('[Content_Types].xml', (_, attribute) => {
      declared ||= type.test(attribute('ContentType') ?? '');
    });
    return declared;
  }

  /** Shows a part to a visitor; one that is not there holds nothing. @throws ZipFault, XmlFault */
  async visit(name: string, visitor: XmlVisitor, limits: XmlLimits): Promise<void> {
    if (!this.archive.has(name)) return;
    await readXml(this.archive.stream(name, this.limits.partBytes), visitor, limits);
  }

  private elements(
    part: string,
    see: (name: string, attribute: (name: string) => string | undefined) => void,
  ): Promise<void> {
    const visitor = {
      open: (element: Parameters<XmlVisitor['open']>[0]) =>
        see(element.name, (name) => element.attribute(name)),
      close: () => undefined,
      text: () => undefined,
    };
    return this.visit(part, visitor, { elements: 50_000, depth: 20 });
  }
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
