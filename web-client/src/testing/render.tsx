// Renders a component as the app would: with words around it, and with someone at the keyboard.
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { vi } from 'vitest';
import { I18nProvider } from '../i18n/i18n-provider';

export function renderInApp(element: ReactElement) {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  return { user, ...render(<I18nProvider>{element}</I18nProvider>) };
}
