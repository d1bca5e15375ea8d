import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  actOnItem,
  amendItem,
  getItem,
  getItemEvents,
  type Item,
  type ItemAct,
  type ItemActBody,
  ledgerKey,
} from '../../api/ledger';
import { useKeptText } from '../../kit/use-kept-text';

const itemKey = (id: string) => [...ledgerKey, 'item', id];

export const useItem = (id: string) => useQuery({ queryKey: itemKey(id), queryFn: () => getItem(id) });

/** The history as of this version, so that an act shows in it at once. */
export const useItemEvents = (item: Item) =>
  useQuery({
    queryKey: [...ledgerKey, 'events', item.id, item.version],
    queryFn: () => getItemEvents(item.id),
    placeholderData: (before: Awaited<ReturnType<typeof getItemEvents>> | undefined) => before,
  });

/**
 * Does an act and shows the item as it then stands. What is refused is thrown, and the item asked for afresh. `quiet`:
 * somebody else says that it was done.
 */
export function useItemAct(id: string, quiet = false) {
  const { t } = useTranslation('ledger');
  const { message } = App.useApp();
  const queries = useQueryClient();
  return async <A extends ItemAct>(act: A, body: ItemActBody[A]): Promise<void> => {
    try {
      queries.setQueryData(itemKey(id), await actOnItem(id, act, body));
      if (!quiet) void message.success(t(`done.${act}`));
    } finally {
      void queries.invalidateQueries({ queryKey: ledgerKey });
    }
  };
}

/** Changes names and category, or answers the renewed text of the report. */
export function useAmend(item: Item) {
  const { t } = useTranslation('ledger');
  const { message } = App.useApp();
  const queries = useQueryClient();
  return async (body: Parameters<typeof amendItem>[1]): Promise<void> => {
    try {
      queries.setQueryData(itemKey(item.id), await amendItem(item, body));
      void message.success(t('done.amend'));
    } finally {
      void queries.invalidateQueries({ queryKey: ledgerKey });
    }
  };
}

/** The words of an act's form, kept in this browser until they are sent. */
export function useKeptWords<Name extends string>(act: ItemAct, id: string, name: Name) {
  const [text, write] = useKeptText(`ledger.${act}.${id}`);
  return {
    text,
    keep: (values: Partial<Record<Name, string>>) => write(values[name] ?? ''),
    forget: () => write(''),
  };
}
