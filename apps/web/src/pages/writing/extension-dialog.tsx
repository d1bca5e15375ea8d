import { useQueryClient } from '@tanstack/react-query';
import { App, DatePicker, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { ReportRow } from '../../api/contract';
import { problemText } from '../../api/problem';
import { transition } from '../../api/report';
import { Field } from '../../kit/field';
import { endOfDay } from '../../time/calendar';
import { Moment } from '../../time/moment';

interface ExtensionDialogProps {
  report: ReportRow;
  /** A secretary asks; an administrator grants, also unasked. */
  as: 'ask' | 'grant';
  onClose: () => void;
}

/** More time, until the end of a day. */
export function ExtensionDialog({ report, as, onClose }: ExtensionDialogProps) {
  const { t } = useTranslation('writing');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [day, setDay] = useState<Dayjs | null>(dayjs(report.dueAt).add(3, 'day'));
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);

  const ask = async () => {
    if (!day) return;
    try {
      await transition(report.id, 'extend', {
        dueAt: endOfDay(day.format('YYYY-MM-DD')),
        reason: reason.trim(),
      });
      await queries.invalidateQueries();
      void message.success(t(`extension.done.${as}`));
      onClose();
    } catch (error) {
      setFailure(problemText(error));
    }
  };

  return (
    <Modal
      open
      title={t(`extension.title.${as}`)}
      okText={t(`extension.confirm.${as}`)}
      okButtonProps={{ disabled: !day || !reason.trim() }}
      onOk={ask}
      onCancel={onClose}
    >
      <p className="muted">
        <Trans t={t} i18nKey="extension.text" components={{ day: <Moment at={report.dueAt} /> }} />
      </p>
      <Field label={t('extension.until')}>
        {(id) => (
          <DatePicker
            id={id}
            value={day}
            onChange={setDay}
            disabledDate={(date) => date.isBefore(dayjs(), 'day')}
            allowClear={false}
          />
        )}
      </Field>
      <Field label={t('extension.reason')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
    </Modal>
  );
}
