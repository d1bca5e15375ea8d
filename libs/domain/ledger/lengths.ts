import { ruleBroken } from '../problems';
import { itemLimits } from './words';

const fields = {
  problem: ['问题', itemLimits.problem],
  cause: ['原因', itemLimits.cause],
  category: ['类别', itemLimits.name],
  leader: ['责任领导', itemLimits.name],
  leadUnit: ['牵头单位', itemLimits.name],
  person: ['责任人', itemLimits.name],
  paragraph: ['条目', itemLimits.paragraph],
  measure: ['措施', itemLimits.measure],
  withdrawal: ['撤销措施的理由', itemLimits.withdrawal],
} as const satisfies Record<string, readonly [string, number]>;

/**
 * However a text of an item comes in, by form, table or report, it is no longer than what lists and pages are made for.
 *
 * @throws rule_broken, which names the field and how many characters it may have
 */
export function requireLength(field: keyof typeof fields, text: string | null, pointer = `/${field}`): void {
  const [name, most] = fields[field];
  if (text === null || text.length <= most) return;
  const length = [...text].length;
  if (length > most) throw ruleBroken(pointer, `${name}最多${most}字，现有${length}字，请删减。`);
}
