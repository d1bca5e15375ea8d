import { useTranslation } from 'react-i18next';
import { Bar } from '../../kit/skeleton';
import styles from './workbench-page.module.css';

function Row({ title, line }: { title: string; line: string }) {
  return (
    <li className="row">
      <div className="due">
        <span className="skeleton skeleton-due" />
      </div>
      <div>
        <Bar width={title} height={16} />
        <Bar width={line} top={10} />
      </div>
      <Bar width="96px" height={36} />
    </li>
  );
}

/** Rows of their final height, so that nothing jumps when the tasks arrive. */
export function WorkbenchSkeleton() {
  const { t } = useTranslation();
  return (
    <main className={styles.page} aria-busy="true">
      <div>
        <p className="spoken-only">{t('loading')}</p>
        <div className={styles.head}>
          <div>
            <Bar width="220px" height={30} />
            <Bar width="min(340px, 80vw)" top={12} />
          </div>
        </div>
        <section className="group">
          <Bar width="64px" />
          <ul className="rows skeleton-rows">
            <Row title="72%" line="52%" />
            <Row title="64%" line="44%" />
            <Row title="78%" line="58%" />
          </ul>
        </section>
        <section className="group">
          <Bar width="64px" />
          <ul className="rows skeleton-rows">
            <Row title="66%" line="46%" />
            <Row title="70%" line="50%" />
          </ul>
        </section>
      </div>
      <aside className={styles.rail}>
        <Bar width="96px" />
      </aside>
    </main>
  );
}
