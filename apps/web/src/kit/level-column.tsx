import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { gap, levels } from './levels';

export interface LevelItem {
  id: string;
  node: ReactNode;
}

/**
 * A column whose items stand level with what they are about, and are pushed down where they would
 * collide. `topOf` gives the wanted distance from the column's top in pixels, or null for anywhere. `under` is what
 * stands over the column's beginning, if anything: items begin below it. `held` is the one that gives way to none.
 */
export function LevelColumn({
  items,
  topOf,
  className,
  level,
  under,
  held,
}: {
  items: LevelItem[];
  topOf: (id: string) => number | null;
  className: string;
  level: boolean;
  under?: () => Element | null;
  held?: string | null;
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
      const tops = levels(
        children.map((child) => child.offsetHeight),
        children.map((child) => (level ? wanted.current(child.dataset.id ?? '') : null)),
        Math.max(0, floor),
        level && held ? children.findIndex((child) => child.dataset.id === held) : null,
      );
      let used = 0;
      for (const [index, child] of children.entries()) {
        const next = `${Math.round((tops[index] ?? 0) - used)}px`;
        if (child.style.marginTop !== next) child.style.marginTop = next;
        used = (tops[index] ?? 0) + child.offsetHeight + gap;
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
