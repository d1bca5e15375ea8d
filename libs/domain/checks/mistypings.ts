import { formulas } from './formulas';

/** A frequent mistyping of this genre. */
export interface Mistyping {
  /** Global; look-arounds keep right words out (目的的, 自己经历, 教育部属高校). */
  pattern: RegExp;
  /** What was probably meant by the text found; null where words are missing and nobody knows which. */
  right: (found: string) => string | null;
  /** Characters that every place has, so that a text without one of them need not be looked through. */
  letters: string;
}

function word(wrong: string, right: string, before = '', after = ''): Mistyping {
  const letters = /^\p{Script=Han}+$/u.test(wrong) ? wrong : '';
  return { pattern: new RegExp(`${before}${wrong}${after}`, 'g'), right: () => right, letters };
}

/** `from` stands in every place that the pattern finds. */
function replaced(pattern: string, from: string, to: string): Mistyping {
  return { pattern: new RegExp(pattern, 'g'), right: (found) => found.replace(from, to), letters: from };
}

/** Set phrases with a character of the same sound or shape; none of the wrong ones is a phrase of its own. */
const phrases: Mistyping[] = `
  持之以衡 持之以恒, 一愁莫展 一筹莫展, 一踌莫展 一筹莫展, 迫不急待 迫不及待, 默守成规 墨守成规, 墨守陈规 墨守成规, 走头无路 走投无路,
  再接再历 再接再厉, 一股作气 一鼓作气, 谈笑风声 谈笑风生, 相辅相承 相辅相成, 相辅相称 相辅相成, 重蹈复辙 重蹈覆辙, 不径而走 不胫而走,
  破斧沉舟 破釜沉舟, 名列前矛 名列前茅, 世外桃园 世外桃源, 悬梁刺骨 悬梁刺股, 出奇不意 出其不意,
  滥芋充数 滥竽充数, 直接了当 直截了当, 实事求事 实事求是, 求真物实 求真务实, 求真务时 求真务实, 脚塌实地 脚踏实地,
  因地置宜 因地制宜, 因材失教 因材施教, 言传生教 言传身教, 以身做则 以身作则, 与时具进 与时俱进, 与时惧进 与时俱进, 全力以付 全力以赴,
  尽心竭利 尽心竭力, 循规导矩 循规蹈矩, 循序渐近 循序渐进, 潜移墨化 潜移默化, 耳儒目染 耳濡目染, 精兵减政 精兵简政,
  励精图制 励精图治, 任劳任怒 任劳任怨, 勤勤垦垦 勤勤恳恳, 兢兢叶叶 兢兢业业, 不卑不吭 不卑不亢, 一丝不狗 一丝不苟, 一视同人 一视同仁,
  举一返三 举一反三, 防犯于未然 防患于未然, 防范于未然 防患于未然, 防微度渐 防微杜渐, 警钟常鸣 警钟长鸣,
  民主评义 民主评议, 批评与自我评批 批评与自我批评, 查漏补却 查漏补缺, 察漏补缺 查漏补缺, 查缺补陋 查缺补漏,
  立杆见影 立竿见影, 行之有郊 行之有效, 卓有成校 卓有成效, 统畴兼顾 统筹兼顾, 统畴推进 统筹推进, 蓬勃发张 蓬勃发展,
  党性休养 党性修养, 不忘初新 不忘初心, 牢记始命 牢记使命, 主提教育 主题教育, 主题党曰 主题党日, 三会一客 三会一课, 三会一科 三会一课, 支部委会员 支部委员会,
  组织生活汇 组织生活会, 廉洁自侓 廉洁自律, 廉洁从叫 廉洁从教, 立德数人 立德树人, 立德树仁 立德树人, 师德师丰 师德师风,
  谈心淡话 谈心谈话, 淡心谈话 谈心谈话, 意识型态 意识形态, 意识行态 意识形态
`
  .split(/[,\n]/)
  .map((pair) => pair.trim().split(' '))
  .flatMap(([wrong, right]) => (wrong && right ? [word(wrong, right)] : []));

const doubled: Mistyping[] = [
  word('的的', '的', '(?<![目有])', '(?![确士])'),
  word('及及', '及', '(?<![以普涉顾触遍波企累推危来不论言提谈述])'),
  word('了了', '了', '(?<![为不明])', '(?![解结之然])'),
  word('和和', '和', '(?<![总共平饱])', '(?![睦气美平顺谐])'),
  word('与与', '与', '(?<!参)', '(?!会)'),
  word('并并', '并', '(?<!合)', '(?!购)'),
  word('研研', '研', '(?<![调科教钻])', '(?![究讨修发判习学])'),
  replaced('(?<=[教科])研研(?![究讨修发判习学])', '研研', '研'),
];

/** The table is small on purpose: a rule that cries wolf is switched off by its readers. */
export const mistypings: readonly Mistyping[] = [
  ...doubled,
  ...phrases,
  word('己经', '已经', '(?<![自知克])'),
  replaced('(?<![自知克])己(?=完成|建成|达到|全部|整改|落实|形成|取得|开展)', '己', '已'),
  word('自已', '自己'),
  replaced('(?:事物)(?=繁?杂|繁多|性工作)|(?<=日常|行政|党务|繁杂的?)事物', '事物', '事务'),
  word('事杂', '事务繁杂', '(?<![故人物])', '(?![志货])'),
  replaced('(?:查摆|查找)处(?=问题|的?问题|存在)', '处', '出'),
  replaced(
    '(?:抓|做|发挥|落实|开展|完成|管|学|贯彻|执行|用|改)的(?:不够|不到位|不实|不严|不牢|不深|不透|不紧|不好|很好|较好|非常好|好(?=[，,。；;\\n]|$))(?!的)',
    '的',
    '得',
  ),
  word('再接再励', '再接再厉'),
  word('一如继往', '一如既往'),
  word('[竟竞]{2}业业', '兢兢业业'),
  word('按步就班', '按部就班'),
  word('即然', '既然'),
  word('既使', '即使'),
  word('贯切', '贯彻'),
  word('贯彻落时', '贯彻落实'),
  replaced(
    '(?:安排|决策|工作|重要|统一|作出|做出|总体)部属(?!高|院|单位|企|师范|大学|学校|中)',
    '部属',
    '部署',
  ),
  word('布署', '部署'),
  word('由其是', '尤其是'),
  word('因该', '应该', '', '(?![校项生地公单单位处])'),
  word('防碍', '妨碍'),
  word('坐谈会', '座谈会'),
  replaced('反应(?=(?:群众|师生|家长|职工)(?:诉求|意见|心声)|的?意见|问题)', '反应', '反映'),
  replaced('(?<!报名|申报|上报|时间|日期)截止(?=目前|今年|本年|20\\d{2}年)', '截止', '截至'),
  word('台帐', '台账'),
  word('两学一作', '两学一做'),
  word('三会一刻', '三会一课'),
  replaced('先峰(?=模范|作用|岗|队)', '峰', '锋'),
  replaced('代头(?=作用|人|学|作|示范)', '代', '带'),
  word('形势主义', '形式主义'),
  word('官僚主意', '官僚主义'),
  replaced('(?:政|整|法|防)冶', '冶', '治'),
  word('廉沽', '廉洁'),
  word('捡查', '检查'),
  word('座落', '坐落'),
  word('坚苦奋斗', '艰苦奋斗'),
  replaced('(?<=[，,。；;\\n])象(?=[这那某].{0,12}(?:那样|这样|一样|情况|现象))', '象', '像'),
  replaced('人党(?=申请|积极|志愿|誓词|介绍人|培训|仪式|动机|手续)', '人党', '入党'),
  replaced(
    '(?<![年月周期季岁世纪始本粉毫微之学旬段])末(?=开展|完成|落实|能|按|及时|达到|建立|形成|召开|整改|到位|参加|取得|纳入|得到|发现|发生)',
    '末',
    '未',
  ),
  word('积极份子', '积极分子'),
  word('律已', '律己'),
  word('以经(?=完成|开展|建|形成|落实|取得|达)', '已经'),
  word('巳经', '已经'),
  word('既将', '即将'),
  word('因难(?=党员|群众|家庭|学生|职工|教师|户|较|很|重重)', '困难'),
  word('在接再厉', '再接再厉'),
  word('专研(?=业务|教材|教学|精神|课标|课堂)', '钻研'),
  word('按排', '安排'),
  word('幅射', '辐射'),
  word('通迅', '通讯'),
  word('工做', '工作', '', '(?!的|好|实|细)'),
  word('第一首要', '首要'),
  replaced('优党(?=、|，)|(?<=爱党、)优党', '优', '忧'),
  // 认真的审视: what stands before a verb is written with 地.
  replaced(
    '(?:认真|自觉|主动|扎实|切实|圆满|随心所欲|自觉自愿|不断|不公正)的(?=开展|审视|落实|推进|完成|贯彻|做好|执行|组织(?!者|纪律|形式|工作|能力)|履行|解决|指责|让|把|将|向)',
    '的',
    '地',
  ),
  // （2）是用好平台: what is left of 二是.
  {
    pattern: /(?<=^|[\n。；;：:，,])[（(][0-9一二三四五六七八九十]{1,2}[)）]是(?=[\p{Script=Han}]{2})/gu,
    right: (found) => found.slice(0, -1),
    letters: '是',
  },
  replaced('其它(?=同志|委员|党员|教师|老师|成员|领导|同事|人员)', '其它', '其他'),
  word('尽努力', '尽最大努力', '(?<![大所全切己力])'),
  // 至少1次以上: one of the two is too many.
  {
    pattern: /至少[^，,。；;、\n]{0,8}[0-9一二三四五六七八九十][次个名篇场条节人][^，,。；;、\n]{0,2}以上/g,
    right: (found) => found.replace('以上', ''),
    letters: '至少以上',
  },
  // 通过召学习有关文件: 开 and what was convened were lost.
  {
    pattern: /(?<![号感征应])召(?=学习|研究|讨论|支部|党员|专题|有关|各)/g,
    right: () => null,
    letters: '召',
  },
  // 荣获……评为: one of the two is too many.
  { pattern: /荣获[^，,。；;\n“”]{0,20}评为/g, right: () => null, letters: '荣获评为' },
  {
    pattern: /(开展|我们|进行|加强|落实|提高|提升|推进|精神|作用|水平)\1/g,
    right: (found) => found.slice(0, found.length / 2),
    letters: '',
  },
  ...formulas,
  // What is left of 在……中 when a website's filter took the words between.
  { pattern: /(?<=^|[。\n])在?中[，,]/g, right: () => null, letters: '中' },
];
