import { useTranslation } from 'react-i18next';
import type { Compilation, CompilationRun } from '../../api/compilation';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { Moment } from '../../time/moment';
import styles from './compilation-note.module.css';
import type { Compiling } from './use-compiling';

/** What the draft was compiled from, and what changed there since; how far it is while it is compiled. */
export function CompilationNote({
  compilation,
  compiling,
  onCompile,
  onSources,
}: {
  compilation: Compilation;
  compiling: Compiling;
  onCompile: () => void;
  onSources: () => void;
}) {
  const { t } = useTranslation('writing');
  const { compiledAt, sources, stale } = compilation;
  const running = compiling.kind === 'running';
  return (
    <section className={styles.note} aria-label={t('compile.label')}>
      {compiledAt ? (
        <p>
          {sources.length > 0
            ? t('compile.from', { count: sources.length })
            : t(stale.length > 0 ? 'compile.allReopened' : 'compile.promised')}
          {t('common:clauseComma')}
          <Moment at={compiledAt} clock />
        </p>
      ) : (
        <p>{t('compile.never')}</p>
      )}
      {stale.map((source) => (
        <p key={source.reportId} className="warning">
          <Icon name="warning" /> {t(`compile.stale.${source.reason}`, { org: source.org.name })}
        </p>
      ))}
      {running && <Progress run={compiling.run} />}
      {compiling.kind === 'done' && stale.length === 0 && (
        <p role="status" className={styles.agreed}>
          <Icon name="check" /> {t('compile.done')}
        </p>
      )}
      {compiling.kind === 'failed' && (
        <p role="alert" className={styles.failed}>
          <Icon name="error" /> {compiling.text}
        </p>
      )}
      <p className={styles.acts}>
        {!running && (
          <Button small onClick={onCompile}>
            {compiling.kind === 'failed'
              ? t('common:retry')
              : t(compiledAt ? 'compile.again' : 'compile.first')}
          </Button>
        )}
        {sources.length > 0 && (
          <Button small text onClick={onSources}>
            {t('compile.sources')}
          </Button>
        )}
      </p>
    </section>
  );
}

/** One line and a bar: what the worker is at. Writing takes long or a moment, so the bar then stands full. */
function Progress({ run }: { run: CompilationRun | null }) {
  const { t } = useTranslation('writing');
  const { done, total } = run?.sources ?? { done: 0, total: 0 };
  const written = run?.state === 'writing' || run?.state === 'done';
  const percent = written ? 100 : total === 0 ? 0 : Math.round((100 * done) / total);
  const step = !run ? 'queued' : written ? 'writing' : run.state === 'reading' ? 'reading' : 'queued';
  return (
    <div className={styles.progress}>
      <p role="status">{t(`compile.step.${step}`, { done, total })}</p>
      <span
        className="meter"
        role="progressbar"
        aria-label={t('compile.progress')}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </span>
    </div>
  );
}
