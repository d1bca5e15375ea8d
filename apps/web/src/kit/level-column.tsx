import { type ReactNode, useLayoutEffect, useRef } from 'react';

export interface LevelItem {
  id: string;
  node: ReactNode;
}

const gap = 14;

/**
 * A column whose items stand level with what they are about, and are pushed down where they would
 * collide. `topOf` gives the wanted distance from the column's top in pixels, or null for anywhere.
 */
export function LevelColumn({
  items,
  topOf,
  className,
  level,
}: {
  items: LevelItem[];
  topOf: (id: string) => number | null;
  className: string;
  level: boolean;
}) {
  const column = useRef<HTMLDivElement>(null);
  const wanted = useRef(topOf);
  wanted.current = topOf;

  useLayoutEffect(() => {
    const box = column.current;
    if (!box) return;
    const arrange = () => {
      const children = [...box.children] as HTMLElement[];
      let used = 0;
      for (const child of children) {
        const top = level ? wanted.current(child.dataset.id ?? '') : null;
        const margin = top === null ? 0 : Math.max(0, top - used);
        const next = `${Math.round(margin)}px`;
        if (child.style.marginTop !== next) child.style.marginTop = next;
        used += margin + child.offsetHeight + gap;
      }
    };
    arrange();
    const observer = new ResizeObserver(arrange);
    for (const child of box.children) observer.observe(child);
    if (box.parentElement) observer.observe(box.parentElement);
    return () => observer.disconnect();
  });

  return (
    <div className={className} ref={column}>
      {items.map((item) => (
        <div key={item.id} data-id={item.id}>
          {item.node}
        </div>
      ))}
    </div>
  );
}
