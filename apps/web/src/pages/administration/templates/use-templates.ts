import { useQuery } from '@tanstack/react-query';
import type { TemplateItem } from '../../../api/administration';
import type { Page } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { allPages } from '../../../api/pages';

/** All templates, and those that a cycle can take: with a released version. */
export function useTemplates() {
  const query = useQuery({
    queryKey: ['templates'],
    queryFn: () =>
      allPages((window) =>
        answer<Page<TemplateItem>>(client.GET('/api/v1/templates', { params: { query: { ...window } } })),
      ),
  });
  const items = query.data?.items ?? [];
  return {
    query,
    items,
    released: items.filter((template) => template.versions.some(({ state }) => state === 'released')),
    /** By code, or by the id of one of its versions. */
    nameOf: (reference: string) =>
      items.find(({ code, versions }) => code === reference || versions.some(({ id }) => id === reference))
        ?.name ?? reference,
  };
}
