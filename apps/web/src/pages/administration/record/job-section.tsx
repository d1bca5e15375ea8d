import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page, Person } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { Button } from '../../../kit/button';
import { DataTable } from '../../../kit/data-table';
import { useAttempt, useConfirm } from '../../../kit/use-confirm';
import { Moment } from '../../../time/moment';
import styles from '../administration.module.css';

interface FailedJob {
  id: string;
  name: string;
  attempts: number;
  error: string | null;
  failedAt: string;
}

interface Jobs extends Page<FailedJob> {
  outbox: { undispatched: number; owed: number; oldestOwedAt: string | null; failed: number };
}

interface Trouble {
  id: string;
  kind: string;
  channel: string;
  state: 'failed' | 'uncertain';
  recipient: Person | null;
  robot: Person | null;
  attemptedAt: string | null;
  error: string | null;
}

const pageSize = 50;

const pager = (current: number, total: number | undefined, onChange: (page: number) => void) => ({
  current,
  pageSize,
  total,
  onChange,
  showSizeChanger: false,
  hideOnSinglePage: true,
});

/** What a round of the clock's work could not do for one item; it is tried again by itself. */
interface Fault {
  duty: string;
  item: string;
  error: string;
  times: number;
  lastAt: string;
}

/** What is owed, the jobs that failed for good, and messages whose outcome nobody knows. */
export default function JobSection() {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const attempt = useAttempt();
  const confirm = useConfirm();
  const queries = useQueryClient();
  const [jobPage, setJobPage] = useState(1);
  const [deliveryPage, setDeliveryPage] = useState(1);
  const jobs = useQuery({
    queryKey: ['jobs', jobPage],
    queryFn: () =>
      answer<Jobs>(client.GET('/api/v1/admin/jobs', { params: { query: { page: jobPage, pageSize } } })),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  const deliveries = useQuery({
    queryKey: ['deliveries', deliveryPage],
    queryFn: () =>
      answer<Page<Trouble>>(
        client.GET('/api/v1/admin/deliveries', { params: { query: { page: deliveryPage, pageSize } } }),
      ),
    placeholderData: keepPreviousData,
  });
  const [faultPage, setFaultPage] = useState(1);
  const faults = useQuery({
    queryKey: ['faults', faultPage],
    queryFn: () =>
      answer<Page<Fault>>(
        client.GET('/api/v1/admin/faults', { params: { query: { page: faultPage, pageSize } } }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
  const renew = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['jobs'] }),
      queries.invalidateQueries({ queryKey: ['deliveries'] }),
    ]);
  const told = async (call: Promise<unknown>, done: string) => {
    await call;
    await renew();
    void message.success(done);
  };
  const replay = (body: { all: true } | { ids: string[] }) =>
    attempt(() => told(answer(client.POST('/api/v1/admin/jobs/replay', { body })), t('job.replayed')));
  const resend = (trouble: Trouble) =>
    confirm({
      title: t('job.resendTitle'),
      content: t('job.resendText'),
      okText: t('job.resend'),
      act: () =>
        told(
          answer(client.POST('/api/v1/admin/deliveries/resend', { body: { ids: [trouble.id] } })),
          t('job.resent'),
        ),
    });
  const outbox = jobs.data?.outbox;
  return (
    <>
      <header className={styles.head}>
        <h1>{t('section.jobs')}</h1>
        <span className="right">
          {(jobs.data?.items.length ?? 0) > 1 && (
            <Button onClick={() => replay({ all: true })}>{t('job.retryAll')}</Button>
          )}
        </span>
      </header>
      {outbox && (
        <p className="muted">
          {t('job.outbox', { undispatched: outbox.undispatched, owed: outbox.owed, failed: outbox.failed })}
        </p>
      )}
      <h2>{t('job.failed')}</h2>
      <DataTable<FailedJob>
        query={jobs}
        items={jobs.data?.items ?? []}
        rowKey="id"
        pagination={pager(jobPage, jobs.data?.total, setJobPage)}
        empty={t('job.empty')}
        emptyText={t('job.text')}
        columns={[
          { title: t('job.name'), dataIndex: 'name' },
          { title: t('job.reason'), render: (_, { error }) => <div className={styles.note}>{error}</div> },
          { title: t('job.at'), render: (_, job) => <Moment at={job.failedAt} clock /> },
          { title: t('job.attempts'), dataIndex: 'attempts', align: 'right' },
          {
            title: <span className="spoken-only">{t('acts')}</span>,
            align: 'right',
            render: (_, job) => (
              <Button small onClick={() => replay({ ids: [job.id] })}>
                {t('job.retry')}
              </Button>
            ),
          },
        ]}
      />
      {(faults.data?.total ?? 0) > 0 && (
        <>
          <h2>{t('job.faults')}</h2>
          <p className="muted">{t('job.faultsText')}</p>
          <DataTable<Fault>
            query={faults}
            items={faults.data?.items ?? []}
            rowKey={({ duty, item }) => `${duty} ${item}`}
            pagination={pager(faultPage, faults.data?.total, setFaultPage)}
            empty={t('job.empty')}
            columns={[
              { title: t('job.name'), dataIndex: 'duty' },
              { title: t('job.item'), dataIndex: 'item' },
              {
                title: t('job.reason'),
                render: (_, { error }) => <div className={styles.note}>{error}</div>,
              },
              { title: t('job.at'), render: (_, fault) => <Moment at={fault.lastAt} clock /> },
              { title: t('job.attempts'), dataIndex: 'times', align: 'right' },
            ]}
          />
        </>
      )}
      <h2>{t('job.deliveries')}</h2>
      <DataTable<Trouble>
        query={deliveries}
        items={deliveries.data?.items ?? []}
        rowKey="id"
        pagination={pager(deliveryPage, deliveries.data?.total, setDeliveryPage)}
        empty={t('job.noDeliveries')}
        columns={[
          { title: t('job.to'), render: (_, trouble) => trouble.recipient?.name ?? trouble.robot?.name },
          {
            title: t('job.channel'),
            render: (_, trouble) => t(`job.channels.${trouble.channel}`, { defaultValue: trouble.channel }),
          },
          { title: t('job.state'), render: (_, trouble) => t(`job.states.${trouble.state}`) },
          {
            title: t('job.at'),
            render: (_, trouble) => trouble.attemptedAt && <Moment at={trouble.attemptedAt} clock />,
          },
          { title: t('job.reason'), render: (_, { error }) => <div className={styles.note}>{error}</div> },
          {
            title: <span className="spoken-only">{t('acts')}</span>,
            align: 'right',
            render: (_, trouble) => (
              <Button small onClick={() => resend(trouble)}>
                {t('job.resend')}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
