import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserItem } from '../../../api/administration';
import type { Page } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import type { components } from '../../../api/schema';
import { SearchSelect } from '../../../kit/search-select';
import { hasRole, useSignedIn } from '../../../session/session';

interface Found {
  id: string;
  label: string;
}

type Finder = (search: string) => Promise<{ items: Found[]; more: boolean }>;

/** Whoever administers people sees their accounts. */
const accounts: Finder = async (search) => {
  // Limited: a search; the choices say that there are more.
  const { items, total } = await answer<Page<UserItem>>(
    client.GET('/api/v1/users', { params: { query: { search, active: true, pageSize: 30 } } }),
  );
  const found = items.map(({ id, name, username }) => ({ id, label: `${name}（${username}）` }));
  return { items: found, more: total > items.length };
};

/** Everybody else finds colleagues of their bureau by name and unit. */
const colleagues: Finder = async (search) => {
  if (!search) return { items: [], more: false };
  const { items, more } = await answer<components['schemas']['CandidateAnswer']>(
    client.GET('/api/v1/delegations/candidates', { params: { query: { search } } }),
  );
  const found = items.map(({ id, name, org }) => ({ id, label: org ? `${name}（${org.name}）` : name }));
  return { items: found, more };
};

/** Picks a person by name, account or unit; the value is the id. */
export function PersonSelect({
  value,
  onChange,
  id,
  known,
}: {
  value?: string;
  onChange?: (userId: string) => void;
  id?: string;
  /** Somebody whose name is told though the search did not find them: the one chosen at first. */
  known?: Pick<UserItem, 'id' | 'name' | 'username'>;
}) {
  const { t } = useTranslation('administration');
  const admin = hasRole(useSignedIn(), 'admin');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Found | null>(
    known ? { id: known.id, label: `${known.name}（${known.username}）` } : null,
  );
  const search = useDeferredValue(text.trim());
  const people = useQuery({
    queryKey: ['person-search', admin, search],
    queryFn: () => (admin ? accounts : colleagues)(search),
    placeholderData: keepPreviousData,
  });
  const found = people.data?.items ?? [];
  const untold = chosen !== null && chosen.id === value && !text && !found.some((one) => one.id === value);
  const shown = untold ? [chosen, ...found] : found;
  return (
    <SearchSelect
      id={id}
      choices={[
        ...shown.map((one) => ({ value: one.id, label: one.label })),
        ...(people.data?.more ? [{ value: '', label: t('morePeople'), disabled: true }] : []),
      ]}
      settled={!people.isFetching && search === text.trim()}
      text={text}
      onText={setText}
      value={value}
      onChange={(userId) => {
        setChosen(shown.find((one) => one.id === userId) ?? null);
        if (userId) onChange?.(userId);
      }}
      placeholder={t(admin ? 'pickPerson' : 'pickColleague')}
      notFound={t(admin || search ? 'noPerson' : 'typeName')}
    />
  );
}
