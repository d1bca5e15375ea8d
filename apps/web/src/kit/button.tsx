import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'react-router';

type Look = { primary?: boolean; text?: boolean; small?: boolean };

const classes = ({ primary, text, small }: Look, more?: string): string =>
  ['btn', primary && 'pri', text && 'txt', small && 's', more].filter(Boolean).join(' ');

/** A button as drawn. `primary` is red and stands once on a page. */
export function Button({
  primary,
  text,
  small,
  className,
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className={classes({ primary, text, small }, className)} {...rest} />;
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
