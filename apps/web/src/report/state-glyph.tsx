import type { ReactElement } from 'react';
import type { ReportState } from '../api/contract';

const ring = <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const cut = {
  fill: 'none',
  stroke: 'var(--bg-surface)',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

const shapes: Record<ReportState, ReactElement> = {
  not_started: (
    <circle
      cx="8"
      cy="8"
      r="6.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2.4 2.47"
    />
  ),
  drafting: (
    <>
      {ring}
      <path d="M8 8V3.6A4.4 4.4 0 0 1 12.4 8Z" fill="currentColor" />
    </>
  ),
  in_review: (
    <>
      {ring}
      <path d="M8 3.6a4.4 4.4 0 0 1 0 8.8Z" fill="currentColor" />
    </>
  ),
  returned: (
    <>
      <path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="currentColor" />
      <path d="M6.6 5.2 4.7 7.1l1.9 1.9M4.9 7.1h4.2a1.7 1.7 0 0 1 0 3.4H8" {...cut} strokeWidth="1.4" />
    </>
  ),
  approved: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.9 8.2 2.2 2.2 4-4.4" {...cut} strokeWidth="1.7" />
    </>
  ),
  published: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="2.5" fill="currentColor" />
      <path d="M4.6 5h6.8M4.6 8h6.8M4.6 11h4" {...cut} strokeWidth="1.5" />
    </>
  ),
  waived: (
    <>
      {ring}
      <path d="M4.8 8h6.4" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
};

const tone: Record<ReportState, string> = {
  not_started: '',
  drafting: '',
  in_review: 'review',
  returned: 'return',
  approved: 'settled',
  published: 'public',
  waived: '',
};

/** CSS class of a state's colour; the shape tells the state without it. */
export const stateTone = (state: ReportState): string => tone[state];

/** The shape alone. With `label` it carries its own name, else a word must stand beside it. */
export function StateGlyph({ state, label }: { state: ReportState; label?: string }) {
  return label ? (
    <svg viewBox="0 0 16 16" role="img" aria-label={label}>
      {shapes[state]}
    </svg>
  ) : (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}

/** Shape, colour and a word: by default the state's name. */
export function StateMark({ state, children }: { state: ReportState; children: React.ReactNode }) {
  return (
    <span className={`state ${tone[state]}`}>
      <StateGlyph state={state} />
      {children}
    </span>
  );
}
