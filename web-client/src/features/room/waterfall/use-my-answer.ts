// My answer in a waterfall: on this device while I write, with the server once it is ready.
import { useEffect, useRef, useState } from 'react';
import type { Engine } from '../../../session/engine';
import { CHARS_MAX, charsOf } from '../chat/chars';
import { useRoomState } from '../room-context';
import { useAsked } from '../use-asked';
import { useKeptAnswer } from './use-waterfall';
import { readyWaterfall, writeWaterfall } from './waterfall-commands';

export function useMyAnswer(engine: Engine, waterfallId: string) {
  const kept = useKeptAnswer(waterfallId);
  const told = useRoomState(({ view }) =>
    view?.myAnswer?.waterfallId === waterfallId ? view.myAnswer.text : '',
  );
  const [text, setText] = useState(() => kept.text);
  const begun = useRef(text !== '' || told !== '');
  const { busy, refused, ask } = useAsked(engine, () => undefined);
  const ready = told !== '';
  const left = CHARS_MAX - charsOf(text);

  useEffect(() => {
    if (told === '') return;
    kept.ready = told;
    // What is written on another device is not taken from this one.
    if (kept.text.trim() === told) kept.text = '';
  }, [told, kept]);

  return {
    text: ready ? told : text,
    ready,
    busy,
    refused,
    left,
    write(next: string) {
      setText(next);
      kept.text = next;
      if (begun.current || next.trim() === '') return;
      begun.current = true;
      engine.send(writeWaterfall(waterfallId));
    },
    finish() {
      const answer = text.trim();
      if (answer !== '' && left >= 0 && !busy) ask(readyWaterfall(waterfallId, answer));
    },
    change() {
      if (busy) return;
      setText(told);
      kept.text = told;
      kept.ready = '';
      ask(readyWaterfall(waterfallId, ''));
    },
  };
}
