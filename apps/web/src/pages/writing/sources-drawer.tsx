import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listSectionTexts } from '../../api/compilation';
import type { SectionDefinition } from '../../api/contract';
import { problemText } from '../../api/problem';
import { Button } from '../../kit/button';
import { Drawer } from '../../kit/drawer';
import { Segment } from '../../kit/segment';
import { TextSkeleton } from '../../kit/skeleton';
import { numberedTitle } from '../../report/section-title';
import { StaleLine } from '../../shell/page-failure';
import importDrawer from './import-drawer.module.css';
import styles from './sources-drawer.module.css';

/** The texts of the reports below, section by section and page by page, each to take over into the draft. */
export function SourcesDrawer({
  reportId,
  sections,
  onTake,
  onClose,
}: {
  reportId: string;
  sections: SectionDefinition[];
  onTake: (section: string, text: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('writing');
  const [key, setKey] = useState(sections[0]?.key ?? '');
  const [taken, setTaken] = useState<string[]>([]);
  const texts = useInfiniteQuery({
    queryKey: ['compilation-texts', reportId, key],
    initialPageParam: 1,
    queryFn: ({ pageParam }) => listSectionTexts(reportId, key, pageParam),
    getNextPageParam: (last) => (last.page * last.pageSize < last.total ? last.page + 1 : undefined),
  });
  const items = texts.data?.pages.flatMap((page) => page.items) ?? [];
  const left = (texts.data?.pages[0]?.total ?? 0) - items.length;
  return (
    <Drawer size={640} title={t('compile.sources')} onClose={onClose} mask={false}>
      <Segment
        label={t('outline')}
        value={key}
        onChange={setKey}
        options={sections.map((section, index) => ({
          value: section.key,
          label: numberedTitle(index, section.title),
        }))}
        className={styles.wrapped}
      />
      {texts.isError && <StaleLine text={problemText(texts.error)} onRetry={() => void texts.refetch()} />}
      {texts.isPending && <TextSkeleton lines={8} label={t('common:loading')} />}
      {items.map(({ reportId: source, org, revision, body }) => {
        const id = `${source}:${key}`;
        return (
          <section key={id} className={importDrawer.part}>
            <header>
              <h3>{org.name}</h3>
              <Link className="link" to={`/review/${source}`} target="_blank">
                {t('compile.open', { n: revision })}
              </Link>
              <Button
                small
                disabled={taken.includes(id)}
                onClick={() => {
                  onTake(key, body);
                  setTaken([...taken, id]);
                }}
              >
                {t(taken.includes(id) ? 'compile.taken' : 'compile.take')}
              </Button>
            </header>
            <p className={styles.source}>{body}</p>
          </section>
        );
      })}
      {texts.hasNextPage && (
        <Button text busy={texts.isFetchingNextPage} onClick={() => void texts.fetchNextPage()}>
          {t('compile.more', { count: left })}
        </Button>
      )}
    </Drawer>
  );
}
