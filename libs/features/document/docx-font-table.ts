import type { Typeface } from './official-format';

/*
 * WordprocessingML has no list of fall-backs like CSS: a run names one East Asian font. What it has is
 * `w:altName` in the font table (ECMA-376, 17.8.3.1): other names under which a program looks for the
 * font when the first is not there, and `w:family`, by which it picks any of the same kind. So runs name
 * what offices have installed, and the table names, in order, what else will do: the same face from
 * other foundries, what Windows brings, and free fonts.
 */
interface DocxFont {
  name: string;
  alternatives: readonly string[];
  /** roman has serifs, swiss none, script is brush-like. */
  family: 'roman' | 'swiss' | 'script' | 'modern';
}

const docxFonts: Record<Typeface | 'latin', DocxFont> = {
  xiaobiaosong: {
    name: '方正小标宋简体',
    alternatives: [
      'FZXiaoBiaoSong-B05S',
      '方正小标宋_GBK',
      '小标宋体',
      '华文中宋',
      '宋体',
      'SimSun',
      'Noto Serif CJK SC',
    ],
    family: 'roman',
  },
  fangsong: {
    name: '仿宋_GB2312',
    alternatives: [
      '仿宋',
      'FangSong',
      '方正仿宋_GBK',
      '华文仿宋',
      'STFangsong',
      'LXGW WenKai Light',
      'Noto Serif CJK SC',
    ],
    family: 'modern',
  },
  kaiti: {
    name: '楷体_GB2312',
    alternatives: [
      '楷体',
      'KaiTi',
      '方正楷体_GBK',
      '华文楷体',
      'STKaiti',
      'LXGW WenKai',
      'Noto Serif CJK SC',
    ],
    family: 'modern',
  },
  heiti: {
    name: '黑体',
    alternatives: ['SimHei', '方正黑体_GBK', '华文黑体', 'Noto Sans CJK SC'],
    family: 'modern',
  },
  songti: {
    name: '宋体',
    alternatives: ['SimSun', '华文宋体', 'Noto Serif CJK SC'],
    family: 'roman',
  },
  latin: { name: 'Times New Roman', alternatives: ['Liberation Serif', 'Tinos'], family: 'roman' },
};

/**
 * The fonts of a run: figures and Latin letters of the text stand in the Chinese face, as is usual. The
 * hint has Word take “ ” and … for East Asian characters, which they are here.
 */
export function docxFont(face: Typeface) {
  const { name } = docxFonts[face];
  return { hint: 'eastAsia', ascii: name, hAnsi: name, eastAsia: name, cs: docxFonts.latin.name };
}

/** word/fontTable.xml with the alternatives, in place of the empty one that the library writes. */
export function fontTableXml(): string {
  const fonts = Object.entries(docxFonts).map(([face, { name, alternatives, family }]) => {
    const charset = face === 'latin' ? '00' : '86';
    return (
      `<w:font w:name="${name}"><w:altName w:val="${alternatives.join(',')}"/>` +
      `<w:charset w:val="${charset}"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`
    );
  });
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `${fonts.join('')}</w:fonts>`
  );
}
