// Runs before every test file.
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { ALL_PARTS, loadLanguage, withWords } from '../i18n/catalogues';
import { resizeTo, WIDE } from './window-width';

// Screens are drawn at once here: all their words are there before them.
await Promise.all([loadLanguage('en'), loadLanguage('es')]);
await withWords(ALL_PARTS, async () => undefined);

afterEach(() => {
  cleanup();
  resizeTo(WIDE);
  vi.useRealTimers();
  window.localStorage.clear();
  window.sessionStorage.clear();
});
