// The words of a text, for where a string is needed.
import { useCallback } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Text } from '../../../protocol/convene/v1/session_pb';
import { eitherOf } from '../breakout/room-words';

export function useWords(): (text: Text | undefined) => string {
  const { language } = useI18n();
  return useCallback((text) => eitherOf(text, language).words, [language]);
}
