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
