import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Attention, attentionCount } from '../../api/attention';
import { ButtonLink } from '../../kit/button';
import { MoreLine } from '../../kit/more-line';
import { Moment } from '../../time/moment';
import styles from './attention-rows.module.css';

function Row({
  kind,
  title,
  org,
  act,
  to,
  primary,
  children,
}: {
  kind: string;
  title: string;
  org?: string;
  act: string;
  to: string;
  primary: boolean;
  children?: ReactNode;
}) {
  return (
    <li className={`row ${styles.row}`}>
      <div className="main">
        <div className="title">
          <span className={styles.kind}>{kind}</span>
          <b>{title}</b>
          {org && <span className="muted unit-name">{org}</span>}
        </div>
        {children && <div className="details">{children}</div>}
      </div>
      <div className="action">
        <ButtonLink to={to} primary={primary} className="cover">
          {act}
        </ButtonLink>
      </div>
    </li>
  );
}

/** What nobody but an administrator can go on with, each row leading to where it is settled. */
export function AttentionRows({
  attention,
  first,
}: {
  attention: Attention;
  /** The page's one red button stands here where the person has no task of their own. */
  first: boolean;
}) {
  const { t } = useTranslation('workbench');
  const { extensions, vacantPosts, unitsWithoutSecretary, failedJobs } = attention;
  const total = attentionCount(attention);
  if (total === 0) return null;
  const rows = [
    ...extensions.items.map((item) => (primary: boolean) => (
      <Row
        key={item.reportId}
        kind={t('attention.extension')}
        title={item.cycle.title}
        org={item.org.name}
        act={t('attention.answer')}
        to={`/completion/${item.cycle.code}?tier=${item.tier}#extensions`}
        primary={primary}
      >
        <span>
          {t('attention.asks', { who: item.by ?? item.org.name })}
          <Moment at={item.requested} zone={item.cycle.timeZone} />
          {t('dateComma')}
          {item.reason}
        </span>
      </Row>
    )),
    ...vacantPosts.items.map(({ org, role, waiting, coming }) => (primary: boolean) => (
      <Row
        key={`${org.code}${role}`}
        kind={t('attention.vacant')}
        title={t('attention.noHolder', { role: t(`common:role.${role}`) })}
        org={org.name}
        act={t('attention.appoint')}
        to={`/administration/people?org=${org.code}&role=${role}`}
        primary={primary}
      >
        <span>
          {waiting > 0
            ? t('attention.waiting', { count: waiting })
            : t('attention.coming', { count: coming })}
        </span>
      </Row>
    )),
    ...unitsWithoutSecretary.items.map((org) => (primary: boolean) => (
      <Row
        key={org.code}
        kind={t('attention.vacant')}
        title={t('attention.noHolder', { role: t('common:role.secretary') })}
        org={org.name}
        act={t('attention.appoint')}
        to={`/administration/people?org=${org.code}&role=secretary`}
        primary={primary}
      >
        <span>{t('attention.nobodySubmits')}</span>
      </Row>
    )),
    ...(failedJobs
      ? [
          (primary: boolean) => (
            <Row
              key="jobs"
              kind={t('attention.system')}
              title={t('attention.failedJobs', { count: failedJobs })}
              act={t('attention.look')}
              to="/administration/jobs"
              primary={primary}
            />
          ),
        ]
      : []),
  ];
  return (
    <section className="group">
      <h2>
        {t('attention.title')} <span className="count">{total}</span>
      </h2>
      <ul className="rows">{rows.map((row, index) => row(first && index === 0))}</ul>
      {total > rows.length && <MoreLine text={t('attention.more', { count: total - rows.length })} />}
    </section>
  );
}
