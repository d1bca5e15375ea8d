import { useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { Report, ReportRow } from '../../api/contract';
import { transition } from '../../api/report';
import { ActDialog } from '../../kit/dialog';
import { Field } from '../../kit/field';
import { limit } from '../../kit/limit';
import { useKeptText } from '../../kit/use-kept-text';
import { effectiveDue } from '../../report/waiting';
import { dayCode } from '../../time/calendar';
import { Moment } from '../../time/moment';
import { typedFormats } from '../../time/typed-formats';

interface ExtensionDialogProps {
  report: ReportRow;
  /** The report as it then stands. */
  onDone?: (report: Report) => void;
  onClose: () => void;
}

/**
 * A secretary asks for more time; whoever administers the unit grants it, also unasked. Who may do the one act is told
 * by another that is theirs: a report that may be extended may be waived by the same people.
 */
export const extendsAs = ({ allowedActions }: ReportRow): 'ask' | 'grant' =>
  allowedActions.includes('waive') ? 'grant' : 'ask';

/** More time, until the end of a day. */
export function ExtensionDialog({ report, onDone, onClose }: ExtensionDialogProps) {
  const { t } = useTranslation('writing');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const due = effectiveDue(report) ?? report.dueAt;
  const after = dayjs(dayCode(Math.max(Date.parse(due), Date.now()), report.cycle.timeZone));
  const [day, setDay] = useState<Dayjs | null>(after.add(3, 'day'));
  const [reason, setReason] = useKeptText(`extension.${report.id}`);
  const as = extendsAs(report);

  const ask = async () => {
    if (!day) return;
    const after = await transition(report.id, 'extend', {
      dueAt: day.format('YYYY-MM-DD'),
      reason: reason.trim(),
    });
    setReason('');
    onDone?.(after);
    await queries.invalidateQueries();
    void message.success(t(`extension.done.${after.extension?.state === 'requested' ? 'ask' : 'grant'}`));
  };

  return (
    <ActDialog
      title={t(`extension.title.${as}`)}
      confirm={t(`extension.confirm.${as}`)}
      disabled={!day || !reason.trim()}
      onConfirm={ask}
      onClose={onClose}
    >
      <p className="muted">
        <Trans
          t={t}
          i18nKey="extension.text"
          components={{ day: <Moment at={due} zone={report.cycle.timeZone} /> }}
        />
      </p>
      <Field label={t('extension.until')}>
        {(id) => (
          <DatePicker
            format={typedFormats}
            id={id}
            value={day}
            onChange={setDay}
            disabledDate={(date) => date.format('YYYY-MM-DD') < dayCode(Date.now(), report.cycle.timeZone)}
            allowClear={false}
          />
        )}
      </Field>
      <Field label={t('extension.reason')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            count={limit(2000)}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  );
}
