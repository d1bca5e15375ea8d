import { useTranslation } from 'react-i18next';
import type { Edition, Hand } from '../../api/contract';
import styles from './edition-facts.module.css';

/** The four figures on top: the first ones the report states. */
export function Facts({ indicators }: { indicators: Edition['indicators'] }) {
  if (indicators.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {indicators.slice(0, 4).map((indicator) => (
        <div key={indicator.key}>
          <dt>{indicator.name}</dt>
          <dd>
            {indicator.value}
            <small>{indicator.unit}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** 提出, 审核, 审批, 公开范围: whose hands it went through (regulation on openness, article 15). */
export function Hands({ edition }: { edition: Edition }) {
  const { t } = useTranslation('bulletin');
  const line = (hands: Hand[]) => hands.map((hand) => `${hand.org} ${hand.name}`).join(t('common:listComma'));
  const { record } = edition;
  return (
    <div className={styles.process}>
      {record && (
        <>
          <span>
            <b>{t('proposed')}</b>
            {line([record.proposed])}
          </span>
          <span>
            <b>{t('reviewed')}</b>
            {line(record.reviewed)}
          </span>
          <span>
            <b>{t('approved')}</b>
            {line(record.approved)}
          </span>
        </>
      )}
      <span>
        <b>{t('audience')}</b>
        {t(`common:audience.${edition.audience}`)}
      </span>
    </div>
  );
}
