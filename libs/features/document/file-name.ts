/** Longest name in UTF-8 bytes: file systems take 255, and archives are unpacked into folders. */
const longestName = 120;
// Path separators and what Windows refuses, in the wide forms that look the same.
const wide: Record<string, string> = {
  '/': '／',
  '\\': '＼',
  ':': '：',
  '*': '＊',
  '?': '？',
  '"': '＂',
  '<': '＜',
  '>': '＞',
  '|': '｜',
};
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A name that is one part of a path on any system, whatever was typed (design 5, case 40): no separator,
 * no control or bidirectional mark, no leading or trailing dot or blank, no device name, at most 120
 * bytes with the ending. Never empty.
 * @param ending with its dot, e.g. .pdf; it is kept when the name is shortened
 */
export function safeFileName(name: string, ending = ''): string {
  const printable = name
    .normalize('NFC')
    .replace(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/[/\\:*?"<>|]/g, (character) => wide[character] ?? '_');
  let stem = shorten(trim(printable), longestName - Buffer.byteLength(ending));
  if (deviceName.test(stem)) stem = `_${stem}`;
  return `${stem === '' ? '未命名' : stem}${ending}`;
}

function trim(name: string): string {
  return name.replace(/\s+/g, ' ').replace(/^[\s.]+|[\s.]+$/g, '');
}

function shorten(name: string, bytes: number): string {
  let kept = '';
  let used = 0;
  for (const character of name) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    kept += character;
  }
  return trim(kept);
}

/**
 * Hands out each path once: a second 甲/总结.pdf becomes 甲/总结（2）.pdf. Case and composition do not
 * make names different, as they do not on Windows and macOS.
 */
export class UniquePaths {
  private readonly taken = new Set<string>();

  /** @param folders parts of the path, made safe here; an empty list is the root */
  claim(folders: readonly string[], name: string, ending: string): string {
    const folder = folders.map((part) => safeFileName(part));
    for (let count = 1; ; count += 1) {
      const unique = count === 1 ? '' : `（${count}）`;
      const path = [...folder, safeFileName(name, `${unique}${ending}`)].join('/');
      const key = path.normalize('NFKC').toLowerCase();
      if (this.taken.has(key)) continue;
      this.taken.add(key);
      return path;
    }
  }
}

/**
 * Content-Disposition of a download (RFC 6266, 8187): the name in UTF-8, and in ASCII for old clients.
 * No character of the name can end the header or the quoted string.
 */
export function attachmentHeader(name: string, ending: string): string {
  const safe = safeFileName(name, ending);
  const ascii = safe.replace(/[^\x20-\x7E]+/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
