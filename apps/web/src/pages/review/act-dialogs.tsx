import { useQuery } from '@tanstack/react-query';
import { Checkbox, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience, Page, Person, Report, Role } from '../../api/contract';
import { answer, client } from '../../api/http';
import { problemText } from '../../api/problem';
import { transition } from '../../api/report';
import { Field } from '../../kit/field';
import { useSignedIn } from '../../session/session';

interface Holder {
  id: string;
  role: Role;
  user: Person;
}

interface DialogProps {
  report: Report;
  onDone: () => Promise<void>;
  onClose: () => void;
}

function useAct(onDone: () => Promise<void>, onClose: () => void) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const act = async (send: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await send();
      await onDone();
      onClose();
    } catch (error) {
      setFailure(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, act };
}

function Failure({ text }: { text: string | null }) {
  return text ? (
    <p className="hot" role="alert">
      {text}
    </p>
  ) : null;
}

/** Reserves the step for another holder of the post. */
export function TransferDialog({ report, onDone, onClose }: DialogProps) {
  const { t } = useTranslation('review');
  const [toUserId, setToUserId] = useState<string>();
  const { busy, failure, act } = useAct(onDone, onClose);
  const me = useSignedIn();
  const { step } = report;
  const holders = useQuery({
    queryKey: ['appointments', step?.org.code, step?.role],
    enabled: Boolean(step),
    queryFn: () =>
      answer<Page<Holder>>(
        client.GET('/api/v1/appointments', {
          params: { query: { org: step?.org.code, role: step?.role, pageSize: 200 } },
        }),
      ),
  });
  return (
    <Modal
      open
      title={t('transfer.title')}
      okText={t('transfer.confirm')}
      okButtonProps={{ disabled: !toUserId }}
      confirmLoading={busy}
      onOk={() => act(() => transition(report.id, 'transfer', { toUserId: toUserId ?? '' }))}
      onCancel={onClose}
    >
      <p className="muted">{t('transfer.text')}</p>
      <Field label={t('transfer.to')}>
        {(id) => (
          <Select
            id={id}
            className="wide"
            value={toUserId}
            onChange={setToUserId}
            loading={holders.isPending}
            notFoundContent={t('transfer.nobody')}
            options={(holders.data?.items ?? [])
              .filter((holder) => holder.user.id !== me.user.id)
              .map((holder) => ({ value: holder.user.id, label: holder.user.name }))}
          />
        )}
      </Field>
      <Failure text={failure ?? (holders.error ? problemText(holders.error) : null)} />
    </Modal>
  );
}

const reviewed = ['secrecy', 'necessity', 'accuracy'] as const;

/** Publishing: to whom, and the publisher's review of secrecy, necessity and accuracy (article 15). */
export function PublishDialog({ report, onDone, onClose }: DialogProps) {
  const { t } = useTranslation('review');
  const [audience, setAudience] = useState<Audience>('all');
  const [checked, setChecked] = useState<string[]>([]);
  const { busy, failure, act } = useAct(onDone, onClose);
  const audiences: Audience[] = ['committee', 'all', 'public'];
  return (
    <Modal
      open
      title={t('publish.title', { org: report.org.name })}
      okText={t('publish.confirm')}
      okButtonProps={{ disabled: checked.length < reviewed.length }}
      confirmLoading={busy}
      onOk={() =>
        act(() =>
          transition(report.id, 'publish', {
            audience,
            review: { secrecy: true, necessity: true, accuracy: true },
          }),
        )
      }
      onCancel={onClose}
    >
      <Field label={t('publish.audience')}>
        {(id) => (
          <Radio.Group
            id={id}
            value={audience}
            onChange={(event) => setAudience(event.target.value as (typeof audiences)[number])}
            options={audiences.map((value) => ({ value, label: t(`common:audience.${value}`) }))}
          />
        )}
      </Field>
      <fieldset className="plain-set">
        <legend>{t('publish.review')}</legend>
        {reviewed.map((item) => (
          <Checkbox
            key={item}
            checked={checked.includes(item)}
            onChange={(event) =>
              setChecked(
                event.target.checked ? [...checked, item] : checked.filter((other) => other !== item),
              )
            }
          >
            {t(`publish.${item}`)}
          </Checkbox>
        ))}
      </fieldset>
      <Failure text={failure} />
    </Modal>
  );
}
