import { useQuery } from '@tanstack/react-query';
import { Checkbox, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience, Edition, Page, Person, Report, Role } from '../../api/contract';
import { answer, client } from '../../api/http';
import { allPages } from '../../api/pages';
import { problemText } from '../../api/problem';
import { transition } from '../../api/report';
import { ActDialog } from '../../kit/dialog';
import { Field } from '../../kit/field';
import { useSignedIn } from '../../session/session';
import styles from './act-dialogs.module.css';

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

interface PostOfStep {
  org: { code: string };
  role: string;
}

/** Reserves the step for another holder of the post. */
export function TransferDialog({ report, onDone, onClose }: DialogProps) {
  return (
    <HolderDialog
      step={report.step}
      holding={report.waitingOn?.who ?? []}
      onPick={(toUserId) => transition(report.id, 'transfer', { toUserId }).then(onDone)}
      onClose={onClose}
    />
  );
}

/** Picks another holder of the post that a step waits for, of a report or of an item of the ledger. */
export function HolderDialog({
  step,
  holding,
  onPick,
  onClose,
}: {
  step: PostOfStep | null;
  /** Whom it waits for now. */
  holding: { id: string }[];
  onPick: (userId: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation('review');
  const [toUserId, setToUserId] = useState<string>();
  const me = useSignedIn();
  const holders = useQuery({
    queryKey: ['appointments', step?.org.code, step?.role],
    enabled: Boolean(step),
    queryFn: () =>
      allPages((window) =>
        answer<Page<Holder>>(
          client.GET('/api/v1/appointments', {
            params: { query: { org: step?.org.code, role: step?.role as Role, ...window } },
          }),
        ),
      ),
  });
  // Whoever holds it alone cannot take it over from themselves.
  const alone = holding.length === 1 ? holding[0]?.id : undefined;
  const others = (holders.data?.items ?? []).filter(
    ({ user }) => user.id !== me.user.id && user.id !== alone,
  );
  return (
    <ActDialog
      title={t('transfer.title')}
      confirm={t('transfer.confirm')}
      disabled={!toUserId}
      refusal={holders.error && problemText(holders.error)}
      onConfirm={() => onPick(toUserId ?? '')}
      onClose={onClose}
    >
      <p className="muted">{t('transfer.text')}</p>
      {holders.data && others.length === 0 ? (
        <p>{t('transfer.nobody')}</p>
      ) : (
        <Field label={t('transfer.to')}>
          {(id) => (
            <Select
              id={id}
              className="wide"
              value={toUserId}
              onChange={setToUserId}
              loading={holders.isPending}
              options={others.map(({ user }) => ({ value: user.id, label: user.name }))}
            />
          )}
        </Field>
      )}
    </ActDialog>
  );
}

const reviewed = ['secrecy', 'necessity', 'accuracy'] as const;

/** Publishing: to whom, and the publisher's review of secrecy, necessity and accuracy (article 15). */
export function PublishDialog({ report, onDone, onClose }: DialogProps) {
  const { t } = useTranslation('review');
  const { edition } = report;
  const earlier = useQuery({
    queryKey: ['edition', edition?.number],
    enabled: edition !== null,
    queryFn: () =>
      answer<Edition>(
        client.GET('/api/v1/bulletin/{number}', { params: { path: { number: edition?.number ?? '' } } }),
      ),
  });
  const [chosen, setAudience] = useState<Audience | null>(null);
  // A correction reaches whom the edition reached that it replaces.
  const audience = chosen ?? earlier.data?.audience ?? 'all';
  const [checked, setChecked] = useState<string[]>([]);
  const audiences: Audience[] = ['committee', 'all', 'public'];
  return (
    <ActDialog
      title={t('publish.title', { org: report.org.name })}
      confirm={t('publish.confirm')}
      disabled={checked.length < reviewed.length || (edition !== null && earlier.isPending)}
      onConfirm={() =>
        transition(report.id, 'publish', {
          audience,
          review: { secrecy: true, necessity: true, accuracy: true },
        }).then(onDone)
      }
      onClose={onClose}
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
      <fieldset className={`plain-set ${styles.choices}`}>
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
    </ActDialog>
  );
}
