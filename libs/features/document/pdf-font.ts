import { readFileSync } from 'node:fs';
import { create, type Font, type Glyph } from 'fontkit';
import { type FontName, fontFiles } from './font-files';
import type { Typeface } from './official-format';
import { unpackWoff } from './woff';

export type { FontName };

/** Where a glyph is looked for: first in the face's own font, then in those of wider coverage. */
const chain: Record<Typeface, readonly FontName[]> = {
  fangsong: ['fang-song', 'song'],
  kaiti: ['kai', 'song'],
  heiti: ['hei', 'fang-song'],
  xiaobiaosong: ['biao-song', 'fang-song'],
  songti: ['song', 'fang-song'],
};

/** A parsed font with the glyphs it was asked for; one per process, pdfkit embeds subsets of it. */
export class PdfFont {
  private readonly glyphs = new Map<number, Glyph | null>();
  readonly source: PDFKit.Mixins.PDFFontSource;

  private constructor(
    readonly name: FontName,
    private readonly font: Font,
  ) {
    this.source = this.unshaped();
  }

  static load(name: FontName): PdfFont {
    const buffer = readFileSync(require.resolve(fontFiles[name]));
    const font = create(fontFiles[name].endsWith('.woff') ? unpackWoff(buffer) : buffer);
    if (!('layout' in font)) throw new Error(`${fontFiles[name]} holds a collection instead of one font.`);
    return new PdfFont(name, font);
  }

  /** Advance width in em, or null where the font has no glyph for the code point. */
  advance(codePoint: number): number | null {
    const glyph = this.glyph(codePoint);
    return glyph === null ? null : glyph.advanceWidth / this.font.unitsPerEm;
  }

  private glyph(codePoint: number): Glyph | null {
    let glyph = this.glyphs.get(codePoint);
    if (glyph === undefined) {
      glyph = this.font.hasGlyphForCodePoint(codePoint) ? this.font.glyphForCodePoint(codePoint) : null;
      this.glyphs.set(codePoint, glyph);
    }
    return glyph;
  }

  /**
   * For pdfkit, which takes a parsed font although its types name only files and buffers. Its `layout`
   * maps characters to glyphs and shapes nothing: Chinese needs no shaping, it would take most of the
   * time, and no ligature can make a line wider or narrower than it was measured.
   */
  private unshaped(): PDFKit.Mixins.PDFFontSource {
    const layout = (text: string) => {
      const glyphs = [...text].map(
        (character) => this.glyph(character.codePointAt(0)!) ?? this.font.getGlyph(0),
      );
      const positions = glyphs.map((glyph) => ({
        xAdvance: glyph.advanceWidth,
        yAdvance: 0,
        xOffset: 0,
        yOffset: 0,
      }));
      return { glyphs, positions, advanceWidth: glyphs.reduce((sum, glyph) => sum + glyph.advanceWidth, 0) };
    };
    return Object.create(this.font, { layout: { value: layout } }) as PDFKit.Mixins.PDFFontSource;
  }
}

/** Loads each font when it is first needed: about 15 MB and 10 ms each, 100 ms where it is packed. */
export class PdfFontSet {
  private readonly loaded = new Map<FontName, PdfFont>();

  get(name: FontName): PdfFont {
    let font = this.loaded.get(name);
    if (!font) {
      font = PdfFont.load(name);
      this.loaded.set(name, font);
    }
    return font;
  }

  /** The first font of the face's chain that has the code point, with the advance in em. */
  find(face: Typeface, codePoint: number): { font: PdfFont; advance: number } | null {
    for (const name of chain[face]) {
      const font = this.get(name);
      const advance = font.advance(codePoint);
      if (advance !== null) return { font, advance };
    }
    return null;
  }
}

let shared: PdfFontSet | undefined;

/** The fonts of this process, some 60 MB: one that lays out documents, which ends when none is asked for. */
export function pdfFonts(): PdfFontSet {
  shared ??= new PdfFontSet();
  return shared;
}
