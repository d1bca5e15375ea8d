import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HolidayCalendar, YearArrangement } from '../../../api/administration';
import { answer, client } from '../../../api/http';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Icon } from '../../../kit/icon';
import { Segment } from '../../../kit/segment';
import { TextSkeleton } from '../../../kit/skeleton';
import { useConfirm } from '../../../kit/use-confirm';
import { useLeaving } from '../../../kit/use-leaving';
import { StaleLine } from '../../../shell/page-failure';
import { localTime } from '../../../time/calendar';
import administration from '../administration.module.css';
import { type KnownYear, knownYears, toggled } from './arrangement';
import styles from './holiday-section.module.css';
import { HolidayYear } from './holiday-year';

/** The working days of each year: as published, as entered, or provisional because nobody has entered them. */
export default function HolidaySection() {
  const { t } = useTranslation(['setting', 'administration', 'common']);
  const calendar = useQuery({
    queryKey: ['holidays'],
    queryFn: () => answer<HolidayCalendar>(client.GET('/api/v1/admin/holidays')),
  });
  const thisYear = localTime(Date.now()).year;
  const years = calendar.data ? knownYears(calendar.data, thisYear) : [];
  const [chosen, setChosen] = useState<number | null>(null);
  const [draft, setDraft] = useState<YearArrangement | null>(null);
  const current =
    years.find(({ year }) => year === chosen) ??
    years.find(({ source }) => source === 'provisional') ??
    years.find(({ year }) => year === thisYear);
  return (
    <>
      <header className={administration.head}>
        <h1>{t('administration:section.holidays')}</h1>
        {years.length > 0 && !draft && (
          <Segment
            label={t('holiday.year')}
            value={String(current?.year)}
            onChange={(year) => setChosen(Number(year))}
            options={years.map(({ year, source }) => ({
              value: String(year),
              label: (
                <>
                  {year}
                  {source === 'provisional' && <span className="count">{t('holiday.provisionalShort')}</span>}
                </>
              ),
            }))}
          />
        )}
        {current && !draft && (
          <span className="right">
            <Button primary={current.source === 'provisional'} onClick={() => setDraft(current)}>
              {t(current.source === 'provisional' ? 'holiday.enter' : 'holiday.change')}
            </Button>
          </span>
        )}
      </header>
      {calendar.isPending && <TextSkeleton lines={8} label={t('common:loading')} />}
      {calendar.error && (
        <StaleLine text={problemText(calendar.error)} onRetry={() => void calendar.refetch()} />
      )}
      {current && !draft && <YearView year={current} />}
      {current && draft && (
        <YearEditor
          first={draft}
          source={current.source}
          onClose={(year) => {
            setDraft(null);
            setChosen(year);
          }}
        />
      )}
    </>
  );
}

function YearView({ year }: { year: KnownYear }) {
  const { t } = useTranslation('setting');
  return (
    <>
      {year.source === 'provisional' ? (
        <p className={administration.notice}>
          <Icon name="warning" />
          <span>
            <b>{t('holiday.provisional', { year: year.year })}</b>
            {t('holiday.provisionalText')}
          </span>
        </p>
      ) : (
        <p className={administration.lead}>
          {t(`holiday.source.${year.source}`, { year: year.year })}
          {t('holiday.counts', { holidays: year.holidays.length, workdays: year.workdays.length })}
        </p>
      )}
      <HolidayYear arrangement={year} />
    </>
  );
}

function YearEditor({
  first,
  source,
  onClose,
}: {
  first: YearArrangement;
  source: KnownYear['source'];
  onClose: (year: number) => void;
}) {
  const { t } = useTranslation(['setting', 'common']);
  const { message } = App.useApp();
  const confirm = useConfirm();
  const queries = useQueryClient();
  const [arrangement, setArrangement] = useState<YearArrangement>(first);
  const leaving = useLeaving(arrangement !== first);
  const { year, holidays, workdays } = arrangement;
  const offerAnew = (count: number) =>
    confirm({
      title: t('holiday.runningTitle', { count }),
      content: t('holiday.runningText'),
      okText: t('holiday.computeAnew'),
      act: async () => {
        const { moved } = await answer<{ moved: number }>(
          client.POST('/api/v1/admin/holidays/running-steps', {}),
        );
        void message.success(t('holiday.computed', { count: moved }));
      },
    });
  const save = () =>
    confirm({
      title: t('holiday.saveTitle', { year }),
      content: (
        <>
          <p>{t('holiday.counts', { holidays: holidays.length, workdays: workdays.length })}</p>
          <p>{t(source === 'published' ? 'holiday.saveOverPublished' : 'holiday.saveText')}</p>
        </>
      ),
      okText: t('common:save'),
      act: async () => {
        const { runningSteps } = await answer<{ runningSteps: number }>(
          client.PUT('/api/v1/admin/holidays/{year}', {
            params: { path: { year } },
            body: { holidays, workdays },
          }),
        );
        await queries.invalidateQueries({ queryKey: ['holidays'] });
        void message.success(t('holiday.saved', { year }));
        onClose(year);
        if (runningSteps > 0) offerAnew(runningSteps);
      },
    });
  return (
    <>
      <div className={styles.bar}>
        <p>
          <b>{t('holiday.editing', { year })}</b>
          <span className="muted">{t('holiday.how')}</span>
        </p>
        <span className="no-wrap faint" aria-live="polite">
          {t('holiday.counts', { holidays: holidays.length, workdays: workdays.length })}
        </span>
        <span className={administration.acts}>
          <Button onClick={() => leaving(() => onClose(year))}>{t('common:cancel')}</Button>
          <Button primary disabled={holidays.length === 0} onClick={save}>
            {t('common:save')}
          </Button>
        </span>
      </div>
      <HolidayYear arrangement={arrangement} onToggle={(day) => setArrangement((now) => toggled(now, day))} />
    </>
  );
}
