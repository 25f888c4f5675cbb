// Which texts are there in one language only.
import { create } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { AgendaItemSchema } from '../../protocol/convene/v1/agenda_pb';
import { TextSchema } from '../../protocol/convene/v1/session_pb';
import { textGaps } from './text-gaps';

test('each text that lacks a language is named with its place', () => {
  const title = create(TextSchema, { en: 'Spring convening' });
  const items = [
    { id: 'a', title: { en: 'Welcome', es: 'Bienvenida' }, prompt: { en: 'Say hello', es: ' ' } },
    { id: 'b', title: { en: 'Break' } },
    { id: 'c', title: { en: 'Close', es: 'Cierre' }, prompt: { es: 'Adiós' } },
  ].map((item) => create(AgendaItemSchema, item));
  expect(textGaps(title, items)).toEqual([
    { of: 'session', lacks: 'es', n: 0, title: '' },
    { of: 'prompt', lacks: 'es', itemId: 'a', n: 1, title: 'Welcome' },
    { of: 'item', lacks: 'es', itemId: 'b', n: 2, title: 'Break' },
    { of: 'prompt', lacks: 'en', itemId: 'c', n: 3, title: 'Close' },
  ]);
});

test('what is in both languages, or in none, is no gap', () => {
  const both = create(TextSchema, { en: 'Spring', es: 'Primavera' });
  const item = create(AgendaItemSchema, { id: 'a', title: both, prompt: {} });
  expect(textGaps(both, [item])).toEqual([]);
});
