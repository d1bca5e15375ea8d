import { useQuery } from '@tanstack/react-query';
import { Input, Tree, type TreeDataNode } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getOrgTree, type OrgTreeNode, searchEndedUnits } from '../../../api/administration';
import { problemText } from '../../../api/problem';
import { Button } from '../../../kit/button';
import { Empty } from '../../../kit/empty';
import { limit } from '../../../kit/limit';
import { TextSkeleton } from '../../../kit/skeleton';
import { StaleLine } from '../../../shell/page-failure';
import administration from '../administration.module.css';
import { EndedLine } from './ended-line';
import { OrgDetail } from './org-detail';
import { OrgImport } from './org-import';
import styles from './org-section.module.css';
import { expandedBy, findNode, matching } from './org-tree';
import { ReorganisationPreview } from './reorganisation-preview';

const toData = (nodes: OrgTreeNode[]): TreeDataNode[] =>
  nodes.map((node) => ({ key: node.id, title: node.name, children: toData(node.children ?? []) }));

/** The tree of units: search, drag to move with a preview, and the chosen unit's page. */
export default function OrgSection() {
  const { t } = useTranslation('administration');
  const tree = useQuery({ queryKey: ['org-tree'], queryFn: getOrgTree });
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const ended = useQuery({
    queryKey: ['org-ended', search],
    enabled: search !== '',
    queryFn: () => searchEndedUnits(search),
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const [opened, setOpened] = useState<string[] | null>(null);
  const [importing, setImporting] = useState(false);
  const [over, setOver] = useState<string | null>(null);
  const [moving, setMoving] = useState<{ unit: OrgTreeNode; parent: OrgTreeNode } | null>(null);
  const nodes = useMemo(() => matching(tree.data ?? [], search), [tree.data, search]);
  const data = useMemo(() => toData(nodes), [nodes]);
  const expanded = search ? expandedBy(nodes) : (opened ?? (tree.data ?? []).map((node) => node.id));
  const current = chosen ?? tree.data?.[0]?.id ?? null;

  return (
    <div className={styles.columns}>
      <div className={styles.side}>
        <header className={administration.head}>
          <h1>{t('section.org')}</h1>
          <span className="right">
            <Button onClick={() => setImporting(true)}>{t('org.import')}</Button>
            <a className="button" href="/api/v1/org-units/export?format=xlsx" download>
              {t('org.export')}
            </a>
          </span>
        </header>
        <Input.Search
          allowClear
          value={text}
          count={limit(100)}
          aria-label={t('org.search')}
          placeholder={t('org.search')}
          onChange={(event) => setText(event.target.value)}
        />
        <p className="faint desk-only">
          {t('org.drag')}
          {t('org.endedHint')}
        </p>
        {tree.isPending && <TextSkeleton lines={8} label={t('common:loading')} />}
        {tree.error && <StaleLine text={problemText(tree.error)} onRetry={() => void tree.refetch()} />}
        {tree.data && nodes.length === 0 && ended.data?.length === 0 && (
          <Empty title={t('org.noHit', { q: search })} />
        )}
        <Tree
          className={`surface ${styles.tree}`}
          treeData={data}
          blockNode
          draggable={{ icon: false }}
          height={640}
          selectedKeys={current ? [current] : []}
          expandedKeys={expanded}
          onExpand={(keys) => setOpened(keys.map(String))}
          onSelect={(keys) => keys[0] && setChosen(String(keys[0]))}
          dropIndicatorRender={() => <></>}
          titleRender={(node) => (
            <span className={node.key === over ? styles.target : undefined}>{node.title as string}</span>
          )}
          onDragEnter={({ node }) => setOver(String(node.key))}
          onDragEnd={() => setOver(null)}
          onDrop={({ dragNode }) => {
            setOver(null);
            const all = tree.data ?? [];
            const unit = findNode(all, String(dragNode.key));
            // Where it was let go of, not the gap that the tree would offer: a unit goes below a unit.
            const parent = over ? findNode(all, over) : null;
            if (!unit || !parent || findNode([unit], parent.id)) return;
            if (findNode(all, unit.id, true)?.id !== parent.id) setMoving({ unit, parent });
          }}
        />
        {search && (ended.data?.length ?? 0) > 0 && (
          <section className={styles.ended} aria-label={t('org.ended')}>
            <h2>{t('org.ended')}</h2>
            <ul className="surface">
              {ended.data?.map((unit) => (
                <li key={unit.id}>
                  <button
                    type="button"
                    className="plain"
                    aria-pressed={unit.id === current}
                    onClick={() => setChosen(unit.id)}
                  >
                    <b>{unit.name}</b> <span className="faint">{unit.code}</span>
                    <EndedLine unit={unit} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <div className={styles.detail}>{current && <OrgDetail key={current} id={current} />}</div>
      {importing && <OrgImport onClose={() => setImporting(false)} />}
      {moving && (
        <ReorganisationPreview
          unit={moving.unit}
          act="move"
          title={t('org.moveTitle', { unit: moving.unit.name, parent: moving.parent.name })}
          body={{ parent: moving.parent.id }}
          onClose={() => setMoving(null)}
        />
      )}
    </div>
  );
}
