import type { OrgTreeNode } from '../../../api/administration';

/** Units whose name or code contains the text, with the units above them; all for an empty text. */
export function matching(nodes: OrgTreeNode[], text: string): OrgTreeNode[] {
  if (!text) return nodes;
  const wanted = text.toLowerCase();
  return nodes.flatMap((node): OrgTreeNode[] => {
    const children = matching(node.children ?? [], text);
    const hit = node.name.toLowerCase().includes(wanted) || node.code.toLowerCase().includes(wanted);
    return hit || children.length > 0
      ? [{ ...node, children: hit && children.length === 0 ? node.children : children }]
      : [];
  });
}

/** The node with an id, or with `above` the node directly above it. */
export function findNode(nodes: OrgTreeNode[], id: string, above = false): OrgTreeNode | null {
  for (const node of nodes) {
    if (!above && node.id === id) return node;
    if (above && node.children?.some((child) => child.id === id)) return node;
    const found = findNode(node.children ?? [], id, above);
    if (found) return found;
  }
  return null;
}

/** The node with a code. */
export function findByCode(nodes: OrgTreeNode[], code: string): OrgTreeNode | null {
  for (const node of nodes) {
    if (node.code === code) return node;
    const found = findByCode(node.children ?? [], code);
    if (found) return found;
  }
  return null;
}

/** Every unit that has something below it. */
export const expandedBy = (nodes: OrgTreeNode[]): string[] =>
  nodes.flatMap((node) => (node.children?.length ? [node.id, ...expandedBy(node.children)] : []));
