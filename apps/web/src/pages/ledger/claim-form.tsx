import { Form, Input, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Item, NewMeasure } from '../../api/ledger';
import { Button } from '../../kit/button';
import { FormDialog } from '../../kit/form-dialog';
import { limit } from '../../kit/limit';
import { dateText } from '../../time/date-text';
import styles from './claim-form.module.css';
import { DayFormField, dayOf } from './form-parts';
import { useItemAct } from './use-item';

const terms = ['immediate', 'limited', 'long_term'] as const;
const most = 20;

interface TypedMeasure {
  text: string;
  person: string;
  dueOn: Dayjs;
}

const sent = (measures: TypedMeasure[]): NewMeasure[] =>
  measures.map(({ text, person, dueOn }) => ({
    text: text.trim(),
    person: person.trim(),
    dueOn: dayOf(dueOn) ?? '',
  }));

/** A first row to fill in; its date is the item's, which most measures share. */
const firstRow = (item: Item) => [
  { text: '', person: item.person ?? '', dueOn: dayjs(item.dueOn) } satisfies TypedMeasure,
];

/** 认领: how long it takes and what is done about it, by whom and by when. */
export function ClaimForm({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  return (
    <FormDialog<{ term: (typeof terms)[number]; measures: TypedMeasure[] }>
      title={t('claim.title')}
      confirm={t('act.claim')}
      width={640}
      initial={{ term: item.term ?? 'limited', measures: firstRow(item) }}
      fieldOf={{ claim_incomplete: 'measures' }}
      onSubmit={({ term, measures }) => act('claim', { term, measures: sent(measures) })}
      onClose={onClose}
    >
      <p className="muted">{t('claim.text', { day: dateText(t, item.dueOn) })}</p>
      <Form.Item name="term" label={t('termLabel')}>
        <Radio.Group options={terms.map((value) => ({ value, label: t(`term.${value}`) }))} />
      </Form.Item>
      <MeasureFields latest={item.dueOn} />
    </FormDialog>
  );
}

/** 调整措施: more measures; one that stands is withdrawn at its row. */
export function PlanForm({ item, onClose }: { item: Item; onClose: () => void }) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  return (
    <FormDialog<{ measures: TypedMeasure[] }>
      title={t('act.plan')}
      confirm={t('plan.confirm')}
      width={640}
      initial={{ measures: firstRow(item) }}
      fieldOf={{ claim_incomplete: 'measures', rule_broken: 'measures' }}
      onSubmit={({ measures }) => act('plan', { add: sent(measures) })}
      onClose={onClose}
    >
      <p className="muted">{t('plan.text', { day: dateText(t, item.dueOn) })}</p>
      <MeasureFields latest={item.dueOn} />
    </FormDialog>
  );
}

function MeasureFields({ latest }: { latest: string }) {
  const { t } = useTranslation('ledger');
  return (
    <Form.List name="measures">
      {(fields, { add, remove }, { errors }) => (
        <>
          {fields.map(({ key, name }, index) => (
            <fieldset key={key} className={styles.measure}>
              <legend>{t('measureNo', { n: index + 1 })}</legend>
              <Form.Item
                name={[name, 'text']}
                label={t('measureText')}
                rules={[{ required: true, whitespace: true }]}
              >
                <Input.TextArea autoSize={{ minRows: 2 }} count={limit(500)} />
              </Form.Item>
              <div className={styles.pair}>
                <Form.Item
                  name={[name, 'person']}
                  label={t('person')}
                  rules={[{ required: true, whitespace: true }]}
                >
                  <Input count={limit(100)} />
                </Form.Item>
                <DayFormField name={[name, 'dueOn']} label={t('measureDue')} latest={latest} />
              </div>
              {fields.length > 1 && (
                <Button small text onClick={() => remove(name)}>
                  {t('removeMeasure')}
                </Button>
              )}
            </fieldset>
          ))}
          <Form.ErrorList errors={errors} />
          {fields.length < most && (
            <Button small onClick={() => add({ text: '', person: '', dueOn: dayjs(latest) })}>
              {t('addMeasure')}
            </Button>
          )}
        </>
      )}
    </Form.List>
  );
}
