import { App } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Report, ReportEvent } from '../../api/contract';
import { type ApiProblem, isProblem, isStatus, problemText } from '../../api/problem';
import { type ReturnBody, transition } from '../../api/report';
import { reviewQueue, useTasks } from '../../api/task';
import { useKeptText } from '../../kit/use-kept-text';
import { useSignedIn } from '../../session/session';
import { daysBetween } from '../../time/calendar';
import { clockText, momentText } from '../../time/date-text';
import type { DecisionDraft } from './decision-bar';

/** Approving and returning: the next report opens, the last decision can be taken back. */
export function useDecision(report: Report | undefined, renew: () => Promise<void>) {
  const { t } = useTranslation('review');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const me = useSignedIn();
  const tasks = useTasks();
  const queue = reviewQueue(tasks.data);
  const index = queue.findIndex((task) => task.report.id === report?.id);
  // Where it stood, for a report that somebody else decides or withdraws while it is read.
  const stood = useRef<number | null>(null);
  if (index >= 0) stood.current = index;
  const [grade, setGrade] = useState<DecisionDraft['grade']>(null);
  const [note, setNote] = useKeptText(`note.${report?.id}`);
  const [returnNote, setReturnNote] = useKeptText(`return.${report?.id}`);
  const [returnScope, setReturnScope] = useState<DecisionDraft['returnScope']>(null);
  const following = index >= 0 ? index + 1 : Math.min(stood.current ?? -1, queue.length - 1);
  const draft: DecisionDraft = { grade, note, returnNote, returnScope };
  const setDraft = (next: DecisionDraft) => {
    setGrade(next.grade);
    setReturnScope(next.returnScope);
    if (next.note !== note) setNote(next.note);
    if (next.returnNote !== returnNote) setReturnNote(next.returnNote);
  };
  const [busy, setBusy] = useState(false);
  const [conflict, setConflict] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  /** 周敏10:31已退回这一版: who was first, as the refusal tells; else the refusal's own words. */
  const meanwhile = (error: ApiProblem): string => {
    const last = error.document.state?.lastEvent as Pick<ReportEvent, 'type' | 'actor' | 'at'> | undefined;
    const act = last?.type.replace(/^report\./, '') ?? '';
    if (!last || last.actor.id === me.user.id || !t(`meanwhile.${act}`, { defaultValue: '' }))
      return problemText(error);
    const now = Date.now();
    const at = daysBetween(last.at, now) === 0 ? clockText(last.at) : momentText(t, last.at, now);
    return t('meanwhile.line', { who: last.actor.name, at, act: t(`meanwhile.${act}`) });
  };

  const open = (at: number) => {
    const task = queue[at];
    if (task) void navigate(`/review/${task.report.id}`);
  };

  const takeBack = async (id: string) => {
    message.destroy(`decided-${id}`);
    try {
      await transition(id, 'recall', {});
      await renew();
      await navigate(`/review/${id}`);
    } catch (error) {
      void message.warning(problemText(error));
    }
  };

  const decided = async (text: string) => {
    if (!report) return;
    setNote('');
    setReturnNote('');
    const key = `decided-${report.id}`;
    void message.success({
      key,
      duration: 10,
      content: (
        <>
          <span className="said">{text}</span>
          <button type="button" className="link plain" onClick={() => void takeBack(report.id)}>
            {t('recall')}
          </button>
        </>
      ),
    });
    const next = queue[index + 1] ?? queue.find((task) => task.report.id !== report.id);
    await navigate(next ? `/review/${next.report.id}` : '/');
    await renew();
  };

  /** False where it was refused for a reason that the person can mend here. */
  const decide = async (act: () => Promise<Report>, text: string): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      await act();
      await decided(text);
      return true;
    } catch (error) {
      if (isStatus(error, 409) && !isProblem(error, 'blocking_comments')) {
        setConflict(meanwhile(error));
        return true;
      }
      setFailure(problemText(error));
      return false;
    } finally {
      setBusy(false);
    }
  };

  const approve = () =>
    report
      ? decide(
          () =>
            transition(report.id, 'approve', {
              revision: report.revision,
              note: draft.note.trim() || undefined,
              grade: draft.grade ?? undefined,
            }),
          t('approved', { org: report.org.name }),
        )
      : Promise.resolve(false);
  const giveBack = (body: ReturnBody) =>
    report
      ? decide(() => transition(report.id, 'return', body), t('returned', { org: report.org.name }))
      : Promise.resolve(false);
  const latest = async () => {
    setConflict(null);
    await renew();
  };

  return {
    draft,
    setDraft,
    busy,
    conflict,
    failure,
    latest,
    approve,
    giveBack,
    place: index >= 0 ? { index, count: queue.length } : null,
    previous: () => index > 0 && open(index - 1),
    /** There is a next one, also for a report that waited here and no longer does. */
    goesOn: following >= 0 && following < queue.length,
    next: () => open(following),
  };
}
