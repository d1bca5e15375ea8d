import { foldHan } from '../../text/fold';
import { bearerIn, mayBeName } from './charged-name';

export interface Charged {
  person?: string;
  unit?: string;
  leader?: string;
}

const titles =
  /^(?:党支部|支部|学校|副?书记|组织委员|宣传委员|纪检委员|青年委员|学习委员|生活委员|统战委员|保卫委员|群工委员|副?校长|副?园长|副?主任|组长|老师|教师|同志|委员|干事)+/;
const charge =
  /(?:(?<![自理缘经])由(?![于此])|请)([\p{Script=Han}、]{2,16}?)(?:同志|老师)?(?:具体|牵头|专门|全程|统一)?(?:负责|牵头|落实|承办|组织实施|抓好|主抓)/u;
const named =
  /(责任人|负责人|责任领导|分管领导|责任单位|责任部门|牵头部门)(?:为|是|[：:])?\s?([\p{Script=Han}、]{2,12}?)(?=[，,。；;（()）\s*_\d]|$)/gu;
const office = /(?:处|室|科|部|组|中心|支部|委员会|总支|工会|团委|办公室|支委会)$/;
const clause = /(?<![自理缘经])由(?![于此])([\p{Script=Han}、]{2,30})/gu;
/** Blanks that a scan or a table left between two characters. */
const looseBlank = /(?<=\p{Script=Han})[ \t\u3000]+(?=\p{Script=Han})/gu;

/** 责任人：组织委员 方明 */
const partedPost =
  /(?<=(?:书记|委员|主任|长|主席|老师))[ \t\u3000]+(?=\p{Script=Han}{2,3}(?:[，,。；;（()）]|$))/gu;

/** Who answers for a measure, out of its sentence: 由组织委员吴敏负责, 由书记赵成带队, 由教务处牵头. */
export function chargedIn(text: string): Charged {
  const said: Charged = {};
  for (const [, label, words] of text.replace(partedPost, '').matchAll(named)) {
    const field = label?.endsWith('领导') ? 'leader' : label?.endsWith('人') ? 'person' : 'unit';
    said[field] ??= words ?? '';
  }
  return Object.keys(said).length > 0 ? said : chargedBy(text.replace(looseBlank, ''));
}

function chargedBy(text: string): Charged {
  let post: string | undefined;
  for (const { index, 0: whole, 1: said = '' } of foldHan(text).matchAll(clause)) {
    const bearer = bearerIn(said);
    if (bearer === null) continue;
    const start = index + whole.length - said.length;
    const words = text.slice(start + bearer.from, start + bearer.to);
    if (bearer.kind === 'name') return { person: words };
    post ??= words;
  }
  return post === undefined ? chargedGenerally(text) : { person: post };
}

/** By the verbs that say nothing but the charge, whoever bears it. */
function chargedGenerally(text: string): Charged {
  const words = charge.exec(text)?.[1];
  if (words === undefined) return {};
  if (office.test(words)) return { unit: words };
  const name = words.replace(titles, '');
  if (name === '' || name.includes('、') || /(?:[长任记员]|负责人)$/.test(words))
    return { person: name.length > 1 ? name : words };
  return mayBeName(name) ? { person: name } : {};
}
