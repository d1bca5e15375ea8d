import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, client } from '../../../api/http';

/** What a kind of message is called; one that the catalogue does not know keeps the name given with it. */
export function useKindName() {
  const { t } = useTranslation('administration');
  return (kind: string, otherwise = kind): string =>
    t(`messageKind.${kind.replace('.', '-')}`, { defaultValue: otherwise });
}

/** Every kind of message that the server knows, by its name. */
export function useMessageKinds() {
  const nameOf = useKindName();
  const { data } = useQuery({
    queryKey: ['message-kinds'],
    queryFn: () => answer<{ kinds: { kind: string; name: string }[] }>(client.GET('/api/v1/preferences')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const kinds = data?.kinds ?? [];
  return {
    nameOf: (kind: string) => nameOf(kind),
    options: kinds.map(({ kind, name }) => ({ value: kind, label: nameOf(kind, name) })),
  };
}
