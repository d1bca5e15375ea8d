import { Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewCycle } from '../../../api/administration';
import type { Cycle } from '../../../api/contract';
import { answer, client, ifMatch } from '../../../api/http';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { useLeaving } from '../../../kit/use-leaving';
import { administeredUnit } from '../../../session/administered-unit';
import { useSignedIn } from '../../../session/session';
import administration from '../administration.module.css';
import { type Faults, faultsOf, noFaults } from '../faults';
import { useTemplates } from '../templates/use-templates';
import { CycleBasics } from './cycle-basics';
import { CycleCalendar } from './cycle-calendar';
import { draftOf, firstCycle, missingIn, stepOf } from './cycle-draft';
import { CycleOwed } from './cycle-owed';
import { CycleReminders } from './cycle-reminders';
import { CycleTiers } from './cycle-tiers';
import styles from './cycles.module.css';

const steps = ['basics', 'tiers', 'reminders', 'calendar'] as const;

/**
 * A new cycle, or a draft to change, in four steps, the last with all dates and reports that follow from it.
 * A fault that the server finds leads back to the step and the field where it is mended.
 */
export function CycleWizard({
  draft,
  onClose,
}: {
  draft: Cycle | null;
  onClose: (changed: boolean) => unknown;
}) {
  const { t } = useTranslation('administration');
  const me = useSignedIn();
  const [first] = useState(() => (draft ? draftOf(draft) : firstCycle(administeredUnit(me))));
  const templates = useTemplates();
  const [cycle, setCycle] = useState(first);
  const leaving = useLeaving(cycle !== first);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [faults, setFaults] = useState<Faults>(noFaults);
  const set = (change: Partial<NewCycle>) => setCycle({ ...cycle, ...change });

  /** Each step begins at its top: the button stood at the end of the one before. */
  const goTo = (step: number) => {
    setAt(step);
    window.scrollTo({ top: 0 });
  };
  /** Goes on where the step is complete, and marks what is missing where it is not. */
  const goOn = () => {
    const missing =
      missingIn(
        cycle,
        templates.query.data ? templates.released : null,
        t('common:required'),
        t('cycle.closesLate'),
      )[at] ?? new Map<string, string>();
    setFaults(missing);
    setFailure(null);
    if (missing.size === 0) goTo(at + 1);
  };
  const save = async () => {
    setBusy(true);
    setFailure(null);
    setFaults(noFaults);
    try {
      await answer(
        draft
          ? client.PATCH('/api/v1/cycles/{id}', {
              params: { path: { id: draft.id }, header: ifMatch(draft.version) },
              body: cycle,
            })
          : client.POST('/api/v1/cycles', { body: cycle }),
      );
      await onClose(true);
    } catch (error) {
      const found = faultsOf(error);
      setFaults(found);
      setFailure(found.size > 0 ? null : problemText(error));
      const [first] = [...found.keys()].map(stepOf).sort((a, b) => a - b);
      if (first !== undefined) setAt(first);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={styles.wizard}>
      <header className={administration.head}>
        <h1>{draft ? t('cycle.changeTitle', { title: draft.title }) : t('cycle.add')}</h1>
        <span className="right">
          <Button text onClick={() => leaving(() => onClose(false))}>
            {t('common:cancel')}
          </Button>
        </span>
      </header>
      <Steps
        size="small"
        responsive={false}
        current={at}
        items={steps.map((step) => ({ title: t(`cycle.step.${step}`) }))}
      />
      <div className={styles.body}>
        {at === 0 && <CycleBasics cycle={cycle} faults={faults} onChange={set} />}
        {at === 1 && <CycleTiers cycle={cycle} faults={faults} onChange={set} />}
        {at === 2 && <CycleReminders cycle={cycle} faults={faults} onChange={set} />}
        {at === 3 && (
          <>
            <p className={administration.lead}>{t('cycle.calendarText')}</p>
            <CycleOwed audience={cycle.audience} tiers={cycle.tiers} />
            <CycleCalendar cycle={cycle} />
          </>
        )}
      </div>
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      <p className={administration.acts}>
        {at > 0 && <Button onClick={() => goTo(at - 1)}>{t('cycle.back')}</Button>}
        {at < 3 ? (
          <Button primary onClick={goOn}>
            {t('cycle.next')}
          </Button>
        ) : (
          <Button primary busy={busy} onClick={save}>
            {t('cycle.save')}
          </Button>
        )}
      </p>
    </div>
  );
}
