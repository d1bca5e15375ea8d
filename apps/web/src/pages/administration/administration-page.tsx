import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, NavLink, useNavigate, useParams } from 'react-router';
import { TextSkeleton } from '../../kit/skeleton';
import { hasRole, useSignedIn } from '../../session/session';
import styles from './administration-page.module.css';

const sections = {
  org: lazy(() => import('./org/org-section')),
  people: lazy(() => import('./people/people-section')),
  delegations: lazy(() => import('./people/delegation-section')),
  templates: lazy(() => import('./templates/template-section')),
  cycles: lazy(() => import('./cycles/cycle-section')),
  recurrences: lazy(() => import('./cycles/recurrence-section')),
  holidays: lazy(() => import('./cycles/holiday-section')),
  robots: lazy(() => import('./people/robot-section')),
  jobs: lazy(() => import('./record/job-section')),
  audit: lazy(() => import('./record/audit-section')),
  preferences: lazy(() => import('./settings/preference-section')),
  account: lazy(() => import('./settings/account-section')),
};

type SectionName = keyof typeof sections;

const groups: { name: string; sections: SectionName[] }[] = [
  { name: 'people', sections: ['org', 'people', 'delegations'] },
  { name: 'reporting', sections: ['templates', 'cycles', 'recurrences', 'holidays'] },
  { name: 'system', sections: ['robots', 'jobs', 'audit'] },
  { name: 'own', sections: ['preferences', 'account'] },
];

/** What everybody may see; the rest is for administrators. */
const forAll = new Set<SectionName>(['preferences', 'account', 'delegations']);

export function Component() {
  const { t } = useTranslation('administration');
  const { section = 'org' } = useParams();
  const navigate = useNavigate();
  const me = useSignedIn();
  const admin = hasRole(me, 'admin');
  const offered = groups
    .map((group) => ({
      ...group,
      sections: group.sections.filter((candidate) => admin || forAll.has(candidate)),
    }))
    .filter((group) => group.sections.length > 0);
  const name = offered.flatMap((group) => group.sections).find((candidate) => candidate === section);
  if (!name) return <Navigate to="/administration/preferences" replace />;
  const Section = sections[name];
  return (
    <main className={styles.page} data-paper="lying">
      <nav className={`${styles.nav} no-paper`} aria-label={t('sections')}>
        {offered.map((group) => (
          <div key={group.name}>
            <p>{t(`group.${group.name}`)}</p>
            {group.sections.map((other) => (
              <NavLink key={other} to={`/administration/${other}`}>
                {t(`section.${other}`)}
              </NavLink>
            ))}
          </div>
        ))}
      </nav>
      {/* Twelve links in a row would hide most of themselves on a phone. */}
      <select
        className={`${styles.pick} no-paper`}
        aria-label={t('sections')}
        value={name}
        onChange={(event) => void navigate(`/administration/${event.target.value}`)}
      >
        {offered.map((group) => (
          <optgroup key={group.name} label={t(`group.${group.name}`)}>
            {group.sections.map((other) => (
              <option key={other} value={other}>
                {t(`section.${other}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <section className={styles.section} aria-label={t(`section.${name}`)}>
        <Suspense fallback={<TextSkeleton lines={8} label={t('common:loading')} />}>
          <Section key={name} />
        </Suspense>
      </section>
    </main>
  );
}
