/** Kinds of org unit (design 1.1), from the top of the tree down. */
export const orgKinds = ['bureau', 'general_branch', 'branch'] as const;
export type OrgKind = (typeof orgKinds)[number];

/** Roles held at an org unit by appointment (design 1.3). */
export const roles = [
  'reporter',
  'secretary',
  'reviewer',
  'leader',
  'publisher',
  'admin',
  'observer',
] as const;
export type Role = (typeof roles)[number];

/** What people read on the page for each role. */
export const roleNames: Record<Role, string> = {
  reporter: '填报人',
  secretary: '书记',
  reviewer: '审核人',
  leader: '审定人',
  publisher: '发布人',
  admin: '管理员',
  observer: '督导员',
};

export const orgKindNames: Record<OrgKind, string> = {
  bureau: '教育局党委',
  general_branch: '党总支',
  branch: '党支部',
};
