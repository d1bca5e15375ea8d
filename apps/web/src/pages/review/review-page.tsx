import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Empty } from '../../kit/empty';
import { TextSkeleton } from '../../kit/skeleton';
import '../../style/document.css';
import '../../style/report.css';
import { useSearchParams } from 'react-router';
import { ReviewDesk } from './review-desk';
import styles from './review-desk.module.css';
import { useReview, type View } from './use-review';

const views: View[] = ['text', 'diff', 'year', 'checks', 'likeness'];

export function Component() {
  // At once, all that its parts speak by: a text that arrives later would hide the page for a moment, and lose the focus.
  const { t } = useTranslation(['review', 'report', 'writing', 'ledger']);
  const { id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('view') as View;
  const view = views.includes(asked) ? asked : 'text';
  const against = Number(search.get('against')) || null;
  const review = useReview(id, view, against);
  const report = review.report.data;

  if (review.failure) {
    return (
      <main className="failure" role="alert">
        <Empty title={t('failed')}>
          <p>{problemText(review.failure)}</p>
          <Button onClick={review.renew}>{t('common:retry')}</Button>
        </Empty>
      </main>
    );
  }
  if (!report || !review.template) {
    return (
      <main className={styles.page}>
        <div className={styles.side} />
        <article className={styles.paper}>
          <div className="document">
            <TextSkeleton lines={8} label={t('common:loading')} />
          </div>
        </article>
      </main>
    );
  }
  const setView = (next: View, version?: number) =>
    setSearch(next === 'text' ? {} : { view: next, ...(version ? { against: String(version) } : {}) }, {
      replace: true,
      preventScrollReset: true,
    });
  return (
    <ReviewDesk
      key={id}
      report={report}
      template={review.template}
      review={review}
      view={view}
      onView={setView}
    />
  );
}
