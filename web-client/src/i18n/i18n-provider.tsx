// Gives every component the words of the chosen language.
import type { ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { localStore } from '../lib/storage';
import { BeforeWords } from './before-words';
import { hasLanguage, loadLanguage } from './catalogues';
import type { Dates } from './dates';
import { dates } from './dates';
import type { Language, Tongue } from './language';
import { chosenTongue, rememberLanguage } from './language';
import type { Translate } from './translate';
import { translator } from './translate';

export interface I18n {
  language: Language;
  setLanguage: (language: Language) => void;
  /** The other language is on its way, or did not come. Until then this one stays. */
  change: 'none' | 'loading' | 'failed';
  t: Translate;
  dates: Dates;
}

interface Spoken {
  language: Language;
  t: Translate;
}

const I18nContext = createContext<I18n | undefined>(undefined);

export function I18nProvider({ children }: { children: ReactNode }) {
  const [first] = useState(() =>
    chosenTongue(window.location.search, localStore, navigator.languages),
  );
  const [spoken, setSpoken] = useState(() => spokenAlready(first));
  const [change, setChange] = useState<I18n['change']>('none');

  const speak = useCallback((tongue: Tongue) => {
    setChange('loading');
    load(tongue).then(
      (next) => {
        setSpoken(next);
        setChange('none');
      },
      () => setChange('failed'),
    );
  }, []);

  const silent = spoken === undefined;
  useEffect(() => {
    if (silent) speak(first);
  }, [silent, first, speak]);

  const language = spoken?.language ?? languageOf(first);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const value = useMemo<I18n | undefined>(
    () =>
      spoken && {
        ...spoken,
        change,
        setLanguage(next) {
          rememberLanguage(localStore, next);
          const already = spokenAlready(next);
          if (!already) return speak(next);
          setSpoken(already);
          setChange('none');
        },
        dates: dates(spoken.language),
      },
    [spoken, change, speak],
  );
  if (!value) return <BeforeWords language={language} failed={change === 'failed'} />;
  return <I18nContext value={value}>{children}</I18nContext>;
}

export function useI18n(): I18n {
  const value = useContext(I18nContext);
  if (!value) throw new Error('useI18n needs an I18nProvider above it');
  return value;
}

function languageOf(tongue: Tongue): Language {
  return tongue === 'qps' ? 'en' : tongue;
}

function spokenAlready(tongue: Tongue): Spoken | undefined {
  if (tongue === 'qps' || !hasLanguage(tongue)) return undefined;
  return { language: tongue, t: translator(tongue) };
}

async function load(tongue: Tongue): Promise<Spoken> {
  const language = languageOf(tongue);
  await loadLanguage(language);
  const alter = tongue === 'qps' ? (await import('./pseudo')).pseudo : undefined;
  return { language, t: translator(language, alter) };
}
