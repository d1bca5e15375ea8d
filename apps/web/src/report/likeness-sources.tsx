import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Likeness, LikenessSource, SharedPassage, TemplateDefinition } from '../api/contract';
import { Button } from '../kit/button';
import { Dialog } from '../kit/dialog';
import commentCard from './comment-card.module.css';
import styles from './likeness-sources.module.css';
import { numberedTitle } from './section-title';

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function useNames(template: TemplateDefinition) {
  const { t } = useTranslation('report');
  const sourceName = ({ kind, readable, from, sample }: LikenessSource): string => {
    if (kind === 'sample') return t('likeness.sample', { title: sample?.title ?? '' });
    if (!readable || !from) return t('likeness.hidden');
    return t(kind === 'earlier' ? 'likeness.earlier' : 'likeness.other', {
      org: from.org.name,
      cycle: from.cycle.title,
    });
  };
  const placeName = ({ kind, key }: SharedPassage['own']): string => {
    const at = template.sections.findIndex((section) => section.key === key);
    if (kind === 'problem') return t('likeness.problem');
    return at < 0 ? '' : numberedTitle(at, template.sections[at]?.title ?? '');
  };
  return { sourceName, placeName };
}

/** Both texts side by side, passage by passage. */
function SideBySide({
  source,
  template,
  onClose,
}: {
  source: LikenessSource;
  template: TemplateDefinition;
  onClose: () => void;
}) {
  const { t } = useTranslation('report');
  const { sourceName, placeName } = useNames(template);
  return (
    <Dialog width={960} title={sourceName(source)} footer={null} mask={{ closable: true }} onCancel={onClose}>
      <p className="muted">
        {t('likeness.shares', { count: source.characters, share: percent(source.share) })}
      </p>
      {(source.passages ?? []).map(({ own, other, length }) => (
        <section className={styles.passages} key={`${own.kind}${own.key}${own.from}-${other.from}`}>
          <div>
            <h3>{t('likeness.here', { place: placeName(own) })}</h3>
            <p>{own.text}</p>
          </div>
          <div>
            <h3>
              {t('likeness.there', { place: placeName(other) })}
              <span>{t('likeness.length', { count: length })}</span>
            </h3>
            <p>{other.text}</p>
          </div>
        </section>
      ))}
    </Dialog>
  );
}

/**
 * How much of a report is its own, and who shares the rest, most first. The other text can be opened beside
 * it only where the caller may read both; else only how much is shared is said.
 */
export function LikenessSources({
  likeness,
  template,
  onPoint,
}: {
  likeness: Likeness;
  template: TemplateDefinition;
  onPoint?: (index: number) => void;
}) {
  const { t } = useTranslation('report');
  const { sourceName } = useNames(template);
  const [open, setOpen] = useState<LikenessSource | null>(null);
  return (
    <div className={styles.sources}>
      <p className={styles.own}>
        <b>{t('likeness.own', { share: percent(likeness.ownShare) })}</b>
        <span>{t('likeness.of', { count: likeness.characters, shared: likeness.shared })}</span>
      </p>
      <div className="meter" aria-hidden="true">
        <i style={{ width: percent(likeness.ownShare) }} />
      </div>
      {likeness.sources.length === 0 && <p className="faint">{t('likeness.none')}</p>}
      {likeness.sources.map((source, index) => (
        // Sources the caller may not read carry nothing to tell them apart but their rank.
        <article className={commentCard.card} key={source.reportId ?? source.sample?.id ?? `hidden-${index}`}>
          <div className={commentCard.head}>
            <button
              type="button"
              className={commentCard.number}
              disabled={!onPoint || !source.passages?.length}
              aria-label={t('likeness.toPassage', { number: index + 1 })}
              onClick={() => onPoint?.(index)}
            >
              {index + 1}
            </button>
            <b>{sourceName(source)}</b>
          </div>
          {t('likeness.shares', { count: source.characters, share: percent(source.share) })}
          {source.passages && source.passages.length > 0 && (
            <div className={commentCard.acts}>
              <Button small onClick={() => setOpen(source)}>
                {t('likeness.compare', { count: source.passages.length })}
              </Button>
            </div>
          )}
        </article>
      ))}
      {open && <SideBySide source={open} template={template} onClose={() => setOpen(null)} />}
    </div>
  );
}
