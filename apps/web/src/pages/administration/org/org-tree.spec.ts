import type { OrgTreeNode } from '../../../api/administration';
import { expandedBy, findNode, matching } from './org-tree';

const node = (code: string, name: string, children: OrgTreeNode[] = []): OrgTreeNode => ({
  id: code,
  code,
  name,
  kind: 'branch',
  childCount: children.length,
  children,
});
const tree = [
  node('sf', '局党委', [
    node('sf01', '实验小学', [node('sf0101', '东校区'), node('sf0102', '西校区')]),
    node('sf02', '第一中学'),
  ]),
];

describe('searching the tree', () => {
  it('keeps the way down to a hit and nothing beside it', () => {
    expect(expandedBy(matching(tree, '东校'))).toEqual(['sf', 'sf01']);
    expect(matching(tree, '东校')[0]?.children).toHaveLength(1);
  });

  it('shows what is below a hit', () => {
    expect(matching(tree, '实验')[0]?.children?.[0]?.children).toHaveLength(2);
  });

  it('finds by code, and nothing for what is not there', () => {
    expect(matching(tree, 'SF0102')).toHaveLength(1);
    expect(matching(tree, '南校区')).toEqual([]);
  });

  it('finds a unit and the unit above it', () => {
    expect([
      findNode(tree, 'sf0102')?.name,
      findNode(tree, 'sf0102', true)?.name,
      findNode(tree, 'sf', true),
    ]).toEqual(['西校区', '实验小学', null]);
  });
});
