import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { foreseenRecusals, type Recusals, recusalsOf } from './delegation';

/** As many units as one line names. */
const mostNamed = 5;

/** Says in which reports under review a delegation sets its delegate's parts against each other 回避. */
export function RecusalNotice(
  of: { delegationId: string } | { appointmentId?: string; delegateId?: string },
) {
  const { t } = useTranslation();
  const offered = 'delegationId' in of ? of.delegationId : undefined;
  const [appointmentId, delegateId] = 'delegationId' in of ? [] : [of.appointmentId, of.delegateId];
  const { data } = useQuery({
    queryKey: ['recusals', offered, appointmentId, delegateId],
    enabled: Boolean(offered ?? (appointmentId && delegateId)),
    queryFn: (): Promise<Recusals> =>
      offered ? recusalsOf(offered) : foreseenRecusals(appointmentId ?? '', delegateId ?? ''),
    // What cannot be foreseen is refused when it is made, with its reason.
    retry: false,
  });
  const [first] = data?.items ?? [];
  if (!data || !first) return null;
  const names = [...new Set(data.items.map(({ org }) => org.name))].slice(0, mostNamed).join(t('listComma'));
  return (
    <p className="warning" role="status">
      {t(`recusal.${first.why}`, { count: data.total, names })}
    </p>
  );
}
