import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, DatePicker, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrgRef, Page, Person } from '../../../api/contract';
import { answer, client } from '../../../api/http';
import { problemText } from '../../../api/problem';
import type { components } from '../../../api/schema';
import { Button } from '../../../kit/button';
import { DataTable } from '../../../kit/data-table';
import { limit } from '../../../kit/limit';
import { MoreLine } from '../../../kit/more-line';
import { Moment } from '../../../time/moment';
import { typedFormats } from '../../../time/typed-formats';
import styles from '../administration.module.css';
import { OrgSelect } from '../org/org-select';

interface AuditEntry {
  at: string;
  actor: { id: string | null; name: string };
  onBehalfOf: Person | null;
  action: string;
  object: { kind: string; id: string | null };
  org: OrgRef | null;
  subject: components['schemas']['AuditSubjectItem'];
  note: string | null;
}

const pageSize = 50;

/** Whom or what it was about: 王丽 审核人, 代李强 审核人, 《支部年报》第2版. */
function AuditSubject({ entry: { subject } }: { entry: AuditEntry }) {
  const { t } = useTranslation('administration');
  const { person, holder, role, title, version } = subject;
  const post = role ? t(`common:role.${role}`) : '';
  if (person)
    return (
      <>
        <b>{person}</b> {holder ? t('audit.standsIn', { holder, post }) : post}
      </>
    );
  if (!title) return null;
  return (
    <>
      {title}
      {version !== null && <span className="no-wrap"> {t('template.version', { n: version })}</span>}
    </>
  );
}

/** Who did what, searched by person, act, unit and time; and whether the chain of the record is whole. */
export default function AuditSection() {
  const { t } = useTranslation('administration');
  const { modal, message } = App.useApp();
  const [actor, setActor] = useState('');
  const [action, setAction] = useState<string>();
  const [org, setOrg] = useState<string>();
  const [span, setSpan] = useState<[Dayjs | null, Dayjs | null] | null>(null);
  const [page, setPage] = useState(1);
  const filter = useDeferredValue({
    actor: actor.trim(),
    action,
    org,
    from: span?.[0]?.startOf('day').toISOString(),
    until: span?.[1]?.endOf('day').toISOString(),
  });
  const entries = useQuery({
    queryKey: ['audit', filter, page],
    queryFn: () =>
      answer<Page<AuditEntry> & { complete: boolean }>(
        client.GET('/api/v1/audit', { params: { query: { ...filter, page, pageSize } } }),
      ),
    placeholderData: keepPreviousData,
  });
  const acts = t('audit.acts', { returnObjects: true }) as Record<string, string>;
  /** Another filter has another first page. */
  const afresh = (change: () => void) => {
    change();
    setPage(1);
  };
  const verify = async () => {
    try {
      const result = await answer<{ ok: boolean; reports: number; events: number; broken: unknown[] }>(
        client.GET('/api/v1/audit/verify'),
      );
      void modal.info({
        title: t(result.ok ? 'audit.whole' : 'audit.broken', { count: result.broken.length }),
        content: t('audit.counted', { reports: result.reports, events: result.events }),
      });
    } catch (error) {
      void message.error(problemText(error));
    }
  };
  return (
    <>
      <header className={styles.head}>
        <h1>{t('section.audit')}</h1>
        <span className="right">
          <Button onClick={verify}>{t('audit.verify')}</Button>
        </span>
      </header>
      <div className={`${styles.filter} no-paper`}>
        <Input
          allowClear
          count={limit(64)}
          value={actor}
          aria-label={t('audit.actor')}
          placeholder={t('audit.actor')}
          onChange={(event) => afresh(() => setActor(event.target.value))}
        />
        <Select
          allowClear
          className="wide"
          showSearch={{ optionFilterProp: 'label' }}
          value={action}
          aria-label={t('audit.action')}
          placeholder={t('audit.action')}
          options={Object.entries(acts).map(([value, label]) => ({ value, label }))}
          onChange={(chosen: string | undefined) => afresh(() => setAction(chosen))}
        />
        <OrgSelect
          value={org}
          label={t('pickOrg')}
          clearable
          onChange={(code) => afresh(() => setOrg(code))}
        />
        <DatePicker.RangePicker
          format={typedFormats}
          allowEmpty={[true, true]}
          value={span}
          onChange={(chosen) => afresh(() => setSpan(chosen))}
        />
      </div>
      <DataTable<AuditEntry>
        query={entries}
        items={entries.data?.items ?? []}
        rowKey={(entry) => entry.at + entry.action + entry.object.id}
        empty={t('audit.empty')}
        pagination={{
          current: page,
          pageSize,
          total: entries.data?.total,
          onChange: setPage,
          showSizeChanger: false,
          hideOnSinglePage: true,
        }}
        columns={[
          {
            title: t('audit.at'),
            width: 128,
            render: (_, entry) => <Moment at={entry.at} clock />,
          },
          {
            title: t('audit.actor'),
            width: '9%',
            render: (_, entry) =>
              entry.onBehalfOf
                ? t('audit.proxy', { name: entry.actor.name, whom: entry.onBehalfOf.name })
                : entry.actor.name,
          },
          {
            title: t('audit.action'),
            width: '11%',
            render: (_, entry) => acts[entry.action] ?? entry.action,
          },
          { title: t('audit.subject'), width: '19%', render: (_, entry) => <AuditSubject entry={entry} /> },
          { title: t('audit.org'), width: '22%', render: (_, entry) => entry.org?.name },
          { title: t('audit.note'), render: (_, entry) => <div className={styles.note}>{entry.note}</div> },
        ]}
      />
      {entries.data?.complete === false && (
        <MoreLine text={t('audit.earlier', { count: entries.data.total })} />
      )}
    </>
  );
}
