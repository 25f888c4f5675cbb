// The frame of an ordinary screen: one heading, which gets the focus when one comes to it.
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useI18n } from '../i18n/i18n-provider';

interface PageProps {
  title: string;
  /** The language of the title, when it is not the page's. */
  titleLang?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: 'narrow' | 'wide';
  children?: ReactNode;
}

// The first screen of a visit leaves the focus where the browser put it.
let visited = false;

export function Page({ title, titleLang, lead, actions, width = 'narrow', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useEffect(() => {
    if (visited) heading.current?.focus();
    visited = true;
  }, []);
  return (
    <main id="content" className={`page page-${width}`}>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1} lang={titleLang}>
          {title}
        </h1>
        {actions && <div className="page-actions">{actions}</div>}
        {lead && <div className="page-lead">{lead}</div>}
      </header>
      {children}
    </main>
  );
}

export function useTitle(title: string): void {
  const { t } = useI18n();
  const app = t('app.name');
  useEffect(() => {
    document.title = title === '' ? app : `${title} · ${app}`;
  }, [title, app]);
}
