import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type Item, type ItemRow, ledgerKey, listItems } from '../../api/ledger';
import { allPages } from '../../api/pages';
import { problemText } from '../../api/problem';
import { useItemAct } from './use-item';

/** Of what is in verification, as many as are looked through for what waits for the reader. */
const most = 400;

/** The items that wait for the reader's decision, what is due first. */
export const useQueue = (enabled = true) =>
  useQuery({
    queryKey: [...ledgerKey, 'queue'],
    queryFn: async (): Promise<ItemRow[]> => {
      const { items } = await allPages((window) => listItems({ state: 'in_verification', ...window }), most);
      return items.filter(({ allowedActions }) => allowedActions.includes('verify'));
    },
    enabled,
  });

/** One's place among the items to verify; after a decision the next one opens, and the decision can be taken back. */
export function useVerification(item: Item) {
  const { t } = useTranslation('ledger');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const recall = useItemAct(item.id, true);
  const decides = item.allowedActions.includes('verify');
  const { data } = useQueue(decides);
  const queue = data ?? [];
  const index = queue.findIndex(({ id }) => id === item.id);
  const open = (at: number) => {
    const next = queue[at];
    if (next) void navigate(`/ledger/${next.id}`);
  };

  const takeBack = async () => {
    message.destroy(`decided-${item.id}`);
    try {
      // The page opens with what the act answered: with what it knew before, its keys would do nothing.
      await recall('recall', {});
      await navigate(`/ledger/${item.id}`);
    } catch (error) {
      void message.warning(problemText(error));
    }
  };
  const decided = (act: 'verify' | 'reject') => {
    void message.success({
      key: `decided-${item.id}`,
      duration: 10,
      content: (
        <>
          <span className="said">{t(`decided.${act}`, { number: item.number })}</span>
          <button type="button" className="link plain" onClick={() => void takeBack()}>
            {t('takeBack')}
          </button>
        </>
      ),
    });
    const next = queue[index + 1] ?? queue.find(({ id }) => id !== item.id);
    if (next) void navigate(`/ledger/${next.id}`);
  };
  return {
    queue,
    place: index >= 0 ? { index, count: queue.length } : null,
    previous: () => index > 0 && open(index - 1),
    next: () => index >= 0 && open(index + 1),
    decided,
  };
}
