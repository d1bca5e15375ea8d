import type { ReactNode } from 'react';

/** An empty list says what that means and what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <svg
        viewBox="0 0 72 72"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <rect x="16" y="10" width="40" height="52" rx="4" />
        <path d="M25 24h22M25 33h22M25 42h12" />
        <circle cx="52" cy="52" r="11" fill="var(--bg-surface)" />
        <path d="m47 52 4 4 7-8" />
      </svg>
      <b>{title}</b>
      {children}
    </div>
  );
}
