import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { TFunction } from 'i18next';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getOrgUnit, searchOrgUnits } from '../../../api/administration';
import type { OrgKind } from '../../../api/contract';
import { SearchSelect } from '../../../kit/search-select';

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
  const shown =
    missing && own.data && !text ? [{ value: own.data.code, label: labelOf(own.data) }, ...found] : found;
  return {
    options: [...shown, ...moreChoices(units.data?.more ?? 0, t)],
    settled: !units.isFetching && search === text,
  };
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
  const { options, settled } = useUnitChoices(text, value, wanted);
  return (
    <SearchSelect
      id={id}
      label={label}
      clearable={clearable}
      choices={options}
      settled={settled}
      text={text}
      onText={setText}
      value={value}
      onChange={(code) => onChange?.(code)}
      placeholder={t('pickOrg')}
      notFound={t('noUnit')}
    />
  );
}

/** Picks several units, of one subtree where `under` names it; the value is their codes. */
export function OrgsSelect({
  value,
  onChange,
  id,
  under,
  placeholder,
}: {
  value: string[];
  onChange: (codes: string[]) => void;
  id: string;
  under?: string;
  /** What it means that no unit is chosen. */
  placeholder: string;
}) {
  const { t } = useTranslation('administration');
  const [text, setText] = useState('');
  const { options } = useUnitChoices(text, undefined, { under });
  return (
    <Select
      id={id}
      mode="multiple"
      className="wide"
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value}
      onChange={onChange}
      placeholder={placeholder}
      notFoundContent={t('noUnit')}
      options={options}
    />
  );
}
