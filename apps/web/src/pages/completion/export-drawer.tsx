import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '../../api/contract';
import { type Archive, type ArchiveFormat, listArchives, orderArchive } from '../../api/export';
import { problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Drawer } from '../../kit/drawer';
import { Segment } from '../../kit/segment';
import { TextSkeleton } from '../../kit/skeleton';
import { StaleLine } from '../../shell/page-failure';
import { ArchiveLine } from './archive-line';
import styles from './export-drawer.module.css';

const formats: ArchiveFormat[] = ['pdf', 'docx', 'txt'];
const pending = (archive: Archive): boolean => archive.state === 'queued' || archive.state === 'running';
const archivesKey = ['exports'];

/** Asks again by itself while something is being packed. */
const useArchives = () =>
  useQuery({
    queryKey: archivesKey,
    queryFn: listArchives,
    refetchInterval: ({ state }) => (state.data?.some(pending) ? 1_000 : false),
  });

/** Orders a zip of what was handed in below a unit, and lists the recent ones with how far they are. */
export function ExportDrawer({
  cycle,
  units,
  onClose,
}: {
  cycle: Cycle;
  units: { code: string; name: string }[];
  onClose: () => void;
}) {
  const { t } = useTranslation('completion');
  const id = useId();
  const queries = useQueryClient();
  const archives = useArchives();
  const [under, setUnder] = useState<string>();
  const [format, setFormat] = useState<ArchiveFormat>('pdf');
  const [failure, setFailure] = useState<string | null>(null);
  const order = async (wanted: Parameters<typeof orderArchive>[0]) => {
    setFailure(null);
    try {
      await orderArchive(wanted);
    } catch (error) {
      setFailure(problemText(error));
    }
    await queries.invalidateQueries({ queryKey: archivesKey });
  };
  return (
    <Drawer size={420} title={t('zip.title')} onClose={onClose}>
      <p className="muted">{t('zip.text', { title: cycle.title })}</p>
      <div className={styles.form}>
        <label htmlFor={id}>{t('zip.under')}</label>
        <Select
          id={id}
          showSearch
          allowClear
          value={under}
          placeholder={t('zip.all')}
          optionFilterProp="label"
          options={units.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={setUnder}
        />
        <span>{t('zip.format')}</span>
        <Segment
          label={t('zip.format')}
          value={format}
          onChange={setFormat}
          options={formats.map((value) => ({ value, label: t(`zip.formats.${value}`) }))}
        />
      </div>
      <p>
        <Button onClick={() => order({ cycle: cycle.id, under, format })}>{t('zip.order')}</Button>
      </p>
      {failure && (
        <p className="hot" role="alert">
          {failure}
        </p>
      )}
      <h3 className={styles.heading}>{t('zip.recent')}</h3>
      {archives.error && (
        <StaleLine text={problemText(archives.error)} onRetry={() => void archives.refetch()} />
      )}
      {archives.isPending && <TextSkeleton lines={3} label={t('common:loading')} />}
      {archives.data?.length === 0 && <p className="muted">{t('zip.none')}</p>}
      <ul className={styles.list}>
        {archives.data?.map((archive) => (
          <ArchiveLine
            key={archive.id}
            archive={archive}
            onRetry={() =>
              order({
                cycle: archive.cycle.id,
                under: archive.org.id,
                format: archive.format as ArchiveFormat,
              })
            }
          />
        ))}
      </ul>
    </Drawer>
  );
}
