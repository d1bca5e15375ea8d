/** Offices and forms of address that stand before or after a name. */
const offices =
  '党委|党组|党总支|总支|党支部|支部|常务|专职|第一|副|书记|组长|校长|园长|院长|所长|站长|局长|处长|科长|部长|主任|主席|委员|干事|同志|老师|先生|女士';
const before = new RegExp(`^(?:${offices})+`, 'u');
const after = new RegExp(`(?:${offices})+$`, 'u');
/** What stands between names, or sets apart what belongs to one. Not the dot within 买买提·吾买尔. */
const between = /[\p{Ps}\p{Pe}、，,；;：:。.!！?？/／|｜\\&＆+＋\r\n\t]+/u;

/** A name as it is compared: 王 强 and 王强 are one, whatever width or invisible characters they were typed with. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Zs}]/gu, '')
    .toLowerCase();
}

/**
 * Everybody whom a field such as 责任人 names, as keys: 王强书记、李明 names two. Recusal goes by it, so that a space, an
 * office or a second name beside it lets nobody verify what they answer for.
 */
export function namesIn(written: string): Set<string> {
  const names = new Set<string>();
  const add = (text: string) => {
    const key = nameKey(text);
    for (const name of [key, key.replace(after, ''), key.replace(before, '')])
      if (name !== '') names.add(name);
    names.add(key.replace(after, '').replace(before, ''));
  };
  for (const piece of written.split(between)) {
    add(piece);
    // Words that spaces set apart are names of their own; single characters are one name spelt widely.
    for (const word of piece.split(/\s+/u)) if (nameKey(word).length > 1) add(word);
  }
  names.delete('');
  return names;
}
