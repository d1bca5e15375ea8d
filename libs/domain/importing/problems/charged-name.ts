/** Posts that one person holds, and callings that many share. */
const post =
  '副?书记|委员|副?主任|副?校长|副?园长|副?院长|副?处长|副?科长|副?部长|副?组长|副?队长|副?主席|副?会长|副?馆长|会计|出纳|干事|秘书|专干|管理员|联络员|辅导员|信息员|报道员|安全员|保管员|医生';
const calling = '教师|老师|党员|同志';
const titled = new RegExp(
  `^((?:[\\p{Script=Han}]{0,6}?(?:${post}|${calling})、?)+?)(?!${post}|${calling})([\\p{Script=Han}、]*)$`,
  'u',
);
const endsInPost = new RegExp(`(?:${post})$`);
/** 各党小组组长, 一名委员, 青年教师们: no single person. */
const many = /^(?:各|每|全|两|几|[一二三四五六七八九十]?[名位个])|们$/;

const surnames = new Set(
  `赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄黃和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀惠甄曲封芮储靳汲井段富巫乌焦巴牧隗山谷车侯宓蓬仰秋仲伊宫宮宁仇栾甘厉戎祖武符刘景詹束龙叶幸司黎薄印宿白怀蒲邰鄂索赖卓蔺藺屠蒙池乔阴胥苍闻莘翟谭劳姬申扶冉宰桑桂牛寿通边燕冀浦尚农温柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终居衡步都耿满滿弘匡国文寇广东欧沃利蔚越隆师巩聂晁敖融冷辛阚那简饶曾沙鞠丰关相查荆游竺权盖桓岳帅练海楚晏阳原佟商涂官付邸覃苑仝线修苟冼`,
);
const compound =
  /^(?:欧阳|歐陽|上官|司马|司馬|诸葛|諸葛|东方|東方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫|宇文|长孙|轩辕)/;

const verbs =
  '主持|主讲|主编|带队|带领|带头|带教|负责|牵头|落实|承办|承担|组织|实施|抓好|主抓|审核|审定|审阅|审查|审稿|把关|协调|督促|督办|督导|督查|监督|检查|抽查|巡查|排查|摸排|摸底|排出|排定|排好|排班|排课|排期|列出|拟定|拟订|拟出|拟写|起草|草拟|制定|制订|编制|编写|编印|编排|编出|设计|印发|印制|汇总|整理|归档|归口|登记|记录|通报|公布|公示|公开|发布|发放|下发|收集|征集|收齐|安排|安装|调开|调整|调度|调配|购置|采购|置办|联系|联络|对接|走访|谈话|谈心|约谈|讲解|讲授|讲课|宣讲|授课|撰稿|撰写|供稿|组稿|写出|管理|保管|兼任|兼管|兼职|担任|专管|代管|掌握|完成|办理|办结|办好|跟进|跟踪|推进|推动|统筹|召集|碰头|牵线|领学|领读|领办|培训|辅导|指导|示范|点评|评议|评选|评定|考核|考勤|点名|清点|清理|核对|核实|核查|盘点|更新|维护|填写|填报|上报|报送|提醒|通知|送达|提出|提交|提供|提前|建立|设立|配齐|配备|筹备|筹集|筹措|策划|执行|操办|主办|主管|包干|包联|帮扶|帮带|结对|认领|签字|签收|签发|回访|反馈|答复|解答|汇报|总结|小结|研究|梳理|统计|开展|开设|开办|举办|拍摄|录制|制作|绘制|张贴|布置|布展|更换|维修|修订|修改|推送|推荐|运营|值班|值守|组建|动员|邀请|陪同|护送|拿出|交出|做好|管好|盯办|配图|上传|做成|讨论|过问|验收|销号|接手|接管';
const adverbs =
  '每|逐|按|定期|定时|及时|按时|轮流|分别|共同|联合|一并|统一|具体|专门|全程|全面|亲自|直接|单独|与|会同|协同|协助|配合|在|对|從|从|将|把|为|给|就|用|利用|通过|根据|结合|并|再|先|当面|当天|现场|到|赴|课后|会后|会前|事先|随时|常态|重点|同步|第一|轮值|严格|严把|认真|仔细|持续|集中|主动|上门|坚持|连续|分头|分片|分组|分工|自行|自己|立即|马上|带着|总负责|总牵头';
const oneVerb =
  '抓|办|上|盯|管|调|写|讲|带|领|教|报|催|送|签|收|查|看|挂|修|接|请|约|排|列|拟|编|印|发|审|评|核|填|述|谈|开|建';
const acts = new RegExp(`^(?:(?:同志|老师)?(?:(?:${verbs})(?!人)|${adverbs}|$))`);
const actsByOne = new RegExp(`^(?:${oneVerb})`);
/** What no name ends in or holds. */
const noName = new RegExp(
  `[们等各每的和与及并或到至、]|^[不也都须需可应要能会]|(?:小组|成员|人员|本人|[组室处部科会班校级段])$|^(?:${verbs}|${adverbs})|(?:${post}|${calling})$`,
);
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Where a name stands in some words, or the post of a person whose name is not said. */
export interface Bearer {
  kind: 'name' | 'post';
  from: number;
  to: number;
}

/**
 * Who acts in the words behind 由, which are of simplified characters: a name, or the post alone where none is given
 * (由学习委员每周公布); null where neither is sure.
 */
export function bearerIn(said: string): Bearer | null {
  const match = titled.exec(said);
  if (match === null) return plainBearer(said);
  const [, title = '', rest = ''] = match;
  const name = nameBefore(rest, true);
  if (name !== null) return { kind: 'name', from: title.length, to: title.length + name.length };
  const single = endsInPost.test(title) && !many.test(title);
  return single && rest !== '' && acts.test(rest) ? { kind: 'post', from: 0, to: title.length } : null;
}

/** 由方明整理: without a title only a surname and a known verb make a name, and an ordinary word is none. */
function plainBearer(said: string): Bearer | null {
  const name = nameBefore(said, false);
  const [first] = words.segment(said);
  return name === null || (first?.segment.length ?? 0) > 1
    ? null
    : { kind: 'name', from: 0, to: name.length };
}

function nameBefore(said: string, title: boolean): string | null {
  const lengths = compound.test(said) ? [3, 4] : [2, 3];
  const fits = (length: number, expression: RegExp) => {
    const [name, rest] = [said.slice(0, length), said.slice(length)];
    const known = compound.test(name) || surnames.has(name.charAt(0));
    return (
      name.length === length &&
      !noName.test(name) &&
      (known || (title && rest !== '')) &&
      (title || rest !== '') &&
      expression.test(rest)
    );
  };
  const sure = lengths.find((length) => fits(length, acts));
  if (sure !== undefined) {
    // 方正谈 may be two characters and an act, or three.
    const doubtful = sure === said.length && fits(sure - 1, actsByOne) && lengths.includes(sure - 1);
    return doubtful ? null : said.slice(0, sure);
  }
  if (!title || !(compound.test(said) || surnames.has(said.charAt(0)))) return null;
  const short = lengths.filter((length) => fits(length, actsByOne));
  if (short.length === 1) return said.slice(0, short[0]);
  return short.length > 1 ? null : nameBeforeWord(said, lengths);
}

/** 葛亮擦洗干净: the verb is not listed, but a word of two characters begins behind the name. */
function nameBeforeWord(said: string, lengths: readonly number[]): string | null {
  let at = 0;
  for (const { segment } of words.segment(said.slice(0, 12))) {
    if (at > lengths[1]!) break;
    if (lengths.includes(at) && segment.length > 1)
      return noName.test(said.slice(0, at)) ? null : said.slice(0, at);
    at += segment.length;
  }
  return null;
}

/** Whether words that a charge names could be a name, or several posts, at all. */
export function mayBeName(said: string): boolean {
  return said.length >= 2 && !noName.test(said) && !/^(?:总|分头|党员|全体|有关|相关|专人)/.test(said);
}
