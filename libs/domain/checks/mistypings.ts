/** A frequent mistyping of this genre. */
export interface Mistyping {
  /** Global; look-arounds keep right words out (目的的, 自己经历, 教育部属高校). */
  pattern: RegExp;
  /** What was probably meant by the text found; null where words are missing and nobody knows which. */
  right: (found: string) => string | null;
}

function word(wrong: string, right: string, before = '', after = ''): Mistyping {
  return { pattern: new RegExp(`${before}${wrong}${after}`, 'g'), right: () => right };
}

function replaced(pattern: string, from: string, to: string): Mistyping {
  return { pattern: new RegExp(pattern, 'g'), right: (found) => found.replace(from, to) };
}

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
  replaced('形势主义|官僚主意', '势', '式'),
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
  },
  // 荣获……评为: one of the two is too many.
  { pattern: /荣获[^，,。；;\n“”]{0,20}评为/g, right: () => null },
  {
    pattern: /(开展|我们|进行|加强|落实|提高|提升|推进)\1/g,
    right: (found) => found.slice(0, found.length / 2),
  },
  // What is left of 在……中 when a website's filter took the words between.
  { pattern: /(?<=^|[。\n])在?中[，,]/g, right: () => null },
];
