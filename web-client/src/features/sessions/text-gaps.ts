// Which authored texts are there in one language only.
import type { AgendaItem } from '../../protocol/convene/v1/agenda_pb';
import type { Text } from '../../protocol/convene/v1/session_pb';

export interface TextGap {
  of: 'session' | 'item' | 'prompt';
  /** The language in which it is missing. */
  lacks: 'en' | 'es';
  /** Of the step: absent for the session itself. */
  itemId?: string;
  /** Counted from 1. */
  n: number;
  /** Of the step, in whichever language it has one. */
  title: string;
}

/** A text that is empty in both languages is no gap: nobody has written one. */
function lacking(text: Text | undefined): 'en' | 'es' | undefined {
  const en = text?.en.trim() ?? '';
  const es = text?.es.trim() ?? '';
  if ((en === '') === (es === '')) return undefined;
  return en === '' ? 'en' : 'es';
}

export function textGaps(title: Text | undefined, items: readonly AgendaItem[]): TextGap[] {
  const ofSession = lacking(title);
  const gaps: TextGap[] = ofSession ? [{ of: 'session', lacks: ofSession, n: 0, title: '' }] : [];
  for (const [index, item] of items.entries()) {
    const at = { itemId: item.id, n: index + 1, title: item.title?.en || item.title?.es || '' };
    const ofTitle = lacking(item.title);
    if (ofTitle) gaps.push({ of: 'item', lacks: ofTitle, ...at });
    const ofPrompt = lacking(item.prompt);
    if (ofPrompt) gaps.push({ of: 'prompt', lacks: ofPrompt, ...at });
  }
  return gaps;
}
