import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText, exactText, momentText } from './date-text';

/** The present, renewed every half minute so that 还剩3天 does not go stale on an open page. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A date or a time as people say it; exactly on hover. Never breaks over a line. */
export function Moment({
  at,
  clock = false,
  zone,
}: {
  at: string;
  clock?: boolean;
  /** The zone of the cycle, for its dates; the bureau's otherwise. */
  zone?: string;
}) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <time className="no-wrap" dateTime={at} title={exactText(t, at, zone)}>
      {clock ? momentText(t, at, now, zone) : dayText(t, at, now, zone)}
    </time>
  );
}
