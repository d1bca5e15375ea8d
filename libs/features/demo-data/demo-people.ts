import type { OrgKind, Role } from '@domain/org/roles';
import { demoUnits } from './demo-units';

export interface DemoPerson {
  /** `<code>.<role>` (design 2.2) */
  username: string;
  name: string;
  org: string;
  role: Role;
}

const rolesOf: Record<OrgKind, Role[]> = {
  bureau: ['reporter', 'secretary', 'reviewer', 'leader', 'publisher', 'admin', 'observer'],
  general_branch: ['reporter', 'secretary', 'reviewer'],
  branch: ['reporter', 'secretary'],
};
const familyNames =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦昌马';
const givenNames = [
  '晓岚',
  '志远',
  '雪梅',
  '建平',
  '文博',
  '丽娟',
  '国栋',
  '思齐',
  '春燕',
  '海涛',
  '静怡',
  '立新',
  '秀英',
  '明哲',
  '雨桐',
  '永强',
  '佳宁',
  '德胜',
  '红霞',
  '子墨',
  '玉兰',
  '卫东',
  '若曦',
  '长青',
];

/** An account for every role that a unit needs. */
export const demoPeople: DemoPerson[] = demoUnits
  .flatMap(({ code, kind }) =>
    rolesOf[kind].map((role) => ({ username: `${code}.${role}`, org: code, role })),
  )
  .map((post, index) => ({
    ...post,
    name: `${familyNames[(index * 5) % familyNames.length]}${givenNames[(index * 7) % givenNames.length]}`,
  }));

export function demoPerson(username: string): DemoPerson {
  const person = demoPeople.find((one) => one.username === username);
  if (!person) throw new Error(`There is no demonstration account ${username}.`);
  return person;
}

/** Whom a newcomer is told of: role, username, what for. Each finds something to do in the demonstration as it is loaded. */
export const demonstrationAccounts = [
  ['支部书记', 'sf0101.secretary', '填写并报送本支部报告'],
  ['总支审核人', 'sf04.reviewer', '审核下级支部的报告'],
  ['教育局审核人', 'sf.reviewer', '复核总支通过的报告'],
  ['教育局审定人', 'sf.leader', '审定并评定等次'],
  ['发布人', 'sf.publisher', '公开已审定的报告'],
  ['管理员', 'sf.admin', '组织、人员、模板与报送任务'],
] as const;
