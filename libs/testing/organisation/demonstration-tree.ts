import type { OrgKind, Role } from '@domain/org/roles';

export interface TreeUnit {
  code: string;
  name: string;
  kind: OrgKind;
  parent: string | null;
}

/** The tree of design 2.2, for tests: a bureau, four general branches with three branches each, two direct ones. */
export const demonstrationTree: TreeUnit[] = [
  { code: 'sf', name: '示范区教育局党委', kind: 'bureau', parent: null },
  ...[1, 2, 3, 4].flatMap((general): TreeUnit[] => [
    { code: `sf0${general}`, name: `示范第${general}党总支`, kind: 'general_branch', parent: 'sf' },
    ...[1, 2, 3].map(
      (branch): TreeUnit => ({
        code: `sf0${general}0${branch}`,
        name: `示范第${general}党总支第${branch}党支部`,
        kind: 'branch',
        parent: `sf0${general}`,
      }),
    ),
  ]),
  { code: 'sf91', name: '直属第一党支部', kind: 'branch', parent: 'sf' },
  { code: 'sf92', name: '直属第二党支部', kind: 'branch', parent: 'sf' },
];

/** The roles that each kind of unit has an account for, named `<code>.<role>` (design 2.2). */
export const rolesOfKind: Record<OrgKind, Role[]> = {
  bureau: ['reporter', 'secretary', 'reviewer', 'leader', 'publisher', 'admin', 'observer'],
  general_branch: ['reporter', 'secretary', 'reviewer'],
  branch: ['reporter', 'secretary'],
};
