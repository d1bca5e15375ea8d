import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RouteRule } from '../../../api/contract';
import styles from './route-fields.module.css';

/** The steps of a tier's route, each with the working days it is allowed. */
export function RouteFields({
  route,
  onChange,
}: {
  route: RouteRule[];
  onChange: (route: RouteRule[]) => void;
}) {
  const { t } = useTranslation('administration');
  return (
    <ol className={styles.steps}>
      {route.map((rule, index) => (
        <li key={`${rule.at}-${rule.role}`}>
          <span className="no-wrap">
            {index + 1}. {t(`cycle.at.${rule.at}`)} {t(`common:role.${rule.role}`)}
          </span>
          <span className="no-wrap faint">
            <InputNumber
              size="small"
              aria-label={t('cycle.workingDays', { n: index + 1 })}
              min={0}
              max={60}
              value={rule.workingDays}
              onChange={(workingDays) =>
                onChange(
                  route.map((other, at) =>
                    at === index ? { ...other, workingDays: workingDays ?? 0 } : other,
                  ),
                )
              }
            />{' '}
            {t('cycle.workingDaysUnit')}
            {rule.grade && t('cycle.gives')}
          </span>
        </li>
      ))}
    </ol>
  );
}
