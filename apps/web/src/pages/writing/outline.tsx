import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../kit/icon';
import styles from './outline.module.css';

export interface OutlineItem {
  id: string;
  title: string;
  note: string;
  frozen: boolean;
}

/** The part in view, so that the outline follows the reader. */
function usePartInView(ids: string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0]);
  const key = ids.join();
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries
          .filter((entry) => entry.isIntersecting)
          .sort((a, b) => a.boundingClientRect.top - b.boundingClientRect.top)[0];
        if (seen) setCurrent(seen.target.id);
      },
      { rootMargin: '-15% 0px -60% 0px' },
    );
    for (const id of key.split(',')) {
      const part = document.getElementById(id);
      if (part) observer.observe(part);
    }
    return () => observer.disconnect();
  }, [key]);
  return current;
}

export function Outline({ items }: { items: OutlineItem[] }) {
  const { t } = useTranslation('writing');
  const current = usePartInView(items.map((item) => item.id));
  return (
    <nav className={`${styles.outline} no-paper`} aria-label={t('outline')}>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <a
              href={`#${item.id}`}
              className={item.id === current ? styles.current : item.frozen ? styles.locked : undefined}
              aria-current={item.id === current ? 'location' : undefined}
            >
              <Icon name={item.frozen ? 'lock' : 'pen'} />
              <span>
                {item.title}
                <small>{item.note}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
