import { parseNumeral } from '../../numerals/numeral';

/** A number with its unit in running text. Offsets into the whole text. */
export interface Figure {
  value: number;
  upper?: number;
  unit: string;
  qualifier?: string;
  /** From the qualifier in front to the end of the unit or of what qualifies it behind. */
  from: number;
  to: number;
  /** Where the number itself starts. */
  numberFrom: number;
  chinese: boolean;
  /** The second number of 17/20: of how many. */
  of?: number;
}

/** Longest first, so that 人次 is not read as 人. */
const units = [
  [
    '个百分点',
    '个方面',
    '平方米',
    '场次',
    '人次',
    '篇次',
    '条次',
    '节次',
    '余次',
    '万元',
    '亿元',
    '千元',
    '课时',
    '学时',
    '小时',
    '分钟',
    '公里',
  ],
  [
    '次',
    '场',
    '节',
    '堂',
    '人',
    '名',
    '位',
    '份',
    '个',
    '条',
    '项',
    '件',
    '篇',
    '所',
    '家',
    '户',
    '支',
    '批',
    '期',
    '部',
    '本',
  ],
  [
    '册',
    '台',
    '套',
    '间',
    '处',
    '面',
    '块',
    '张',
    '幅',
    '亩',
    '元',
    '%',
    '‰',
    '轮',
    '门',
    '对',
    '组',
    '例',
    '起',
    '棵',
    '座',
    '枚',
  ],
  ['类', '种', '班', '校', '天', '盏', '顶', '辆', '回', '讲', '分', '字', '倍', '步'],
].flat();
const notFigures = new Set(['步', '倍', '字', '分', '班', '校', '回']);
const unitPattern = new RegExp(`(?:${units.join('|')})`, 'y');
const number =
  /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)*|[〇零一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]+/g;
// A tab parts cells: 3⇥台账不全 counts no machines.
const suffix = /[^\S\t]?(余|多|来)?[^\S\t]?(百万|千万|百|千|万|亿)?(余|多)?[^\S\t]?/y;
const range = /\s?(?:-|~|—{1,2}|–|至|到)\s?(\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)/y;
const ratio = /\s?\/\s?(\d{1,5})(?![\d/.])/y;
const behind = /\s?(左右|以上|上下|有余|余)/y;
const masked = /[xX×*_○●□■Ａ某]/;
/** 2025年, 12月, 第3, 十八届, 二十大: dates, ordinals and names, recognised around the number. */
const ordinalBefore = /(?:第|每|这|某|前|首|同|任|届|零|“|\.|\/|-|[A-Za-z])$/;
const nameAfter =
  /^(?:年|月|日|号|届|级|周年|世纪|大(?![量批])|中全会|[个]?(?:月|季度|工作日)|点|时(?!长)|楼|路|中学|小学|幼|中(?!小?学生)|小(?!时))/;
const beforeQualifier =
  /(?:(?:不少于|不低于|不超过|不下于?|至少|最多|大约|大概|将近|接近|超过|突破|达到|多达|累计|总计|合计|共计|近|约|超|逾|各|均|共|达|为|了|有)\s?){1,3}$/;
const fillers = /达到|多达|累计|总计|合计|共计|共|达|为|了|有|均|\s/g;
const tensOf: Record<string, number> = { 百: 1e2, 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8 };

/** All figures of the stretch `[from, to)` of a half-width text, in order. Linear. */
export function readFigures(normal: string, from: number, to: number): Figure[] {
  const figures: Figure[] = [];
  const body = normal.slice(from, to);
  let busyUntil = 0;
  for (const match of body.matchAll(number)) {
    if (match.index < busyUntil) continue;
    const figure = readFigure(body, match.index, match[0]);
    if (figure === null) continue;
    busyUntil = figure.to;
    figures.push({
      ...figure,
      from: figure.from + from,
      to: figure.to + from,
      numberFrom: figure.numberFrom + from,
    });
  }
  return figures;
}

function readFigure(body: string, at: number, digits: string): Figure | null {
  const before = body.slice(Math.max(0, at - 12), at);
  // Filled into a form: ( 12 )次, __12__次.
  const filled = framed(body, at, digits.length);
  if (ordinalBefore.test(before) || (filled === 0 && masked.test(before.slice(-1)))) return null;
  let value = readValue(digits);
  if (value === null) return null;
  let end = at + digits.length + filled;
  if (masked.test(body.charAt(end)) || nameAfter.test(body.slice(end, end + 4))) return null;
  const chinese = !/\d/.test(digits);
  // 17/20: done of planned.
  const share = chinese ? null : stick(ratio, body, end);
  if (share !== null) end += share[0].length;
  let upper: number | null = null;
  const other = stick(range, body, end);
  if (other !== null) {
    upper = readValue(other[1] ?? '');
    if (upper !== null && upper > value) end += other[0].length;
    else upper = null;
  }
  const tail = stick(suffix, body, end);
  const money = /^(?:万|亿|千)元/.test(body.slice(end + (tail?.[1]?.length ?? 0)).trimStart());
  let approximate = '';
  if (tail !== null) {
    approximate = tail[1] ?? tail[3] ?? '';
    if (!money && tail[2] !== undefined) {
      value *= tensOf[tail[2]] ?? 1;
      if (upper !== null) upper *= tensOf[tail[2]] ?? 1;
      end += tail[0].length;
    } else end += money ? (tail[1]?.length ?? 0) : tail[0].length;
  }
  const boxed = stick(unitInBrackets, body, end);
  if (boxed !== null) end += boxed[0].length - boxed[1]!.length;
  const unit = boxed?.[1] ?? stick(unitPattern, body, end)?.[0] ?? (/[¥￥]\s?$/.test(before) ? '元' : '');
  if (
    unit !== '' &&
    nameAfter.test(body.slice(end, end + 4)) &&
    /^个(?:月|季度|工作日)/.test(body.slice(end, end + 4))
  )
    return null;
  if (boxed !== null || body.startsWith(unit, end)) end += unit.length;
  const more = unit === '' ? null : stick(behind, body, end);
  if (more !== null) end += more[0].length;
  const front =
    beforeQualifier.exec(before)?.[0] ?? (boxed === null ? (/[¥￥]\s?$/.exec(before)?.[0] ?? '') : '');
  const qualifier = `${front.replace(fillers, '').replace(/[¥￥]/, '')}${approximate}${more?.[1] ?? ''}`;
  const figure: Figure = { value, unit, from: at - front.length, to: end, numberFrom: at, chinese };
  if (upper !== null) figure.upper = upper;
  if (share !== null) figure.of = Number(share[1]);
  if (qualifier !== '') figure.qualifier = qualifier;
  return figure;
}

/** 12000(元) */
const unitInBrackets = /\s?\(\s?(场次|人次|[次场节堂人名份个条项]|[万千亿]?元)\s?\)/y;
const frameBehind = / ?\) ?(?=[次场节堂人名份个条项元万])|_+(?=[次场节堂人名份个条项元万])/y;

/** How much of a form's frame follows a number that was filled into it; 0 where there is none. */
function framed(body: string, at: number, length: number): number {
  const behind = stick(frameBehind, body, at + length)?.[0] ?? '';
  if (behind === '') return 0;
  const open = behind.includes(')') ? /\( ?$/ : /_$/;
  return open.test(body.slice(Math.max(0, at - 2), at)) ? behind.length : 0;
}

function stick(expression: RegExp, body: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(body);
}

/** Null for malformed numbers (23.3.1) and for estimates: two digits side by side (七八) are no number. */
function readValue(digits: string): number | null {
  if (digits.length > 20 || /\..*\./.test(digits)) return null;
  if (/^[一二两三四五六七八九]{2,}$/.test(digits)) return null;
  return parseNumeral(digits);
}

/** Whether a figure without an indicator is worth listing: a number with a unit that counts something. */
export function isTelling(figure: Figure, normal: string): boolean {
  if (figure.unit === '' || notFigures.has(figure.unit)) return false;
  if (!figure.chinese) return true;
  if (/[个项面条]/.test(figure.unit) && figure.value < 10) return false;
  const before = normal.slice(Math.max(0, figure.from - 6), figure.from);
  if (/[“"《]$/.test(before)) return false;
  const digits = figure.to - figure.numberFrom - figure.unit.length;
  return (
    digits >= 2 ||
    (figure.value >= 2 &&
      /(?:召开|开展|举办|组织|举行|完成|发展|培养|新增|评选|表彰|获得?|荣获|开设|共)了?$/.test(before))
  );
}
