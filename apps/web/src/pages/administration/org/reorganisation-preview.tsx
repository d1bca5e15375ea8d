import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getOrgTree, type ReorganisationAct, reorganise } from '../../../api/administration';
import { problemText } from '../../../api/problem';
import { ActDialog } from '../../../kit/dialog';
import { Field } from '../../../kit/field';
import { limit } from '../../../kit/limit';
import { TextSkeleton } from '../../../kit/skeleton';
import { typedFormats } from '../../../time/typed-formats';
import { findByCode } from './org-tree';
import { ReorganisationChanges } from './reorganisation-changes';
import styles from './reorganisation-changes.module.css';

const previewName = 'reorganise';

/** Shows what a reorganisation would change before it is done; it has a date and a reason. */
export function ReorganisationPreview({
  unit,
  act,
  title,
  body,
  onClose,
}: {
  unit: { id: string; name: string };
  act: ReorganisationAct;
  title: string;
  body: object;
  onClose: () => void;
}) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [day, setDay] = useState(dayjs());
  const [reason, setReason] = useState('');
  const effectiveOn = day.format('YYYY-MM-DD');
  const preview = useQuery({
    queryKey: [previewName, unit.id, act, body, effectiveOn],
    gcTime: 0,
    retry: false,
    queryFn: () => reorganise(unit.id, act, { ...body, effectiveOn, dryRun: true }),
  });
  const tree = useQuery({ queryKey: ['org-tree'], queryFn: getOrgTree });
  // The unit that a split plants stands nowhere yet; its change tells the name.
  const planted = preview.data?.changes.find(({ kind }) => kind === 'split')?.after;
  const nameOf = (code: string) =>
    (code === planted?.into ? String(planted.name) : undefined) ??
    (tree.data && findByCode(tree.data, code)?.name) ??
    preview.data?.changes.find((change) => change.unit.code === code)?.unit.name ??
    code;
  const confirm = async () => {
    await reorganise(unit.id, act, { ...body, effectiveOn, reason: reason.trim() || undefined });
    void message.success(t('org.reorganised'));
    // What is done already has no preview: asking for one again would show its refusal.
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== previewName });
  };
  return (
    <ActDialog
      title={title}
      confirm={t('org.confirm')}
      disabled={!preview.data}
      refusal={preview.error && problemText(preview.error)}
      onConfirm={confirm}
      onClose={onClose}
    >
      {preview.isPending && <TextSkeleton lines={3} label={t('common:loading')} />}
      {preview.data && (
        <>
          <ReorganisationChanges changes={preview.data.changes} nameOf={nameOf} />
          <ul className={styles.changes}>
            <li>{t('org.affectsUnits', { count: preview.data.affected.units })}</li>
            <li>
              {preview.data.affected.reportsInReview > 0
                ? t('org.affectsReports', { count: preview.data.affected.reportsInReview })
                : t('org.affectsNoReports')}
            </li>
            <li className="muted">{t('org.history')}</li>
          </ul>
        </>
      )}
      <Field label={t('org.effectiveOn')}>
        {(id) => (
          <DatePicker
            format={typedFormats}
            id={id}
            value={day}
            allowClear={false}
            disabledDate={(date) => date.isAfter(dayjs(), 'day')}
            onChange={(next) => next && setDay(next)}
          />
        )}
      </Field>
      <Field label={t('org.reason')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            count={limit(2000)}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  );
}
