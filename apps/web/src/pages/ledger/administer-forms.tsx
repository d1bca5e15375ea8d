import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Item, ledgerKey, listItems } from '../../api/ledger';
import { FormDialog } from '../../kit/form-dialog';
import { limit } from '../../kit/limit';
import { SearchSelect } from '../../kit/search-select';
import { OrgSelect } from '../administration/org/org-select';
import { WordsField } from './form-parts';
import { useAmend, useItemAct, useKeptWords } from './use-item';

interface FormProps {
  item: Item;
  onClose: () => void;
}

const voidKinds = ['duplicate', 'no_problem', 'not_ours'] as const;

/** 作废: why, and of which item it is a duplicate. */
export function VoidForm({ item, onClose }: FormProps) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const kept = useKeptWords('void', item.id, 'reason');
  return (
    <FormDialog<{ kind: (typeof voidKinds)[number]; of?: string; reason: string }>
      title={t('void.title')}
      confirm={t('act.void')}
      initial={{ kind: 'duplicate', reason: kept.text }}
      onTyping={kept.keep}
      onSubmit={async ({ kind, of, reason }) => {
        await act('void', { kind, of: kind === 'duplicate' ? of : undefined, reason: reason.trim() });
        kept.forget();
      }}
      onClose={onClose}
    >
      <p className="hot">{t('voidWarning')}</p>
      <Form.Item name="kind" label={t('void.kind')}>
        <Radio.Group options={voidKinds.map((value) => ({ value, label: t(`voidKind.${value}`) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'duplicate' && (
            <Form.Item name="of" label={t('void.of')} rules={[{ required: true }]}>
              <ItemSelect item={item} />
            </Form.Item>
          )
        }
      </Form.Item>
      <WordsField name="reason" label={t('reason')} rows={3} />
    </FormDialog>
  );
}

/** Another item by its number or words of its problem; the value is its id. */
function ItemSelect({
  item,
  id,
  value,
  onChange,
}: {
  item: Item;
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
}) {
  const { t } = useTranslation('ledger');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: [...ledgerKey, 'choices', item.batch?.id, q],
    // Limited: a search; more of its words find the others.
    queryFn: () => listItems({ q, batch: q ? undefined : item.batch?.id, pageSize: 30 }),
  });
  const others = (found.data?.items ?? []).filter((one) => one.id !== item.id);
  return (
    <SearchSelect
      id={id}
      choices={others.map((one) => ({ value: one.id, label: `${one.number}　${one.problem}` }))}
      settled={!found.isFetching && q === text.trim()}
      text={text}
      onText={setText}
      value={value}
      onChange={(chosen) => onChange?.(chosen)}
      placeholder={t('searchHint')}
      notFound={t('noneFound')}
    />
  );
}

/** 调整责任单位. */
export function ReassignForm({ item, onClose }: FormProps) {
  const { t } = useTranslation('ledger');
  const act = useItemAct(item.id);
  const kept = useKeptWords('reassign', item.id, 'reason');
  return (
    <FormDialog<{ org: string; reason: string }>
      title={t('act.reassign')}
      confirm={t('reassign.confirm')}
      initial={{ reason: kept.text }}
      onTyping={kept.keep}
      onSubmit={async ({ org, reason }) => {
        await act('reassign', { org, reason: reason.trim() });
        kept.forget();
      }}
      onClose={onClose}
    >
      <p className="muted">{t('reassign.text', { org: item.org.name })}</p>
      <Form.Item name="org" label={t('reassign.to')} rules={[{ required: true }]}>
        <OrgSelect except={[item.org.code]} />
      </Form.Item>
      <WordsField name="reason" label={t('reason')} rows={3} />
    </FormDialog>
  );
}

const names = ['leader', 'leadUnit', 'person', 'category'] as const;
type Names = Record<(typeof names)[number], string>;

/** Who is responsible, and under which head the problem is counted. */
export function AmendForm({ item, onClose }: FormProps) {
  const { t } = useTranslation('ledger');
  const amend = useAmend(item);
  const initial = Object.fromEntries(names.map((name) => [name, item[name] ?? ''])) as Names;
  return (
    <FormDialog<Names>
      title={t('act.amend')}
      confirm={t('common:save')}
      initial={initial}
      onSubmit={(values) =>
        amend(Object.fromEntries(names.map((name) => [name, values[name]?.trim() || null])))
      }
      onClose={onClose}
    >
      {names.map((name) => (
        <Form.Item key={name} name={name} label={t(name)}>
          <Input count={limit(100)} />
        </Form.Item>
      ))}
    </FormDialog>
  );
}
