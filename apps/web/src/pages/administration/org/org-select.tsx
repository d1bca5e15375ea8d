import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { TFunction } from 'i18next';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserItem } from '../../../api/administration';
import { getOrgUnit, searchOrgUnits } from '../../../api/administration';
import type { OrgKind, Page } from '../../../api/contract';
import { answer, client } from '../../../api/http';

const labelOf = (named: { name: string; code: string }) => `${named.name}（${named.code}）`;

interface Wanted {
  under?: string;
  /** Only units of these kinds. */
  kinds?: OrgKind[];
  /** Codes of units that are no choice. */
  except?: string[];
}

/** Units by name or code as choices; the chosen one is always among them, so that it shows its name. */
function useUnitChoices(text: string, chosen: string | undefined, { under, kinds, except = [] }: Wanted) {
  const search = useDeferredValue(text);
  const units = useQuery({
    queryKey: ['org-search', search, under, kinds],
    queryFn: async () => {
      const pages = await Promise.all(
        (kinds ?? [undefined]).map((kind) => searchOrgUnits(search, under, kind)),
      );
      return {
        items: pages.flatMap(({ items }) => items),
        more: pages.reduce((sum, { items, total }) => sum + total - items.length, 0),
      };
    },
    placeholderData: keepPreviousData,
  });
  const { t } = useTranslation('administration');
  const found = (units.data?.items ?? [])
    .filter(({ code }) => !except.includes(code))
    .map((unit) => ({ value: unit.code, label: labelOf(unit) }));
  const missing = Boolean(chosen && units.data && !found.some(({ value }) => value === chosen));
  const own = useQuery({
    queryKey: ['org-unit', chosen],
    queryFn: () => getOrgUnit(chosen ?? ''),
    enabled: missing,
  });
  const shown = missing && own.data ? [{ value: own.data.code, label: labelOf(own.data) }, ...found] : found;
  return [...shown, ...moreChoices(units.data?.more ?? 0, t)];
}

/** A search shows the first choices only: a last line that cannot be chosen says how many it left out. */
const moreChoices = (count: number, t: TFunction<'administration'>) =>
  count > 0 ? [{ value: '', label: t('moreChoices', { count }), disabled: true }] : [];

/** Picks a unit by name or code; the value is its code. */
export function OrgSelect({
  value,
  onChange,
  id,
  label,
  clearable = false,
  ...wanted
}: Wanted & {
  value?: string;
  onChange?: (code: string | undefined) => void;
  id?: string;
  /** Where no label of a form names it. */
  label?: string;
  clearable?: boolean;
}) {
  const { t } = useTranslation('administration');
  const [text, setText] = useState('');
  const options = useUnitChoices(text, value, wanted);
  return (
    <Select
      id={id}
      aria-label={label}
      className="wide"
      allowClear={clearable}
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value}
      onChange={(code: string | undefined) => onChange?.(code)}
      placeholder={t('pickOrg')}
      notFoundContent={t('noUnit')}
      options={options}
    />
  );
}

/** Picks several units, of one subtree where `under` names it; the value is their codes. */
export function OrgsSelect({
  value,
  onChange,
  id,
  under,
}: {
  value: string[];
  onChange: (codes: string[]) => void;
  id: string;
  under?: string;
}) {
  const { t } = useTranslation('administration');
  const [text, setText] = useState('');
  const options = useUnitChoices(text, undefined, { under });
  return (
    <Select
      id={id}
      mode="multiple"
      className="wide"
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value}
      onChange={onChange}
      placeholder={t('pickOrgs')}
      notFoundContent={t('noUnit')}
      options={options}
    />
  );
}

/** Picks a person by name or account; the value is the id. */
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
  const [text, setText] = useState('');
  const search = useDeferredValue(text);
  const people = useQuery({
    queryKey: ['user-search', search],
    // Limited: a search; the choices say how many more there are.
    queryFn: () =>
      answer<Page<UserItem>>(
        client.GET('/api/v1/users', { params: { query: { search, active: true, pageSize: 30 } } }),
      ),
    placeholderData: keepPreviousData,
  });
  const found = people.data?.items ?? [];
  const more = people.data ? people.data.total - found.length : 0;
  const untold = known && known.id === value && !found.some((person) => person.id === value);
  return (
    <Select
      id={id}
      className="wide"
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value}
      onChange={onChange}
      placeholder={t('pickPerson')}
      notFoundContent={t('noPerson')}
      options={[
        ...(untold ? [known, ...found] : found).map((person) => ({
          value: person.id,
          label: `${person.name}（${person.username}）`,
        })),
        ...moreChoices(more, t),
      ]}
    />
  );
}
