// Tabs as screen readers know them: one stop for the Tab key, arrows between them.
import type { KeyboardEvent, ReactNode } from 'react';
import { useRef } from 'react';

export interface Tab {
  key: string;
  label: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  current: string;
  onSelect: (key: string) => void;
  /** Id of the element that holds what the current tab shows. */
  panelId: string;
  className?: string;
}

export function Tabs({ label, tabs, current, onSelect, panelId, className = 'tabs' }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);

  function handleKeyDown(event: KeyboardEvent) {
    const index = tabs.findIndex(({ key }) => key === current);
    const next = targetOf(event.key, index, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || !tab) return;
    event.preventDefault();
    onSelect(tab.key);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }

  return (
    <div ref={list} className={className} role="tablist" aria-label={label}>
      {tabs.map(({ key, label: words }) => (
        <button
          key={key}
          type="button"
          role="tab"
          className="tab"
          aria-selected={key === current}
          aria-controls={panelId}
          tabIndex={key === current ? 0 : -1}
          onClick={() => onSelect(key)}
          onKeyDown={handleKeyDown}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

function targetOf(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
