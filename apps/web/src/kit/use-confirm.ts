import { App } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { problemText } from '../api/problem';
import { focusBack } from './use-focus-back';

/** Does an act; a refusal is said above the page. True when it was done. */
export function useAttempt() {
  const { message } = App.useApp();
  return useCallback(
    async (act: () => Promise<unknown>): Promise<boolean> => {
      try {
        await act();
        return true;
      } catch (error) {
        // Not returned: the message is a promise that ends when it goes away, and a dialog would wait for it.
        void message.error(problemText(error));
        return false;
      }
    },
    [message],
  );
}

/** Asks once, does it while the question stands, and gives the focus back to whatever asked. */
export function useConfirm() {
  const { modal } = App.useApp();
  const attempt = useAttempt();
  return useCallback(
    ({
      act,
      otherwise,
      ...words
    }: {
      title: string;
      content?: ReactNode;
      okText?: string;
      cancelText?: string;
      /** Which answer Enter gives; by default the act. */
      autoFocusButton?: 'ok' | 'cancel';
      act: () => Promise<unknown>;
      /** Where the answer is no. */
      otherwise?: () => void;
    }) => {
      const giveBack = focusBack();
      modal.confirm({
        ...words,
        icon: null,
        onOk: () => attempt(act),
        onCancel: otherwise,
        // A frame later: until then the focus is still within what closes.
        afterClose: () => requestAnimationFrame(giveBack),
      });
    },
    [modal, attempt],
  );
}
