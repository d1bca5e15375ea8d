import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Edition } from '../../api/contract';
import { answer, client } from '../../api/http';
import { problemText } from '../../api/problem';
import { Button, ButtonLink } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { Icon } from '../../kit/icon';
import { TextSkeleton } from '../../kit/skeleton';
import { ItemList } from '../../report/item-list';
import { numberedTitle } from '../../report/section-title';
import '../../style/document.css';
import { dateText, documentDate } from '../../time/date-text';
import { Moment } from '../../time/moment';
import { Facts, Hands } from './edition-facts';
import styles from './edition-page.module.css';

function EditionSheet({ edition }: { edition: Edition }) {
  const { t } = useTranslation('bulletin');
  const unit = edition.title.startsWith(edition.org.name) ? edition.org.name : '';
  return (
    <article className={styles.sheet}>
      <div className={styles.redHead}>{t('redhead', { publisher: edition.publisher.name })}</div>
      <div className={styles.redNumber}>
        <span>{edition.documentNumber}</span>
        <span className="no-wrap">{documentDate(t, edition.publishedAt)}</span>
      </div>
      <div className="document">
        <h1>
          {unit}
          {unit && <br />}
          {edition.title.slice(unit.length)}
        </h1>
        {edition.record && (
          <p className="byline">
            {t('common:role.secretary')}　{edition.record.proposed.name}
          </p>
        )}
        {edition.replaces && (
          <p className={styles.correction}>
            {t('corrects')}
            <Link className="link" to={`/bulletin/${encodeURIComponent(edition.replaces)}`}>
              {t('earlier')}
            </Link>
            {t('stop')}
          </p>
        )}
        {edition.replacedBy && (
          <p className={styles.correction}>
            {t('corrected')}
            <Link className="link" to={`/bulletin/${encodeURIComponent(edition.replacedBy)}`}>
              {t('current')}
            </Link>
            {t('stop')}
          </p>
        )}
        <Facts indicators={edition.indicators} />
        {edition.sections
          .filter((section) => section.body)
          .map((section, index) => (
            <section key={section.key}>
              <h2>{numberedTitle(index, section.title)}</h2>
              {section.body.split(/\n+/).map((line) => (
                <p key={line}>{line}</p>
              ))}
            </section>
          ))}
        {edition.problems.length > 0 && (
          <table className="problems">
            <thead>
              <tr>
                <th>{t('problem')}</th>
                <th>{t('measure')}</th>
                <th className="no-wrap">{t('dueOn')}</th>
              </tr>
            </thead>
            <tbody>
              {edition.problems.map((problem) => (
                <tr key={problem.problem}>
                  <td>{problem.problem}</td>
                  <td>
                    {problem.measure}
                    {problem.account && <p>{t('account', { text: problem.account })}</p>}
                  </td>
                  <td className="no-wrap">{problem.dueOn && dateText(t, problem.dueOn)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {edition.items.length > 0 && (
          <>
            <h2>{t('items')}</h2>
            <ItemList items={edition.items} />
          </>
        )}
        <p className={styles.signature}>
          {edition.org.name}
          <br />
          <span className="no-wrap">
            {documentDate(t, edition.record?.proposed.at ?? edition.publishedAt)}
          </span>
        </p>
        <Hands edition={edition} />
      </div>
    </article>
  );
}

export function Component() {
  const { t } = useTranslation(['bulletin', 'ledger']);
  const { number = '' } = useParams();
  const edition = useQuery({
    queryKey: ['edition', number],
    queryFn: () => answer<Edition>(client.GET('/api/v1/bulletin/{number}', { params: { path: { number } } })),
  });
  useEffect(() => {
    if (edition.data) document.title = `${edition.data.title} · ${t('common:brand')}`;
    return () => {
      document.title = t('common:brand');
    };
  }, [edition.data, t]);

  return (
    <main className={styles.page}>
      <div className={`${styles.tools} no-paper`}>
        <ButtonLink to="/bulletin" text>
          <Icon name="back" /> {t('title')}
        </ButtonLink>
        {edition.data && !edition.data.retracted && (
          <span className="right">
            <Button onClick={() => window.print()}>
              <Icon name="print" /> {t('print')}
            </Button>
            <a
              className="button"
              href={`/api/v1/bulletin/${encodeURIComponent(edition.data.number)}/document?format=docx`}
              download
            >
              <Icon name="download" /> Word
            </a>
          </span>
        )}
      </div>
      {edition.isPending && <TextSkeleton lines={8} label={t('common:loading')} />}
      {edition.isError && (
        <div role="alert">
          <Empty title={t('failed')}>{problemText(edition.error)}</Empty>
        </div>
      )}
      {edition.data?.retracted && (
        <article className={styles.sheet}>
          <Empty title={t('gone', { number: edition.data.documentNumber })}>
            {edition.data.retracted.reason}
            {t('goneOn.pre')}
            <Moment at={edition.data.retracted.at} />
            {t('goneOn.post')}
          </Empty>
        </article>
      )}
      {edition.data && !edition.data.retracted && <EditionSheet edition={edition.data} />}
    </main>
  );
}
