import type { DropCode } from '../proposal';
import type { Unit } from '../structure/unit';
import { bareWording } from '../wording';
import { findPageFurniture } from './page-furniture';

interface ClutterRule {
  code: DropCode;
  expression: RegExp;
  /** Longest line it may judge; sentences of a report are longer than the furniture of a page. */
  longest: number;
}

/**
 * The furniture of web pages from which reports are copied. Anchored to whole short lines, so that a
 * report that speaks of its 微信公众号 or of a 首页 keeps its sentence. Works on half-width text.
 */
const rules: ClutterRule[] = [
  { code: 'ornament', longest: 300, expression: /^[|\-=*~#+·•^<>/—─━═ \t]+$/ },
  {
    code: 'navigation',
    longest: 80,
    expression: /^(?:您的?|你的?|您?当前|所在|现在)的?(?:所在)?位置 ?[:是>]/,
  },
  { code: 'navigation', longest: 60, expression: /^(?:网站)?首页 ?[>|»/·-]/ },
  { code: 'navigation', longest: 60, expression: /^[^。;,]{1,20}(?: ?[>»] ?[^。;,>»]{1,20}){2,}$/ },
  { code: 'navigation', longest: 60, expression: /^[^。;,|]{1,12}(?: ?\| ?[^。;,|]{1,12}){2,}$/ },
  {
    code: 'navigation',
    longest: 40,
    expression:
      /^(?:欢迎(?:光临|访问|来到|您)|设为首页|加入收藏|收藏本站|返回(?:顶部|首页|列表)|网站地图|手机版|繁体中文|登录|注册|登录 ?[|/]? ?注册|用户登录|站内搜索|搜索|打印本?页?|关闭窗口|【?关闭】?|分享到.*|扫一扫.*|微信扫码.*|扫码.{0,20}|展开(?:全文|更多)|查看全文|阅读全文|点击(?:展开|查看).{0,12})[!。.~ ]{0,3}$/,
  },
  { code: 'navigation', longest: 40, expression: /^欢迎(?:光临|访问|来到).{0,20}$/ },
  { code: 'navigation', longest: 40, expression: /^[【[(]?字[体号] ?[::]?/ },
  {
    code: 'navigation',
    longest: 60,
    expression: /^(?:[【[](?:打印|关闭|收藏|更多|纠错|分享|字体[^】\]]{0,10}|大|中|小)[】\]] ?){1,6}$/,
  },
  {
    code: 'publication',
    longest: 120,
    expression: /^(?:发布|更新|发表|上传|添加|录入|创建)(?:时间|日期|于) ?[:]/,
  },
  {
    code: 'publication',
    longest: 80,
    expression:
      /^(?:时间|日期) ?: ?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日? *(?:\d|来源|作者|浏览|点击|阅读|编辑|$)/,
  },
  {
    code: 'publication',
    longest: 80,
    expression:
      /^(?:(?:信息|文章|稿件|内容)?来源|作者|责任?编辑|编辑|发布者|发布人|上传者|供稿|录入员?) ?: ?[^。,;]{0,60}$/,
  },
  {
    code: 'publication',
    longest: 60,
    expression: /^(?:浏览|点击|阅读|查看|访问|下载)(?:次数|量|人数|数)? ?[:(]? ?\d+ ?(?:次|人)?\)?$/,
  },
  {
    code: 'publication',
    longest: 60,
    expression: /^\d+ ?(?:次|人)?(?:浏览|阅读|点击|查看|下载|关注|点赞|收藏)(?:量|次)?$/,
  },
  {
    code: 'publication',
    longest: 60,
    expression: /^(?:本文|全文)?(?:共|约)?(?:计|有)? ?\d+ ?字[,，]? ?(?:阅读|预计|约|大约|$)/,
  },
  {
    code: 'publication',
    longest: 60,
    expression: /^(?:标签|关键[词字]|Tags?|tags?|栏目|分类|文章分类|所属栏目|文号索引) ?: ?/,
  },
  {
    code: 'promotion',
    longest: 160,
    expression:
      /小编|(?:欢迎|敬请)(?:大家)?(?:阅读|参考|借鉴|收藏|下载|关注本站|持续关注)|供(?:大家|您|你|各位)?参考(?:借鉴|学习|下载|使用|阅读|!|。|,|$)|希望(?:能)?对(?:大家|您|你)有(?:所)?帮助|来源于网|来自网络|网络整理|仅供参考|转载请(?:注明|保留)|如有侵权|版权(?:归|所有)|免责声明|本文由.{1,20}(?:发布|整理|提供|收集)|由.{1,16}(?:收集整理|整理发布)|更多.{0,20}(?:请(?:关注|访问|点击)|尽在|内容推荐)/,
  },
  {
    code: 'promotion',
    longest: 120,
    expression: /^(?:https?:\/\/|www\.)\S+$|[Cc]opyright ?|©|(?:ICP|公网安)备|^\S{0,20}https?:\/\/\S+$/,
  },
  {
    code: 'promotion',
    longest: 60,
    expression:
      /^(?:广告|赞助商链接|VIP|会员专享|开通会员.{0,20}|免费(?:下载|领取).{0,20}|加载中\.*|正在加载.{0,6})$/,
  },
  {
    code: 'collection_title',
    longest: 60,
    expression:
      /[(【[] ?(?:精选|通用|优选|汇总|集锦|合集|最新|热门|推荐|必备|实用|集合|共|大全)?(?:[\d一二三四五六七八九十]{1,3}|多) ?篇(?:文章|范文|合集|汇总|通用)? ?[)】\]](?:\d+人关注)?$/,
  },
  {
    code: 'collection_title',
    longest: 60,
    expression:
      /^[^。;,]{2,40}(?:范文|模板|报告|总结|汇报)[^。;,]{0,6}(?:精选|通用|优选|汇总|集锦|合集|大全)?[\d一二三四五六七八九十]{1,3}篇$/,
  },
  {
    code: 'related',
    longest: 80,
    expression:
      /^(?:[·•*#\-> ]{0,4})?(?:推荐(?:访问|阅读|度|文章|星级|指数|内容|理由)|相关(?:推荐|文章|阅读|链接|热词|搜索|内容|范文|专题|信息)|热门(?:推荐|文章|信息|搜索|标签|范文)|猜你喜欢|大家都在看|你可能(?:还)?(?:喜欢|感兴趣).{0,8}|延伸阅读|拓展阅读|扩展阅读|精彩推荐|最新(?:文章|更新|推荐)|为您推荐|编辑推荐|上一[篇页条]|下一[篇页条]|点击下载.{0,20}|下载(?:本文|文档|地址|全文|word).{0,20}|(?:本文)?(?:文档|word) ?(?:格式|版)?(?:下载|为doc).{0,20}|附件下载.{0,20}|文档为.{0,10}格式.{0,20}) ?(?:$|[:>(]|\s)/i,
  },
  {
    code: 'related',
    longest: 60,
    expression:
      /^(?:点击)?下载.{0,12}文档|文档为\S{0,10}格式|^[^。;,]{2,16}(?:相关文章|热门信息|相关推荐|推荐文章|最新文章|热门文章)$/,
  },
  {
    code: 'related',
    longest: 300,
    expression: /(?:\.{3}|…) ?[[【(]?(?:更多|详细|查看|阅读)[^\]】)]{0,6}[\]】)]?$/,
  },
  { code: 'related', longest: 80, expression: /\d+ ?人(?:关注|浏览|看过|阅读|下载)$/ },
  {
    code: 'navigation',
    longest: 40,
    expression:
      /^[([【]?(?:点击|登录|注册|开通|扫码|付费|剩余|未完|查看|阅读|继续阅读|展开)[^。;]{0,20}(?:登录|注册|全文|会员|下载|剩余|查看|阅读|待续|更多|可见|解锁)[^。;]{0,6}[)\]】]?[!。.]{0,3}$/,
  },
  {
    code: 'remark',
    longest: 60,
    expression:
      /^[([【.…]{0,6}(?:本段|此处|以下|中间|下文|后文|部分内容|以上)?(?:内容)?(?:省略|略去|删节|从略)[^。;]{0,20}[)\]】.…]{0,6}$|^[([【]?(?:以上|本文|上述|本篇)?(?:内容|文字|文本|回答|文章|材料)?(?:由|系|为)[^。;,]{0,16}(?:智能|AI|人工智能|助手|机器人|大模型|模型)[^。;,]{0,10}(?:生成|撰写|提供|整理|创作|输出)[^。;]{0,16}[)\]】]?[。.]?$|(?:AI|人工智能|智能助手)(?:生成|辅助生成)[^。;]{0,16}(?:参考|核实|甄别|内容)/,
  },
];

const trailerStart =
  /^(?:[·•*#\-> ]{0,4})(?:推荐(?:访问|阅读|度|文章|内容)|相关(?:推荐|文章|阅读|链接|内容|专题)|热门(?:推荐|文章|信息)|猜你喜欢|大家都在看|延伸阅读|点击下载|下载(?:本文|文档)|上一[篇页]|下一[篇页]|返回(?:顶部|首页|列表)|[^。;,]{2,16}(?:相关文章|热门信息|相关推荐)$)/;
const navigationHead = 12;
const probeLength = 24;

/**
 * Which units are furniture of a web page, with the reason; null where the unit belongs to a report.
 * A page's tail (downloads, other articles) goes as a whole, unless real prose follows it.
 */
export function findClutter(normal: string, units: Unit[]): Array<DropCode | null> {
  const piped = units.map(
    ({ from, to }) => to - from <= 300 && /[\p{L}\p{N}].*\||\|.*[\p{L}\p{N}]/u.test(normal.slice(from, to)),
  );
  const codes: Array<DropCode | null> = units.map((unit, index) =>
    // Rows of a table follow one another; a bar of links stands alone.
    piped[index] && (piped[index - 1] || piped[index + 1]) ? null : judge(normal, unit),
  );
  const repeats = repeatedLines(normal, units);
  const tail = tailStart(normal, units, codes, repeats);
  for (let index = tail; index < units.length; index += 1) {
    codes[index] ??= repeats[index] ? 'repetition' : 'related';
  }
  // Titles and cut-off abstracts repeated right before the tail belong to the page as well.
  for (let index = tail - 1; index >= 0 && tail < units.length; index -= 1) {
    if (codes[index] === null && !repeats[index]) break;
    codes[index] ??= 'repetition';
  }
  findPageFurniture(normal, units).forEach((furniture, index) => {
    if (furniture) codes[index] ??= 'page';
  });
  return codes;
}

function judge(normal: string, unit: Unit): DropCode | null {
  const length = unit.to - unit.from;
  if (length > 300) return null;
  const line = normal.slice(unit.from, unit.to);
  for (const rule of rules) {
    if (length <= rule.longest && rule.expression.test(line)) {
      // A numbered line is a part of the report, unless it is the title of a page full of reports.
      if (unit.marker !== null && rule.code !== 'collection_title') return null;
      return rule.code;
    }
  }
  return null;
}

/** Where the page's tail begins, or the number of units where it has none. */
function tailStart(normal: string, units: Unit[], codes: Array<DropCode | null>, repeats: boolean[]): number {
  let start = units.length;
  for (let index = units.length - 1; index >= 0; index -= 1) {
    const unit = units[index]!;
    const line = normal.slice(unit.from, Math.min(unit.to, unit.from + 120));
    if (codes[index] !== null) {
      if (trailerStart.test(line) && index >= Math.min(navigationHead, units.length / 3)) start = index;
      continue;
    }
    if (unit.marker !== null || (isProse(normal, unit) && !repeats[index])) break;
  }
  return start;
}

function isProse(normal: string, unit: Unit): boolean {
  return unit.to - unit.from >= 60 && /[。!?]$/.test(normal.slice(unit.from, unit.to));
}

/**
 * Lines that say again what earlier lines said, as lists of articles and previews do. Short lines are
 * compared as a whole; of long ones near the end, where previews stand, some stretches are looked up,
 * since a preview runs title, headings and text together.
 */
function repeatedLines(normal: string, units: Unit[]): boolean[] {
  const seen = new Set<string>();
  const probed = units.length - 60;
  return units.map((unit, index) => {
    const length = unit.to - unit.from;
    if (length >= 40) {
      if (index < probed) return false;
      return [0.25, 0.5, 0.75].some((share) => {
        const at = unit.from + Math.floor((length - probeLength) * share);
        return normal.lastIndexOf(normal.slice(at, at + probeLength), unit.from - probeLength) >= 0;
      });
    }
    const key = bareWording(normal.slice(unit.from, unit.to));
    const repeated = key.length >= 6 && seen.has(key);
    seen.add(key);
    return repeated;
  });
}
