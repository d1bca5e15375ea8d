import type { Piece } from '../sections/section-mapper';

const date =
  /^[(]?(?:20\d\d|二[〇○零O0][一二三四五六七八九〇零○O0]{2}) ?[年.\-/] ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?:[月.\-/] ?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号]?)?)?[)]?$/;
const signature =
  /^(?:中共|中国共产党)?[^。;,:!?]{2,28}(?:支部|总支|党委|委员会|教育局|教育工委|学校|中学|小学|幼儿园|党总支部|工作领导小组)$|^(?:述职|汇报|报告|填报|负责)人 ?[:]|^(?:以上)?(?:特此)?(?:报告|汇报|述职)[^。]{0,12}[。!]?$|^(?:以上|特此)[^。]{0,30}(?:报告|汇报|述职|审议|指正|批评)[^。]{0,12}[。!]?$|^谢谢(?:大家)?[。!]?$|^(?:此致)?敬礼[。!]?$|^此致$/;
/** What an official letter has below its date. */
const below =
  /^[(]?(?:联系人|联系电话|电话|经办人|审核人|审签人|填表人|填报日期|报告日期)(?:及电话)?[:]|^(?:抄送|抄报|主送|报送|发送)[:]|^[(]?(?:公章|盖章|党组织盖章|签字|签名)[)]?[:]?$/;
const mostLines = 8;

/** The unit's name, the date and the parting formula under a report belong to no section. */
export function setClosingApart(normal: string, pieces: Piece[]): Piece[] {
  let at = pieces.length;
  while (at > 0 && pieces.length - at < mostLines && isClosing(normal, pieces[at - 1]!)) at -= 1;
  return pieces.map((piece, index) =>
    index < at ? piece : { ...piece, target: { type: 'unplaced', kind: 'closing' } },
  );
}

function isClosing(normal: string, piece: Piece): boolean {
  if (piece.target.type === 'section' && piece.target.heading) return false;
  if (piece.target.type === 'dropped' || piece.to - piece.from > 60) return false;
  const line = normal.slice(piece.from, piece.to).replace(/\s+/g, ' ').trim();
  if (below.test(line)) return true;
  if (line.length > 40) return false;
  return date.test(line.replace(/ /g, '')) || signature.test(line);
}
