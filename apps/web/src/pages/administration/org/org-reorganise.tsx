import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getOrgTree, type OrgUnit, type ReorganisationAct, reorganise } from '../../../api/administration';
import type { OrgKind } from '../../../api/contract';
import { Button } from '../../../kit/button';
import { FormDialog } from '../../../kit/form-dialog';
import { limit } from '../../../kit/limit';
import administration from '../administration.module.css';
import { codeRule } from './org-code';
import styles from './org-reorganise.module.css';
import { OrgSelect } from './org-select';
import { findNode } from './org-tree';
import { ReorganisationPreview } from './reorganisation-preview';

type Picking = 'move' | 'merge' | 'split';

/** What may be done with a unit's place: first where or what, then a look at what that changes. */
export function OrgReorganise({ unit }: { unit: OrgUnit }) {
  const { t } = useTranslation('administration');
  const [picking, setPicking] = useState<Picking | null>(null);
  const [plan, setPlan] = useState<{ act: ReorganisationAct; body: object } | null>(null);
  const at = (act: ReorganisationAct, body: object = {}) => setPlan({ act, body });
  const pick = { unit, onClose: () => setPicking(null) };
  return (
    <>
      <h3>{t('org.reorganise')}</h3>
      <p className={administration.acts}>
        <Button onClick={() => setPicking('move')}>{t('org.move')}</Button>
        {unit.kind === 'branch' && <Button onClick={() => at('upgrade')}>{t('org.upgrade')}</Button>}
        <Button onClick={() => setPicking('merge')}>{t('org.merge')}</Button>
        <Button onClick={() => setPicking('split')}>{t('org.split')}</Button>
        <Button onClick={() => at('dissolve')}>{t('org.dissolve')}</Button>
      </p>
      {picking === 'move' && <PickMove {...pick} onPicked={(parent) => at('move', { parent })} />}
      {picking === 'merge' && <PickMerge {...pick} onPicked={(into) => at('merge', { into })} />}
      {picking === 'split' && <PickSplit {...pick} onPicked={(part) => at('split', part)} />}
      {plan && (
        <ReorganisationPreview
          unit={unit}
          act={plan.act}
          title={t(plan.act === 'move' ? 'org.movePick' : `org.${plan.act}Title`, { unit: unit.name })}
          body={plan.body}
          onClose={() => setPlan(null)}
        />
      )}
    </>
  );
}

interface PickProps<T> {
  unit: OrgUnit;
  onPicked: (picked: T) => void;
  onClose: () => void;
}

function PickMove({ unit, onPicked, onClose }: PickProps<string>) {
  const { t } = useTranslation('administration');
  return (
    <FormDialog<{ target: string }>
      title={t('org.movePick', { unit: unit.name })}
      confirm={t('org.look')}
      onSubmit={async ({ target }) => onPicked(target)}
      onClose={onClose}
    >
      <Form.Item name="target" label={t('org.moveUnder')} rules={[{ required: true }]}>
        <OrgSelect
          kinds={above[unit.kind]}
          except={[unit.code, ...(unit.parent === null ? [] : [unit.parent.code])]}
        />
      </Form.Item>
    </FormDialog>
  );
}

function PickMerge({ unit, onPicked, onClose }: PickProps<string>) {
  const { t } = useTranslation('administration');
  return (
    <FormDialog<{ target: string }>
      title={t('org.mergeTitle', { unit: unit.name })}
      confirm={t('org.look')}
      onSubmit={async ({ target }) => onPicked(target)}
      onClose={onClose}
    >
      <Form.Item name="target" label={t('org.mergeInto')} rules={[{ required: true }]}>
        <OrgSelect kinds={[unit.kind]} except={[unit.code]} />
      </Form.Item>
    </FormDialog>
  );
}

interface Part {
  name: string;
  code: string;
  /** Codes of the units below that go to the new one. */
  children: string[];
}

function PickSplit({ unit, onPicked, onClose }: PickProps<Part>) {
  const { t } = useTranslation('administration');
  const tree = useQuery({ queryKey: ['org-tree'], queryFn: getOrgTree });
  const below = (tree.data && findNode(tree.data, unit.id)?.children) ?? [];
  return (
    <FormDialog<Part>
      title={t('org.splitTitle', { unit: unit.name })}
      confirm={t('org.look')}
      onSubmit={async (values) => {
        const part = { ...values, children: values.children ?? [] };
        // What is refused stands at its field here; the look that follows has no fields.
        await reorganise(unit.id, 'split', { ...part, dryRun: true });
        onPicked(part);
      }}
      onClose={onClose}
    >
      <p className={`muted ${administration.leadIn}`}>{t('org.splitText', { unit: unit.name })}</p>
      <Form.Item name="name" label={t('org.splitName')} rules={[{ required: true }]}>
        <Input count={limit(100)} />
      </Form.Item>
      <Form.Item name="code" label={t('org.code')} rules={[codeRule(t)]}>
        <Input count={limit(64)} />
      </Form.Item>
      {below.length > 0 && (
        <Form.Item name="children" label={t('org.splitChildren')}>
          <Checkbox.Group
            className={styles.below}
            options={below.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
      )}
    </FormDialog>
  );
}

/** Under which kinds a unit of each may stand. */
const above: Record<OrgKind, OrgKind[]> = {
  bureau: ['bureau'],
  general_branch: ['bureau', 'general_branch'],
  branch: ['bureau', 'general_branch'],
};
