import { deflateRawSync } from 'node:zlib';

export interface FixturePart {
  name: string;
  data: Buffer | string;
  /** Sizes to lie about. */
  declared?: number;
  stored?: boolean;
  encrypted?: boolean;
}

/** A ZIP archive byte by byte, so that specs can make it lie. Checksums are left zero. */
export function archiveOf(parts: FixturePart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.isBuffer(part.data) ? part.data : Buffer.from(part.data, 'utf8');
    const packed = part.stored ? data : deflateRawSync(data);
    const name = Buffer.from(part.name, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.encrypted ? 1 : 0, 2);
    fields.writeUInt16LE(part.stored ? 0 : 8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.declared ?? data.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 0, 'latin1');
    entry.writeUInt16LE(20, 4);
    fields.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, name);
    bodies.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listed, end]);
}

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** The parts of a small document around the XML of its body. */
export function documentParts(body: string, more: FixturePart[] = []): FixturePart[] {
  const types =
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="xml" ContentType="application/xml"/></Types>';
  const relations =
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
  return [
    { name: '[Content_Types].xml', data: types },
    { name: '_rels/.rels', data: relations },
    {
      name: 'word/document.xml',
      data: `<?xml version="1.0"?><w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    },
    ...more,
  ];
}

/** A paragraph, with a style or with level and id of a numbering. */
export function paragraph(text: string, options: { style?: string; list?: [string, number] } = {}): string {
  const style = options.style === undefined ? '' : `<w:pStyle w:val="${options.style}"/>`;
  const list =
    options.list === undefined
      ? ''
      : `<w:numPr><w:ilvl w:val="${options.list[1]}"/><w:numId w:val="${options.list[0]}"/></w:numPr>`;
  return `<w:p><w:pPr>${style}${list}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** word/styles.xml of paragraph styles: id to name. */
export function stylesPart(styles: Record<string, string>): FixturePart {
  const list = Object.entries(styles)
    .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
    .join('');
  return { name: 'word/styles.xml', data: `<w:styles xmlns:w="${word}">${list}</w:styles>` };
}

/** word/numbering.xml with one numbering, id 1: format and text per level. */
export function numberingPart(levels: Array<[format: string, text: string]>): FixturePart {
  const list = levels
    .map(
      ([format, text], level) =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`,
    )
    .join('');
  const data = `<w:numbering xmlns:w="${word}"><w:abstractNum w:abstractNumId="7">${list}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
  return { name: 'word/numbering.xml', data };
}
