import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TemplateItem } from '../../api/administration';
import type { Cycle, Page } from '../../api/contract';
import { answer, client } from '../../api/http';
import { allPages } from '../../api/pages';
import { ButtonLink } from '../../kit/button';
import { Icon } from '../../kit/icon';
import styles from './attention-rows.module.css';
import { type FirstStep, firstSteps } from './first-steps';

/** What an administrator has still to set up; asked for only while nothing else waits for them. */
export const useFirstSteps = (wanted: boolean) =>
  useQuery({
    queryKey: ['first-steps'],
    enabled: wanted,
    // What was set up on another page is seen at once.
    staleTime: 0,
    queryFn: async (): Promise<FirstStep[] | null> => {
      // Limited: only how many there are in all is looked at.
      const one = { params: { query: { page: 1, pageSize: 1 } } };
      const [units, people, templates, cycles] = await Promise.all([
        answer<Page<unknown>>(client.GET('/api/v1/org-units', one)),
        answer<Page<unknown>>(client.GET('/api/v1/users', one)),
        allPages((query) =>
          answer<Page<TemplateItem>>(client.GET('/api/v1/templates', { params: { query } })),
        ),
        allPages((query) => answer<Page<Cycle>>(client.GET('/api/v1/cycles', { params: { query } }))),
      ]);
      return firstSteps({
        units: units.total,
        people: people.total,
        templates: templates.items,
        cycles: cycles.items,
      });
    },
  });

/** The way from an empty installation to the first report, the next step with the one red button. */
export function FirstStepRows({ steps }: { steps: FirstStep[] }) {
  const { t } = useTranslation('workbench');
  const next = steps.find(({ done }) => !done);
  return (
    <section className="group">
      <h2>{t('firstSteps.title')}</h2>
      <ul className="rows">
        {steps.map((step, index) => (
          <li key={step.name} className={`row ${styles.row}`}>
            <div className="main">
              <div className="title">
                <span className={styles.kind}>
                  {step.done ? <Icon name="check" /> : t('firstSteps.step', { n: index + 1 })}
                </span>
                <b>{t(`firstSteps.${step.name}.title`)}</b>
                {step.done && <span className="muted">{t('firstSteps.done')}</span>}
              </div>
              <div className="details">
                <span>{t(`firstSteps.${step.name}.text`)}</span>
              </div>
            </div>
            <div className="action">
              <ButtonLink to={`/administration/${step.name}`} primary={step === next} className="cover">
                {t(step.done ? 'firstSteps.look' : 'firstSteps.go')}
              </ButtonLink>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
