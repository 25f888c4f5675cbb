// Gives every component the words of the chosen language.
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import { localStore } from '../lib/storage';
import type { Dates } from './dates';
import { dates } from './dates';
import type { Language } from './language';
import { rememberedLanguage, rememberLanguage } from './language';
import type { Translate } from './translate';
import { translator } from './translate';

export interface I18n {
  language: Language;
  setLanguage: (language: Language) => void;
  t: Translate;
  dates: Dates;
}

const I18nContext = createContext<I18n | undefined>(undefined);

export function I18nProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() =>
    rememberedLanguage(localStore, navigator.languages),
  );

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const value = useMemo<I18n>(
    () => ({
      language,
      setLanguage(next) {
        rememberLanguage(localStore, next);
        setLanguage(next);
      },
      t: translator(language),
      dates: dates(language),
    }),
    [language],
  );
  return <I18nContext value={value}>{children}</I18nContext>;
}

export function useI18n(): I18n {
  const value = useContext(I18nContext);
  if (!value) throw new Error('useI18n needs an I18nProvider above it');
  return value;
}
