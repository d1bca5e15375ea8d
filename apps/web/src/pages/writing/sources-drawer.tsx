import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CompiledSource } from '../../api/compilation';
import type { SectionDefinition } from '../../api/contract';
import { Button } from '../../kit/button';
import { Drawer } from '../../kit/drawer';
import { Segment } from '../../kit/segment';
import { numberedTitle } from '../../report/section-title';
import './sources-drawer.css';
import './import-drawer.css';

/** The texts of the reports below, section by section, each to take over into the draft. */
export function SourcesDrawer({
  sources,
  sections,
  onTake,
  onClose,
}: {
  sources: CompiledSource[];
  sections: SectionDefinition[];
  onTake: (section: string, text: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('writing');
  const [key, setKey] = useState(sections[0]?.key ?? '');
  const [taken, setTaken] = useState<string[]>([]);
  const bodyOf = (source: CompiledSource) =>
    source.sections.find((section) => section.key === key)?.body ?? '';
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
        className="wrap"
      />
      {sources
        .filter((source) => bodyOf(source))
        .map((source) => {
          const id = `${source.reportId}:${key}`;
          return (
            <section key={id} className="imp">
              <header>
                <h3>{source.org.name}</h3>
                <Link className="link" to={`/review/${source.reportId}`} target="_blank">
                  {t('compile.open', { n: source.revision })}
                </Link>
                <Button
                  small
                  disabled={taken.includes(id)}
                  onClick={() => {
                    onTake(key, bodyOf(source));
                    setTaken([...taken, id]);
                  }}
                >
                  {t(taken.includes(id) ? 'compile.taken' : 'compile.take')}
                </Button>
              </header>
              <p className="src">{bodyOf(source)}</p>
            </section>
          );
        })}
    </Drawer>
  );
}
