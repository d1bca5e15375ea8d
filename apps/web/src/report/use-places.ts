import { useQuery } from '@tanstack/react-query';
import { getOrgTree, type OrgTreeNode } from '../api/administration';
import { placesOf } from './places';

/** Where the units stand that the caller may read. */
export const usePlaces = () =>
  useQuery({
    queryKey: ['org-tree'],
    queryFn: getOrgTree,
    staleTime: 5 * 60_000,
    select: (nodes: OrgTreeNode[]) => placesOf(nodes),
  });
