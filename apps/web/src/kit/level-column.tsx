import { type ReactNode, useLayoutEffect, useRef } from 'react';

export interface LevelItem {
  id: string;
  node: ReactNode;
}

const gap = 14;

/**
 * A column whose items stand level with what they are about, and are pushed down where they would
 * collide. `topOf` gives the wanted distance from the column's top in pixels, or null for anywhere. `under` is what
 * stands over the column's beginning, if anything: items begin below it.
 */
export function LevelColumn({
  items,
  topOf,
  className,
  level,
  under,
}: {
  items: LevelItem[];
  topOf: (id: string) => number | null;
  className: string;
  level: boolean;
  under?: () => Element | null;
}) {
  const column = useRef<HTMLDivElement>(null);
  const wanted = useRef(topOf);
  wanted.current = topOf;
  const above = useRef(under);
  above.current = under;

  useLayoutEffect(() => {
    const box = column.current;
    if (!box) return;
    const arrange = () => {
      const children = [...box.children] as HTMLElement[];
      const over = level ? above.current?.() : null;
      const floor = over ? over.getBoundingClientRect().bottom + gap - box.getBoundingClientRect().top : 0;
      let used = 0;
      for (const child of children) {
        const top = level ? wanted.current(child.dataset.id ?? '') : null;
        const margin = Math.max(0, (top ?? 0) - used, floor - used);
        const next = `${Math.round(margin)}px`;
        if (child.style.marginTop !== next) child.style.marginTop = next;
        used += margin + child.offsetHeight + gap;
      }
    };
    arrange();
    const observer = new ResizeObserver(arrange);
    for (const child of box.children) observer.observe(child);
    if (box.parentElement) observer.observe(box.parentElement);
    const over = above.current?.();
    if (over) observer.observe(over);
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
