import { itemFlags } from '@domain/ledger/words';
import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getOrgUnit } from '../../api/administration';
import { type ItemFlag, type ItemScope, ledgerKey } from '../../api/ledger';
import { getBatch } from '../../api/ledger-batch';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { itemStates } from './item-state';
import styles from './ledger-filter.module.css';

/** Where the flag of a row is said by its date or with a number. */
const ownWord: Partial<Record<ItemFlag, string>> = { overdue: 'flagOverdue', relapsed: 'relapsedEver' };
const names = ['state', 'flag', 'batch', 'under', 'org', 'q'] as const;
const known: Record<string, readonly string[]> = { state: itemStates, flag: itemFlags };

/** What the address narrows the list to; what it names and nobody knows narrows nothing. */
export const scopeOf = (search: URLSearchParams): ItemScope =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search.get(name);
      return value && (known[name]?.includes(value) ?? true) ? [[name, value]] : [];
    }),
  );

export const isNarrow = (scope: ItemScope): boolean => Object.keys(scope).length > 0;

/** State, flag and words; what a link from a batch or its figures narrowed stands below and can be taken off. */
export function LedgerFilter({
  scope,
  onNarrow,
}: {
  scope: ItemScope;
  onNarrow: (change: ItemScope) => void;
}) {
  const { t } = useTranslation('ledger');
  const [typed, setTyped] = useState(scope.q ?? '');
  const unit = scope.org ?? scope.under;
  const batch = useQuery({
    queryKey: [...ledgerKey, 'batch', scope.batch],
    queryFn: () => getBatch(scope.batch ?? ''),
    enabled: Boolean(scope.batch),
  });
  const org = useQuery({
    queryKey: ['org-unit', unit],
    queryFn: () => getOrgUnit(unit ?? ''),
    enabled: Boolean(unit),
  });
  const chips: [text: string, off: ItemScope][] = [];
  if (scope.batch) chips.push([batch.data?.title ?? t('batch'), { batch: '' }]);
  if (unit) {
    const name = org.data?.name ?? unit;
    chips.push([scope.org ? t('unitAlone', { name }) : name, { org: '', under: '' }]);
  }
  return (
    <search className={`${styles.filter} no-paper`}>
      <Select
        aria-label={t('stateFilter')}
        value={scope.state ?? ''}
        onChange={(state: string) => onNarrow({ state })}
        options={[
          { value: '', label: t('unsettled') },
          ...itemStates.map((one) => ({ value: one, label: t(`state.${one}`) })),
        ]}
      />
      <Select
        aria-label={t('flagFilter')}
        value={scope.flag ?? ''}
        onChange={(flag: string) => onNarrow({ flag })}
        options={[
          { value: '', label: t('anyFlag') },
          ...itemFlags.map((one) => ({ value: one, label: t(ownWord[one] ?? `flag.${one}`) })),
        ]}
      />
      <Input.Search
        aria-label={t('search')}
        placeholder={t('searchHint')}
        allowClear
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onSearch={(text) => onNarrow({ q: text.trim() })}
      />
      {chips.length > 0 && (
        <p className={styles.chips}>
          {chips.map(([text, off]) => (
            <Button key={text} small onClick={() => onNarrow(off)} aria-label={t('takeOff', { text })}>
              {text} <Icon name="close" />
            </Button>
          ))}
        </p>
      )}
    </search>
  );
}
