// Words arrive by language: waited for, switched to, and missed, without ever showing a key.
import { act, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';

/** The modules as a page that has just been opened has them: nothing is loaded yet. */
async function open() {
  const { I18nProvider, useI18n } = await import('./i18n-provider');
  const { LanguageSwitch } = await import('../ui/language-switch');
  function Screen() {
    const { t } = useI18n();
    return <h1>{t('join.title')}</h1>;
  }
  const seen: string[] = [];
  const watch = new MutationObserver(() => seen.push(document.body.textContent ?? ''));
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  render(
    <I18nProvider>
      <LanguageSwitch />
      <Screen />
    </I18nProvider>,
  );
  seen.push(document.body.textContent ?? '');
  return { seen, user: userEvent.setup() };
}

const heading = () => screen.findByRole('heading');
const languageButton = (name: string) => screen.findByRole('button', { name });

beforeEach(() => {
  vi.resetModules();
  vi.doUnmock('./es');
  window.history.replaceState(null, '', '/');
});

test('the first paint says that it loads, in the right language, and never shows a key', async () => {
  window.localStorage.setItem('convene.language', 'es');
  const { seen } = await open();
  expect(screen.getByRole('status').textContent).toBe('Cargando…');
  expect(document.documentElement.lang).toBe('es');
  expect((await heading()).textContent).toBe('Unirse a una sesión');
  expect(seen.filter((text) => text.includes('join.title'))).toEqual([]);
});

test('only the words of the chosen language are loaded, until someone switches', async () => {
  const { user } = await open();
  expect((await heading()).textContent).toBe('Join a session');
  const { catalogue } = await import('./translate');
  expect(Object.keys(catalogue('es'))).toEqual([]);
  await user.click(await languageButton('Español'));
  await languageButton('English');
  expect((await heading()).textContent).toBe('Unirse a una sesión');
  expect(window.localStorage.getItem('convene.language')).toBe('es');
});

test('words that do not come are said, in their language, with a way on', async () => {
  window.localStorage.setItem('convene.language', 'es');
  vi.doMock('./es', () => {
    throw new Error('offline');
  });
  await open();
  expect((await screen.findByRole('alert')).textContent).toMatch(/no se pudo cargar/);
  expect(screen.getByRole('button', { name: 'Volver a cargar' })).toBeTruthy();
});

test('a language that does not come leaves the present one, and says so', async () => {
  vi.doMock('./es', () => {
    throw new Error('offline');
  });
  const { user } = await open();
  await user.click(await languageButton('Español'));
  expect((await screen.findByRole('alert')).textContent).toBe(
    'Spanish could not be loaded. Try again.',
  );
  expect((await heading()).textContent).toBe('Join a session');
});

test('words of a later screen come with it, and with the next language', async () => {
  const { user } = await open();
  await heading();
  const { withWords } = await import('./catalogues');
  const { catalogue } = await import('./translate');
  expect(catalogue('en')['check.title']).toBeUndefined();
  await act(() => withWords(['check'], async () => undefined));
  expect(catalogue('en')['check.title']).toBe('Check your network');
  await user.click(await languageButton('Español'));
  await languageButton('English');
  expect(catalogue('es')['check.title']).toBe('Revise su red');
});

test('the language of tests is chosen by the address and never offered', async () => {
  window.history.replaceState(null, '', '/?language=qps');
  await open();
  expect((await heading()).textContent).toMatch(/^\[Ĵ.*\]$/);
  expect(document.documentElement.lang).toBe('en');
  expect(window.localStorage.getItem('convene.language')).toBeNull();
});
