// A framed sentence or two that a person should not miss.
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names';

interface NoticeProps {
  tone?: 'plain' | 'positive' | 'warning' | 'danger';
  title?: string;
  /** Announced at once when it appears; for what the person waits for or must know. */
  urgent?: boolean;
  actions?: ReactNode;
  children?: ReactNode;
}

export function Notice({ tone = 'plain', title, urgent, actions, children }: NoticeProps) {
  return (
    <div
      className={classNames('notice', `notice-${tone}`)}
      role={urgent || tone === 'danger' ? 'alert' : undefined}
      tabIndex={-1}
    >
      <div className="notice-words">
        {title && <p className="notice-title">{title}</p>}
        {children && <div className="notice-body">{children}</div>}
      </div>
      {actions && <div className="notice-actions">{actions}</div>}
    </div>
  );
}
