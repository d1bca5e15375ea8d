import { useTranslation } from 'react-i18next';
import type { Batch, Sample } from '../../../api/ledger-batch';
import { ButtonLink } from '../../../kit/button';
import { Empty } from '../../../kit/empty';
import { Icon } from '../../../kit/icon';
import { Moment } from '../../../time/moment';
import { ItemStateMark } from '../item-state';
import ledgerRow from '../ledger-row.module.css';
import styles from './sample-result.module.css';

/** What was drawn, from how many, by which seed; and what was found when it was looked at again. */
export function SampleResult({ sample, batches }: { sample: Sample; batches: Batch[] }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const { items, checks, population, drawn, held, relapsed } = sample;
  const batch = batches.find(({ id }) => id === sample.batch)?.title;
  return (
    <section className="group" aria-label={t('sample.result')}>
      <header className={styles.head}>
        <p>
          {t('sample.drawn', { count: drawn, population })}{' '}
          <span className="muted">
            {t('sample.how', {
              under: sample.under.name,
              batch: batch ?? t('sample.anyBatch'),
              percent: Math.round(sample.share * 100),
            })}
            {t('common:clauseComma')}
            {t('sample.bySeed')} <b className={styles.seed}>{sample.seed}</b>
            {t('common:clauseComma')}
            {t('sample.at')} <Moment at={sample.drawnAt} clock />
          </span>
        </p>
        <p className={styles.counts}>
          <span>
            {t('sample.left')} <b>{drawn - held - relapsed}</b>
          </span>
          <span>
            {t('ledger:check.held')} <b>{held}</b>
          </span>
          <span>
            {t('ledger:check.relapsed')} <b className={relapsed > 0 ? 'hot' : ''}>{relapsed}</b>
          </span>
        </p>
        {drawn > items.length && <p className="muted">{t('sample.more', { count: items.length })}</p>}
      </header>
      {items.length === 0 ? (
        <div className="rows">
          <Empty title={t('sample.none')}>{t('sample.noneText')}</Empty>
        </div>
      ) : (
        <ul className="rows">
          {items.map((item) => {
            const check = checks.find((one) => one.item === item.id);
            const may = !check && item.allowedActions.includes('check');
            return (
              <li key={item.id} className={`row dated ${ledgerRow.row}`}>
                <div className={check?.result === 'relapsed' ? 'due overdue' : 'due'}>
                  <b>
                    {check && <Icon name={check.result === 'held' ? 'check' : 'warning'} />}{' '}
                    {t(check ? `ledger:check.${check.result}` : 'sample.open')}
                  </b>
                  <span>{check && <Moment at={check.at} />}</span>
                </div>
                <div className="main">
                  <div className="title">
                    <span className="verb">
                      <ItemStateMark state={item.state} />
                    </span>
                    <b className={ledgerRow.problem}>{item.problem}</b>
                    <span className="muted unit-name">{item.org.name}</span>
                  </div>
                  <div className="details">
                    <span>{item.number}</span>
                    {check && (
                      <span>
                        {check.by}：{check.note}
                      </span>
                    )}
                  </div>
                </div>
                <div className="action">
                  <ButtonLink to={`/ledger/${item.id}`} className="cover">
                    {t(may ? 'ledger:want.check' : 'ledger:look')}
                    <span className="spoken-only">{item.number}</span>
                  </ButtonLink>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
