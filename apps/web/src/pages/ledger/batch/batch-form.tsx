import { Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteRule } from '../../../api/contract';
import type { Batch, NewBatch } from '../../../api/ledger-batch';
import { isProblem, problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { limit } from '../../../kit/limit';
import { typedFormats } from '../../../time/typed-formats';
import { OrgSelect } from '../../administration/org/org-select';
import { useCycles } from '../../completion/use-completion';
import { dayOf } from '../form-parts';
import ledger from '../ledger.module.css';
import styles from './batch-form.module.css';

const sources = ['inspection', 'supervision', 'audit', 'appraisal', 'org_life', 'self', 'report'] as const;
const superior: RouteRule = { at: 'parent', role: 'reviewer', mode: 'any', workingDays: 5 } as RouteRule;
const leader: RouteRule = { at: 'bureau', role: 'leader', mode: 'any', workingDays: 5 } as RouteRule;

type RouteChoice = 'superior' | 'leader' | 'kept';

interface Values {
  org?: string;
  title: string;
  source: (typeof sources)[number];
  issuedBy?: string;
  receivedOn?: Dayjs | null;
  planDueOn?: Dayjs | null;
  closeBy?: Dayjs | null;
  monthlyDay: number;
  route: RouteChoice;
  evidence: boolean;
  visibility: 'unit' | 'committee';
  cycle?: string;
}

const day = (value: string | null | undefined) => (value ? dayjs(value) : null);
const same = (one: RouteRule, other: RouteRule) => one.at === other.at && one.role === other.role;

const routeName = (t: TFunction<['batch', 'ledger']>, { at, role }: RouteRule): string =>
  `${t(`at.${at}`)}${t(`common:role.${role}`)}`;

/** Which of the usual ways a batch's route is. */
function choiceOf(route: Batch['route'] | undefined): RouteChoice {
  if (!route) return 'superior';
  const [first, second] = route as RouteRule[];
  return first && second && route.length === 2 && same(first, superior) && same(second, leader)
    ? 'leader'
    : 'kept';
}

/** A batch's dates, route, evidence and visibility; what the server refuses stands at its field. */
export function BatchForm({
  batch,
  onSend,
}: {
  /** The batch that is changed; missing for a new one. */
  batch?: Batch;
  onSend: (body: NewBatch) => Promise<unknown>;
}) {
  const { t } = useTranslation(['batch', 'ledger']);
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const cycles = useCycles();
  const kept = choiceOf(batch?.route);
  const routes: RouteChoice[] = kept === 'kept' ? ['superior', 'leader', 'kept'] : ['superior', 'leader'];

  const send = async (values: Values) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    const dates = (name: 'receivedOn' | 'planDueOn' | 'closeBy') => dayOf(values[name]) ?? null;
    try {
      await onSend({
        org: values.org ?? '',
        title: values.title.trim(),
        source: values.source,
        issuedBy: values.issuedBy?.trim() || null,
        receivedOn: dates('receivedOn'),
        planDueOn: dates('planDueOn'),
        closeBy: dates('closeBy'),
        monthlyDay: values.monthlyDay,
        route:
          values.route === 'kept'
            ? (batch?.route ?? null)
            : values.route === 'leader'
              ? [superior, leader]
              : null,
        evidence: values.evidence,
        visibility: values.visibility,
        cycle: values.cycle ?? null,
      });
    } catch (error) {
      const faults = isProblem(error) ? (error.document.errors ?? []) : [];
      form.setFields(
        faults.map(({ pointer, detail }) => ({
          name: pointer.split('/')[1] as keyof Values,
          errors: [detail],
        })),
      );
      setFailure(faults.length > 0 ? null : problemText(error));
    } finally {
      setBusy(false);
    }
  };
  const dateField = (name: 'receivedOn' | 'planDueOn' | 'closeBy') => (
    <Form.Item name={name} label={t(name)} extra={t(`${name}Hint`)}>
      <DatePicker className="wide" format={typedFormats} />
    </Form.Item>
  );
  return (
    <Form<Values>
      form={form}
      className={`surface ${ledger.form}`}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true }}
      validateMessages={{ required: t('common:required') }}
      initialValues={{
        org: batch?.org.code,
        title: batch?.title,
        source: batch?.source ?? 'inspection',
        issuedBy: batch?.issuedBy ?? '',
        receivedOn: day(batch?.receivedOn),
        planDueOn: day(batch?.planDueOn),
        closeBy: day(batch?.closeBy),
        monthlyDay: batch?.monthlyDay ?? 25,
        route: kept,
        evidence: batch?.evidence ?? false,
        visibility: batch?.visibility ?? 'unit',
        cycle: batch?.cycle?.id,
      }}
      onFinish={send}
    >
      <Form.Item name="title" label={t('name')} rules={[{ required: true, whitespace: true }]}>
        <Input count={limit(200)} placeholder={t('nameExample')} />
      </Form.Item>
      {!batch && (
        <>
          <Form.Item name="org" label={t('keeper')} extra={t('keeperHint')} rules={[{ required: true }]}>
            <OrgSelect />
          </Form.Item>
          <Form.Item name="source" label={t('ledger:sourceLabel')}>
            <Radio.Group
              className={ledger.radios}
              options={sources.map((value) => ({ value, label: t(`ledger:source.${value}`) }))}
            />
          </Form.Item>
        </>
      )}
      <div className={styles.pair}>
        <Form.Item name="issuedBy" label={t('issuedBy')} extra={t('issuedByHint')}>
          <Input count={limit(200)} />
        </Form.Item>
        {dateField('receivedOn')}
        {dateField('planDueOn')}
        {dateField('closeBy')}
      </div>
      <Form.Item name="monthlyDay" label={t('monthlyDay')} extra={t('monthlyDayHint')}>
        <InputNumber min={1} max={28} precision={0} />
      </Form.Item>
      <Form.Item name="route" label={t('route')}>
        <Radio.Group
          className={ledger.stacked}
          options={routes.map((value) => ({
            value,
            label:
              value === 'kept'
                ? t('routes.kept', {
                    steps: (batch?.route ?? []).map((step) => routeName(t, step as RouteRule)).join(' → '),
                  })
                : t(`routes.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="evidence" valuePropName="checked">
        <Checkbox>{t('evidence')}</Checkbox>
      </Form.Item>
      <Form.Item name="visibility" label={t('visibility')}>
        <Radio.Group
          className={ledger.stacked}
          options={(['unit', 'committee'] as const).map((value) => ({
            value,
            label: t(`visibilities.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="cycle" label={t('cycle')} extra={t('cycleHint')}>
        <Select
          allowClear
          loading={cycles.isPending}
          options={(cycles.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Form.Item>
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      <p className={`${ledger.acts} no-paper`}>
        <Button primary busy={busy} onClick={() => form.submit()}>
          {t(batch ? 'common:save' : 'createConfirm')}
        </Button>
      </p>
    </Form>
  );
}
