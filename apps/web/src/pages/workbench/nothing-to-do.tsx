import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Me, ReportRow } from '../../api/contract';
import { Empty } from '../../kit/empty';
import { ownPosts } from '../../session/session';
import { Moment } from '../../time/moment';

/** The empty workbench: what will come next where that is known, and the way to what is done. */
export function NothingToDo({ me, next }: { me: Me; next: ReportRow | null }) {
  const { t } = useTranslation('workbench');
  const writes = ownPosts(me).some(({ role }) => role === 'reporter' || role === 'secretary');
  return (
    <Empty title={t('emptyTitle')}>
      {next ? (
        <span>
          <Trans
            t={t}
            i18nKey="next"
            values={{ org: next.org.name, cycle: next.cycle.title }}
            components={{ day: <Moment at={next.dueAt} zone={next.cycle.timeZone} /> }}
          />
        </span>
      ) : (
        <span>{t('emptyText')}</span>
      )}
      <Link className="link" to={writes ? '/writing' : '/completion'}>
        {t('done')}
      </Link>
    </Empty>
  );
}
