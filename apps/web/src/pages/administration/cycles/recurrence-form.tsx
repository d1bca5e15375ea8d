import { Checkbox, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecurrenceInterval, RecurrencePlan } from '../../../api/administration';
import type { OrgKind } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Field } from '../../../kit/field';
import { limit } from '../../../kit/limit';
import { useLeaving } from '../../../kit/use-leaving';
import { administeredUnit } from '../../../session/administered-unit';
import { useSignedIn } from '../../../session/session';
import { localTime } from '../../../time/calendar';
import administration from '../administration.module.css';
import { type Faults, faultAt, faultsBelow, faultsOf, noFaults } from '../faults';
import { OrgSelect } from '../org/org-select';
import { useTemplates } from '../templates/use-templates';
import { usualRoutes } from './cycle-plan';
import styles from './cycles.module.css';
import { RecurrenceDates } from './recurrence-dates';
import { datesOf, periodOf } from './recurring-period';
import { TierFields } from './tier-fields';

const kinds: OrgKind[] = ['branch', 'general_branch', 'bureau'];
const intervals: RecurrenceInterval[] = ['year', 'quarter', 'month'];
type RecurringTier = RecurrencePlan['tiers'][number];

const newTier = (kind: OrgKind): RecurringTier => ({
  kind,
  templateVersion: '',
  dueDaysAfterEnd: 10 + 10 * kinds.indexOf(kind),
  graceDays: 3,
  latePolicy: 'accept',
  allowNil: true,
  route: usualRoutes[kind],
});

const firstPlan = (under: string): RecurrencePlan => ({
  code: '',
  title: '',
  draftDaysBeforeEnd: 20,
  tiers: [newTier('branch')],
  audience: { under },
});

/** What a code may be like, while there is none. */
const codes: Record<RecurrenceInterval, string> = { year: 'annual', quarter: 'quarterly', month: 'monthly' };

/** A cycle that makes itself: how often, of what, and which dates follow for the first period. */
export function RecurrenceForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['setting', 'administration', 'common']);
  const me = useSignedIn();
  const templates = useTemplates();
  const now = localTime(Date.now());
  const [every, setEvery] = useState<RecurrenceInterval>('quarter');
  const [period, setPeriod] = useState(() => periodOf('quarter', now.year, now.month));
  const [first] = useState(() => firstPlan(administeredUnit(me)));
  const [plan, setPlan] = useState(first);
  const leaving = useLeaving(plan !== first);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [faults, setFaults] = useState<Faults>(noFaults);
  const set = (change: Partial<RecurrencePlan>) => setPlan({ ...plan, ...change });
  const dates = datesOf(every, period, plan);

  const save = async () => {
    const missing = missingIn(plan, t('common:required'));
    if (!dates) missing.set('/period', t(`recurrence.periodRule.${every}`));
    setFaults(missing);
    setFailure(missing.size > 0 ? t('administration:faultsAbove', { count: missing.size }) : null);
    if (missing.size > 0) return;
    setBusy(true);
    try {
      await answer(client.POST('/api/v1/admin/recurrences', { body: { every, period, plan } }));
      onClose();
    } catch (error) {
      const found = faultsOf(error);
      // The server checks the plan for itself: its pointers begin there.
      setFaults(
        new Map([...found].map(([at, text]) => [/^\/(plan|period)/.test(at) ? at : `/plan${at}`, text])),
      );
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.wizard}>
      <header className={administration.head}>
        <h1>{t('recurrence.add')}</h1>
      </header>
      <Field label={t('recurrence.how')}>
        {(id) => (
          <Radio.Group
            id={id}
            value={every}
            options={intervals.map((interval) => ({
              value: interval,
              label: t(`recurrence.every.${interval}`),
            }))}
            onChange={(event) => {
              const next = event.target.value as RecurrenceInterval;
              setEvery(next);
              setPeriod(periodOf(next, now.year, now.month));
            }}
          />
        )}
      </Field>
      <div className={styles.pair}>
        <Field
          label={t('recurrence.first')}
          hint={t(`recurrence.periodRule.${every}`)}
          fault={faultAt(faults, '/period')}
        >
          {(id) => (
            <Input
              id={id}
              count={limit(10)}
              value={period}
              onChange={(event) => setPeriod(event.target.value.trim())}
            />
          )}
        </Field>
        <Field label={t('recurrence.draftBefore')} fault={faultAt(faults, '/plan/draftDaysBeforeEnd')}>
          {(id) => (
            <InputNumber
              id={id}
              min={-366}
              max={366}
              value={plan.draftDaysBeforeEnd}
              onChange={(days) => set({ draftDaysBeforeEnd: days ?? 0 })}
            />
          )}
        </Field>
        <Field
          label={t('administration:cycle.title')}
          hint={t('recurrence.titleHint')}
          fault={faultAt(faults, '/plan/title')}
        >
          {(id) => (
            <Input
              id={id}
              count={limit(100)}
              value={plan.title}
              placeholder={t('recurrence.titleExample')}
              onChange={(event) => set({ title: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('administration:cycle.code')}
          hint={t('recurrence.codeHint', { code: plan.code || codes[every], period: period.toLowerCase() })}
          fault={faultAt(faults, '/plan/code')}
        >
          {(id) => (
            <Input
              id={id}
              count={limit(50)}
              value={plan.code}
              autoComplete="off"
              onChange={(event) => set({ code: event.target.value.trim() })}
            />
          )}
        </Field>
        <Field label={t('administration:cycle.under')} fault={faultAt(faults, '/plan/audience')}>
          {(id) => (
            <OrgSelect
              id={id}
              value={plan.audience.under || undefined}
              onChange={(under) => set({ audience: { under: under ?? '' } })}
            />
          )}
        </Field>
      </div>
      <Field label={t('recurrence.who')} fault={faults.get('/plan/tiers')}>
        {(id) => (
          <Checkbox.Group
            key={id}
            value={plan.tiers.map(({ kind }) => kind)}
            options={kinds.map((kind) => ({ value: kind, label: t(`common:kind.${kind}`) }))}
            onChange={(chosen) =>
              set({
                tiers: kinds
                  .filter((kind) => chosen.includes(kind))
                  .map((kind) => plan.tiers.find((tier) => tier.kind === kind) ?? newTier(kind)),
              })
            }
          />
        )}
      </Field>
      {plan.tiers.map((tier, index) => (
        <TierFields
          key={tier.kind}
          tier={tier}
          templates={templates.released}
          faults={faultsBelow(faults, `/plan/tiers/${index}`)}
          onChange={(changed) =>
            set({ tiers: plan.tiers.map((other) => (other.kind === tier.kind ? changed : other)) })
          }
          due={
            <Field
              label={t('recurrence.dueDays')}
              fault={faultAt(faults, `/plan/tiers/${index}/dueDaysAfterEnd`)}
            >
              {(id) => (
                <InputNumber
                  id={id}
                  min={-366}
                  max={366}
                  value={tier.dueDaysAfterEnd}
                  onChange={(days) =>
                    set({
                      tiers: plan.tiers.map((other) =>
                        other.kind === tier.kind ? { ...tier, dueDaysAfterEnd: days ?? 0 } : other,
                      ),
                    })
                  }
                />
              )}
            </Field>
          }
        />
      ))}
      <Field
        label={t('recurrence.closesDays')}
        hint={t('recurrence.closesDaysHint')}
        fault={faultAt(faults, '/plan/closesDaysAfterDue')}
      >
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={366}
            value={plan.closesDaysAfterDue}
            onChange={(days) => set({ closesDaysAfterDue: days ?? undefined })}
          />
        )}
      </Field>
      {dates && <RecurrenceDates period={period} dates={dates} />}
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      <p className={administration.acts}>
        <Button primary busy={busy} onClick={save}>
          {t('recurrence.save')}
        </Button>
        <Button text onClick={() => leaving(onClose)}>
          {t('common:cancel')}
        </Button>
      </p>
    </div>
  );
}

/** What has to be filled in before the server is asked at all. */
function missingIn(plan: RecurrencePlan, required: string): Map<string, string> {
  const missing = new Map<string, string>();
  if (!plan.title.trim()) missing.set('/plan/title', required);
  if (!plan.code) missing.set('/plan/code', required);
  if (!plan.audience.under) missing.set('/plan/audience', required);
  if (plan.tiers.length === 0) missing.set('/plan/tiers', required);
  for (const [index, tier] of plan.tiers.entries())
    if (!tier.templateVersion) missing.set(`/plan/tiers/${index}/templateVersion`, required);
  return missing;
}
