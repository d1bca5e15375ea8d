import { type ButtonHTMLAttributes, type MouseEvent, type ReactNode, useState } from 'react';
import { Link } from 'react-router';

type Look = { primary?: boolean; text?: boolean; small?: boolean };

const classes = ({ primary, text, small }: Look, more?: string): string =>
  ['button', primary && 'primary', text && 'text', small && 'small', more].filter(Boolean).join(' ');

/**
 * A button as drawn. `primary` is red and stands once on a page. While what `onClick` promised is under way, or
 * `busy` says so, it shows it and takes no second click; it keeps the focus, which `disabled` would lose.
 */
export function Button({
  primary,
  text,
  small,
  className,
  busy = false,
  onClick,
  ...rest
}: Look & { busy?: boolean; onClick?: (event: MouseEvent<HTMLButtonElement>) => unknown } & Omit<
    ButtonHTMLAttributes<HTMLButtonElement>,
    'onClick'
  >) {
  const [acting, setActing] = useState(false);
  const waiting = busy || acting;
  const act = (event: MouseEvent<HTMLButtonElement>) => {
    if (waiting) return event.preventDefault();
    const outcome = onClick?.(event);
    if (!(outcome instanceof Promise)) return;
    setActing(true);
    void outcome.finally(() => setActing(false));
  };
  return (
    <button
      type="button"
      className={classes({ primary, text, small }, className)}
      aria-busy={waiting || undefined}
      aria-disabled={waiting || undefined}
      onClick={act}
      {...rest}
    />
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  to,
  className,
  children,
  label,
  ...look
}: Look & { to: string; className?: string; children: ReactNode; label?: string }) {
  return (
    <Link to={to} className={classes(look, className)} aria-label={label}>
      {children}
    </Link>
  );
}
