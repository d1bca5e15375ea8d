import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReportRow, TemplateDefinition } from '../../api/contract';
import { problemText } from '../../api/problem';
import { getLikeness } from '../../api/report';
import { Drawer } from '../../kit/drawer';
import { TextSkeleton } from '../../kit/skeleton';
import { LikenessSources } from '../../report/likeness-sources';

/** What the saved draft shares with other reports, so that its author sees it before a reviewer does. */
export function LikenessDrawer({
  report,
  template,
  onClose,
}: {
  report: ReportRow;
  template: TemplateDefinition;
  onClose: () => void;
}) {
  const { t } = useTranslation('writing');
  const { data, error } = useQuery({
    queryKey: ['likeness', report.id, report.version],
    queryFn: () => getLikeness(report.id),
  });
  return (
    <Drawer size={420} title={t('more.likeness')} onClose={onClose} mask={false}>
      {error && <p className="hot">{problemText(error)}</p>}
      {!data && !error && <TextSkeleton lines={5} label={t('common:loading')} />}
      {data && <LikenessSources likeness={data} template={template} />}
    </Drawer>
  );
}
