import type { ReactNode } from 'react';

/** Under a list that does not show everything: how much is missing, and the way to it. */
export function MoreLine({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <p className="muted" role="status">
      {text} {children}
    </p>
  );
}
