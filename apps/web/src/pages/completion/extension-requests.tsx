import { useQueryClient } from '@tanstack/react-query';
import { DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import type { ReportRow } from '../../api/contract';
import { problemText } from '../../api/problem';
import { denyExtension, grantExtension } from '../../api/report';
import { Button } from '../../kit/button';
import { ReasonDialog } from '../../kit/reason-dialog';
import { dayCode } from '../../time/calendar';
import { Moment } from '../../time/moment';
import { typedFormats } from '../../time/typed-formats';
import styles from './extension-requests.module.css';

/** Another day than the one asked for, chosen in place. */
function OtherDay({
  zone,
  onGrant,
  onCancel,
}: {
  zone: string;
  onGrant: (until: string) => Promise<void>;
  onCancel: () => void;
}) {
  const { t } = useTranslation('completion');
  const [day, setDay] = useState<Dayjs | null>(null);
  return (
    <div className={styles.acts}>
      <DatePicker
        format={typedFormats}
        autoFocus
        size="small"
        aria-label={t('ext.other')}
        value={day}
        disabledDate={(date) => date.format('YYYY-MM-DD') < dayCode(Date.now(), zone)}
        onChange={setDay}
      />
      <Button small disabled={!day} onClick={() => day && onGrant(day.format('YYYY-MM-DD'))}>
        {t('ext.grant')}
      </Button>
      <Button small text onClick={onCancel}>
        {t('common:cancel')}
      </Button>
    </div>
  );
}

function Request({ report }: { report: ReportRow }) {
  const { t } = useTranslation('completion');
  const queries = useQueryClient();
  const [mode, setMode] = useState<'asked' | 'other' | 'deny'>('asked');
  const [left, setLeft] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { extension } = report;
  const requested = extension?.requested;
  if (!extension || !requested) return null;
  const settle = async (act: () => Promise<unknown>) => {
    await act();
    await queries.invalidateQueries({ queryKey: ['reports'] });
    await queries.invalidateQueries({ queryKey: ['completion'] });
  };
  const grant = async (until: string) => {
    setFailure(null);
    await settle(() => grantExtension(extension.id, until)).catch((error) => setFailure(problemText(error)));
  };
  return (
    <div className={styles.request}>
      {t('ext.asks', { who: extension.by?.name ?? report.org.name })}
      <Moment at={requested} zone={report.cycle.timeZone} />
      {extension.reason && t('ext.because', { reason: extension.reason.replace(/[。.]$/, '') })}
      <div className="muted">{report.org.name}</div>
      {mode === 'other' ? (
        <OtherDay
          zone={report.cycle.timeZone}
          onGrant={grant}
          onCancel={() => {
            setMode('asked');
            setLeft(true);
          }}
        />
      ) : (
        <div className={styles.acts}>
          <Button small onClick={() => grant(requested)}>
            {t('ext.grant')}
          </Button>
          <Button small autoFocus={left} onClick={() => setMode('other')}>
            {t('ext.other')}
          </Button>
          <Button small text onClick={() => setMode('deny')}>
            {t('ext.deny')}
          </Button>
        </div>
      )}
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      {mode === 'deny' && (
        <ReasonDialog
          keptAs={`deny.${extension.id}`}
          title={t('ext.denyTitle')}
          label={t('ext.reason')}
          confirm={t('ext.deny')}
          onConfirm={(reason) => settle(() => denyExtension(extension.id, reason))}
          onClose={() => setMode('asked')}
        />
      )}
    </div>
  );
}

/** Requests for more time, each to grant, to grant until another day, or to deny. */
export function ExtensionRequests({ reports }: { reports: ReportRow[] }) {
  const { t } = useTranslation('completion');
  const { hash } = useLocation();
  const section = useRef<HTMLElement>(null);
  const asking = reports.filter((report) => report.extension?.state === 'requested');
  const asked = asking.length > 0 && hash === '#extensions';
  // Whoever comes for them from the workbench: on a phone they stand below the whole table.
  useEffect(() => {
    if (asked) section.current?.scrollIntoView({ block: 'center' });
  }, [asked]);
  if (asking.length === 0) return null;
  return (
    <section ref={section}>
      <h2>{t('ext.title')}</h2>
      {asking.map((report) => (
        <Request key={report.id} report={report} />
      ))}
    </section>
  );
}
