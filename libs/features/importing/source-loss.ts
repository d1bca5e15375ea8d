/** What of a source is no part of the text that was read, and why; told to whoever imports it. */
export const lossReasons = {
  hidden: '隐藏文字，Word 中看不见，没有导入',
  deleted: '修订中已删除的文字，没有导入',
  header: '页眉的文字，没有导入',
  footer: '页脚的文字，没有导入',
  pinyin: '标在字上的拼音，只导入了汉字',
  comment: '批注，没有导入',
  field: '域代码，Word 中看不见，没有导入',
  alternative: '只供旧版 Word 显示的文字，没有导入',
  smart_art: 'SmartArt 图形里的文字，没有导入，请另行录入',
  chart: '图表，没有导入，图中的文字和数字请另行录入',
  picture: '图片，没有导入，图中的文字请另行录入',
  object: '嵌入的对象（如表格、公式、演示文稿），没有导入',
  embedded_document: '嵌入的网页或文档，没有导入，请在 Word 中打开并另存后再导入',
  symbol: '无法识别的特殊符号，已写作“□”',
  replacement: '乱码字符“�”，请对照原稿改正',
  other: '无法识别的内容，没有导入',
  unread: '没有读到的文字，请对照原稿核对',
} as const;

export type LossCode = keyof typeof lossReasons;

export interface SourceLoss {
  code: LossCode;
  /** In Chinese, for the reader. */
  reason: string;
  /** How many pictures, comments, characters of text, as the reason says. */
  count: number;
  /** What it says, as far as that is known; long texts are cut. */
  text: string;
}

const longestText = 2000;

/** Collects what was not read, one entry for each reason. */
export class LossCollector {
  private readonly found = new Map<LossCode, { count: number; text: string }>();

  /** Text that was not read; counts its characters that are not blank. */
  text(code: LossCode, text: string): void {
    const characters = visibleLength(text);
    if (characters > 0) this.add(code, characters, text);
  }

  /** Something that is no text. */
  item(code: LossCode, text = '', count = 1): void {
    this.add(code, count, text);
  }

  count(code: LossCode): number {
    return this.found.get(code)?.count ?? 0;
  }

  list(): SourceLoss[] {
    const codes = Object.keys(lossReasons) as LossCode[];
    return codes.flatMap((code) => {
      const found = this.found.get(code);
      return found === undefined
        ? []
        : [{ code, reason: lossReasons[code], count: found.count, text: found.text.trim() }];
    });
  }

  private add(code: LossCode, count: number, text: string): void {
    const found = this.found.get(code) ?? { count: 0, text: '' };
    found.count += count;
    if (found.text.length + text.length <= longestText) found.text += text;
    else if (!found.text.endsWith('……')) found.text += '……';
    this.found.set(code, found);
  }
}

/** Characters that are not blank. */
export function visibleLength(text: string): number {
  return text.length - (text.match(/\s/g)?.length ?? 0);
}
