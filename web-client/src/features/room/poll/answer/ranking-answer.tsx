// An order of all options, made by buttons or by number keys. Nothing has to be dragged.
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../../../i18n/i18n-provider';
import type { RankingItem } from '../../../../protocol/convene/v1/poll_pb';
import { Button } from '../../../../ui/button';
import { useWords } from '../use-words';
import type { AnswerFieldProps } from './field-props';
import { useOptionOrder } from './use-option-order';

export function RankingAnswer(props: AnswerFieldProps<RankingItem>) {
  const { kind, typed, onTyped, seed, name } = props;
  const { t } = useI18n();
  const wordsOf = useWords();
  const { options } = kind;
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const [focus, setFocus] = useState<string>();
  const first = useOptionOrder(kind, seed);
  const chosen = !typed.abstains && typed.order !== undefined;
  const order = typed.order ?? first;

  useEffect(() => {
    if (focus === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-focus="${focus}"]`)?.focus();
    setFocus(undefined);
  }, [focus]);

  function handleMove(option: number, to: number, with_: 'up' | 'down') {
    if (to < 0 || to >= order.length) return;
    const others = order.filter((one) => one !== option);
    others.splice(to, 0, option);
    onTyped({ order: others });
    setSaid(t('answer.moved', { option: wordsOf(options[option]), place: to + 1 }));
    setFocus(`${with_}-${option}`);
  }

  function handleKey(event: KeyboardEvent, option: number, with_: 'up' | 'down') {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return;
    event.preventDefault();
    // With ten options the last place is 0.
    handleMove(option, event.key === '0' ? 9 : Number(event.key) - 1, with_);
  }

  return (
    <>
      <p className="field-hint" id={`${name}-keys`}>
        {t('answer.rank.hint')}
      </p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <ol ref={list} className="poll-ranking" aria-describedby={`${name}-keys`}>
        {order.map((option, at) => {
          const words = wordsOf(options[option]);
          const button = (which: 'up' | 'down', to: number) => (
            <Button
              size="small"
              data-focus={`${which}-${option}`}
              aria-disabled={to < 0 || to >= order.length || undefined}
              aria-label={t(which === 'up' ? 'answer.upOf' : 'answer.downOf', { option: words })}
              onClick={() => handleMove(option, to, which)}
              onKeyDown={(event) => handleKey(event, option, which)}
            >
              {t(which === 'up' ? 'answer.up' : 'answer.down')}
            </Button>
          );
          return (
            <li key={option}>
              <span className="numbers poll-place">{at + 1}.</span>
              <span className="poll-ranked">{words}</span>
              {button('up', at - 1)}
              {button('down', at + 1)}
            </li>
          );
        })}
      </ol>
      {chosen ? (
        <p className="muted">{t('answer.rank.yours')}</p>
      ) : (
        <Button size="small" onClick={() => onTyped({ order: [...order] })}>
          {t('answer.rank.keep')}
        </Button>
      )}
    </>
  );
}
