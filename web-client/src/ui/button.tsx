// A button: one primary act per moment, everything else quieter.
import type { ButtonHTMLAttributes } from 'react';
import { classNames } from '../lib/class-names';

export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'danger';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  size?: 'regular' | 'small';
  /** Says that it works, and takes no second press. The focus stays. */
  busy?: boolean;
}

export function Button({
  kind = 'quiet',
  size = 'regular',
  busy = false,
  type = 'button',
  className,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        'button',
        `button-${kind}`,
        size === 'small' && 'button-small',
        className,
      )}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    />
  );
}
