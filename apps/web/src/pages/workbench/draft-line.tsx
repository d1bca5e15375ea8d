import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../../api/contract';
import { getReport } from '../../api/report';
import { useTemplate } from '../../report/template';
import { momentText } from '../../time/date-text';

/** 5章写完3章，“原因剖析”还空着　今天 09:12 自动保存: how far a draft is, once its text is known. */
export function DraftLine({ report, now }: { report: ReportRow; now: number }) {
  const { t } = useTranslation('workbench');
  const { data } = useQuery({
    queryKey: ['draft', report.id, report.version],
    queryFn: () => getReport(report.id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const template = useTemplate(report).data;
  const sections = template?.sections ?? [];
  const empty = sections.filter(
    ({ key }) => !data?.content?.sections.find((section) => section.key === key)?.body.trim(),
  );
  const missing = empty.find((section) => section.required);
  return (
    <>
      {data?.content && sections.length > 0 && (
        <span>
          {t('draft.written', { total: sections.length, done: sections.length - empty.length })}
          {missing && t('draft.missing', { title: missing.title })}
        </span>
      )}
      <span>{t('savedAt', { at: momentText(t, report.updatedAt, now) })}</span>
    </>
  );
}
