// The few words that must be there before any catalogue is.
import type { Language } from './language';

interface FirstWords {
  loading: string;
  failed: string;
  again: string;
}

export const FIRST_WORDS: Record<Language, FirstWords> = {
  en: {
    loading: 'Loading…',
    failed: 'This page could not be loaded completely. Your network may be down.',
    again: 'Load again',
  },
  es: {
    loading: 'Cargando…',
    failed: 'Esta página no se pudo cargar por completo. Puede que su red esté caída.',
    again: 'Volver a cargar',
  },
};
