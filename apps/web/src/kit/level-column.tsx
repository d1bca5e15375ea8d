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
  className?: string;
  level: boolean;
  under?: () => Element | null;
  held?: string | null;
}) {
  const column = useRef<HTMLDivElement>(null);
  const wanted = useRef(topOf);
  wanted.current = topOf;
  const above = useRef(under);
  above.current = under;
  const latest = useRef<() => void>(null);
  const watch = useRef<{ observer: ResizeObserver; of: Element[] } | null>(null);

  useLayoutEffect(() => {
    const box = column.current;
    if (!box) return;
    const arrange = () => {
      const children = [...box.children] as HTMLElement[];
      // All is measured before anything is moved, or each item would lay out the page anew.
      const heights = children.map((child) => child.offsetHeight);
      const over = level ? above.current?.() : null;
      const floor = over ? over.getBoundingClientRect().bottom + gap - box.getBoundingClientRect().top : 0;
      const tops = levels(
        heights,
        children.map((child) => (level ? wanted.current(child.dataset.id ?? '') : null)),
        Math.max(0, floor),
        level && held ? children.findIndex((child) => child.dataset.id === held) : null,
      );
      let used = 0;
      for (const [index, child] of children.entries()) {
        const next = `${Math.round((tops[index] ?? 0) - used)}px`;
        if (child.style.marginTop !== next) child.style.marginTop = next;
        used = (tops[index] ?? 0) + (heights[index] ?? 0) + gap;
      }
    };
    arrange();
    // What is watched stays the same while one types.
    const watched = [...box.children, box.parentElement, above.current?.() ?? null].filter(
      (one) => one !== null,
    );
    const same =
      watch.current?.of.length === watched.length &&
      watched.every((one, at) => watch.current?.of[at] === one);
    latest.current = arrange;
    if (same) return;
    watch.current?.observer.disconnect();
    const observer = new ResizeObserver(() => latest.current?.());
    for (const one of watched) observer.observe(one);
    watch.current = { observer, of: watched };
  });
  useLayoutEffect(
    () => () => {
      watch.current?.observer.disconnect();
      watch.current = null;
    },
    [],
  );

  return (
    <div className={className} data-cards ref={column}>
      {items.map((item) => (
        <div key={item.id} data-id={item.id}>
          {item.node}
        </div>
      ))}
    </div>
  );
}
