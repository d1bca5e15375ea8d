import type { ReactNode } from 'react';

export interface SegmentOption<T extends string> {
  value: T;
  label: ReactNode;
  count?: number;
}

/** One of a few: a filter (pressed buttons) or views of the same thing (tabs). */
export function Segment<T extends string>({
  label,
  value,
  options,
  onChange,
  kind = 'filter',
  className = '',
}: {
  label: string;
  value: T;
  options: SegmentOption<T>[];
  onChange: (value: T) => void;
  kind?: 'filter' | 'tabs';
  className?: string;
}) {
  const tabs = kind === 'tabs';
  const group = { role: tabs ? 'tablist' : 'group', 'aria-label': label };
  return (
    <div className={`segments ${className}`} {...group}>
      {options.map((option) => {
        const on = option.value === value;
        const state = tabs ? { role: 'tab', 'aria-selected': on } : { 'aria-pressed': on };
        return (
          <button key={option.value} type="button" {...state} onClick={() => onChange(option.value)}>
            {option.label}
            {option.count !== undefined && <span className="count">{option.count}</span>}
          </button>
        );
      })}
    </div>
  );
}
