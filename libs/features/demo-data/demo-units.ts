import type { OrgKind } from '@domain/org/roles';
import type { UnitFacts } from './texts/unit-facts';

/** One unit of the demonstration tree (design 2.2). */
export interface DemoUnit {
  code: string;
  /** Full name as the tree shows it. */
  name: string;
  kind: OrgKind;
  parent: string | null;
  facts: UnitFacts;
}

type Row = [
  short: string,
  brand: string,
  room: string,
  focus: string,
  neighbour: string,
  pupils: string,
  members: number,
];

interface School {
  code: string;
  school: string;
  own: Row;
  branches: Row[];
}

const schools: School[] = [
  {
    code: 'sf01',
    school: '示范区第一中学',
    own: ['第一中学党总支', '一中先锋', '行政楼党员活动室', '高中育人方式转变', '松涛社区', '高中学生', 78],
    branches: [
      ['高一年级党支部', '启航', '知行楼党员之家', '初高中学习衔接', '松涛社区', '高一新生', 26],
      ['高二年级党支部', '砺行', '求是楼谈心室', '选科走班管理', '柳堤社区', '高二学生', 24],
      ['高三与后勤党支部', '灯塔', '后勤服务大厅', '毕业年级心理关怀', '东岭社区', '高三学生', 28],
    ],
  },
  {
    code: 'sf02',
    school: '示范区实验小学',
    own: ['实验小学党总支', '红蕊', '书香楼党建长廊', '课后服务提质', '荷塘社区', '小学生', 61],
    branches: [
      ['低年级党支部', '萌芽', '绘本馆', '幼小衔接', '荷塘社区', '一二年级学生', 19],
      ['中年级党支部', '拔节', '三楼成长角', '整本书阅读', '杏林社区', '三四年级学生', 20],
      ['高年级党支部', '向阳坡', '劳动园小木屋', '劳动教育课程', '桥北社区', '五六年级学生', 22],
    ],
  },
  {
    code: 'sf03',
    school: '示范区第三中学',
    own: ['第三中学党总支', '三原色', '综合楼二层会议室', '集团化办学', '清河社区', '初中学生', 66],
    branches: [
      ['文科党支部', '青衿', '文澜阁阅览室', '思政课实践教学', '清河社区', '初中各年级学生', 23],
      ['理科党支部', '求真', '创新实验室', '科学教育加法', '西园社区', '初二学生', 22],
      ['艺体与行政党支部', '同行', '校史陈列室', '体质健康提升', '石桥社区', '运动队和艺术社团学生', 21],
    ],
  },
  {
    code: 'sf04',
    school: '示范区职业教育中心',
    own: ['职业教育中心党总支', '匠心', '实训楼党员工作站', '产教融合', '工业园社区', '职校学生', 57],
    branches: [
      ['机电专业党支部', '铁臂', '机电实训车间', '订单班培养', '工业园社区', '机电班学生', 18],
      ['现代服务专业党支部', '春风', '模拟酒店大堂', '实习生权益保护', '南湖社区', '旅游与护理班学生', 19],
      ['公共基础党支部', '基石', '公共教学楼二层', '职普课程互通', '北站社区', '各专业学生', 20],
    ],
  },
];

const directBranches: Array<[code: string, school: string, row: Row]> = [
  [
    'sf91',
    '示范区机关幼儿园',
    ['机关幼儿园党支部', '小脚丫', '园史小屋', '家园共育', '府前社区', '幼儿和家长', 17],
  ],
  [
    'sf92',
    '示范区教师进修学校',
    ['教师进修学校党支部', '明师', '研训楼报告厅', '新教师培训', '学府社区', '参训教师', 25],
  ],
];

const bureau: Row = [
  '示范区教育局党委',
  '区教育先锋',
  '机关三楼党员活动室',
  '学校党建提质',
  '城区街道',
  '全区师生',
  34,
];

function facts(school: string, [unit, brand, room, focus, neighbour, pupils, members]: Row): UnitFacts {
  return { unit, school, brand, room, focus, neighbour, pupils, members };
}

/** The tree, from the top: a bureau, four general branches with three branches each, two direct branches. */
export const demoUnits: DemoUnit[] = [
  { code: 'sf', name: '示范区教育局党委', kind: 'bureau', parent: null, facts: facts('示范区各校', bureau) },
  ...schools.flatMap(({ code, school, own, branches }): DemoUnit[] => [
    { code, name: `${school}党总支`, kind: 'general_branch', parent: 'sf', facts: facts(school, own) },
    ...branches.map(
      (row, index): DemoUnit => ({
        code: `${code}0${index + 1}`,
        name: `${school}${row[0]}`,
        kind: 'branch',
        parent: code,
        facts: facts(school, row),
      }),
    ),
  ]),
  ...directBranches.map(
    ([code, school, row]): DemoUnit => ({
      code,
      name: `${school}党支部`,
      kind: 'branch',
      parent: 'sf',
      facts: facts(school, row),
    }),
  ),
];

export function demoUnit(code: string): DemoUnit {
  const unit = demoUnits.find((one) => one.code === code);
  if (!unit) throw new Error(`There is no demonstration unit ${code}.`);
  return unit;
}
