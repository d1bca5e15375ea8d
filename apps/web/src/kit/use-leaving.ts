import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { useConfirm } from './use-confirm';

/** The question before what is not saved is lost; `stay` where the answer is to go on with it. */
export function useLeavingQuestion(): (leave: () => unknown, stay?: () => void) => void {
  const { t } = useTranslation();
  const confirm = useConfirm();
  return (leave, stay) =>
    confirm({
      title: t('leaving.title'),
      content: t('leaving.text'),
      okText: t('leaving.leave'),
      cancelText: t('leaving.stay'),
      autoFocusButton: 'cancel',
      act: async () => leave(),
      otherwise: stay,
    });
}

/**
 * Asks before what is not saved is lost: by a link of the page, by closing the tab, or by the form's own way out,
 * which the answer is for.
 */
export function useLeaving(unsaved: boolean): (leave: () => unknown) => void {
  const ask = useLeavingQuestion();
  const blocker = useBlocker(unsaved);

  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);

  useEffect(() => {
    if (blocker.state === 'blocked') ask(blocker.proceed, blocker.reset);
  }, [blocker.state]);

  return (leave) => (unsaved ? ask(leave) : void leave());
}
