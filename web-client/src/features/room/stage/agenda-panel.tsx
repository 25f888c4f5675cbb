// The whole plan, with what is done, now and next; facilitators go to a step from here.

import type { MessageKey } from '../../../i18n/en';
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaOutline } from '../../../protocol/convene/v1/agenda_pb';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import { Button } from '../../../ui/button';
import { goToAgendaItem, setSpotlight } from '../commands';
import { useFacilitating, useRoom, useRoomState } from '../room-context';
import { useInMyWords } from './use-in-my-words';
import { useStage } from './use-stage';
import { useStep } from './use-step';

type Place = 'done' | 'now' | 'next' | 'later';

const PLACE_WORDS: Record<Place, MessageKey> = {
  done: 'steps.done',
  now: 'steps.now',
  next: 'steps.next',
  later: 'steps.later',
};

export function AgendaPanel() {
  const { t } = useI18n();
  const { engine } = useRoom();
  const { plan, index, item } = useStep();
  const runs = useFacilitating();
  const state = useRoomState(({ view }) => view?.session?.state);
  const moves = runs && (state === SessionState.LIVE || state === SessionState.LOBBY);
  const items = useRoomState(({ view }) => view?.agenda?.items);
  const onStage = useStage()?.itemId;
  const shows = (id: string) => items?.some((one) => one.id === id && one.file) === true;
  const minutes = plan.reduce((sum, one) => sum + one.minutes, 0);

  return (
    <div className="people">
      <header className="people-head">
        <h2 id="agenda-title">{t('steps.title')}</h2>
        {plan.length > 0 && (
          <p className="muted numbers">{t('steps.total', { count: plan.length, minutes })}</p>
        )}
      </header>
      <section
        className="people-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard.
        tabIndex={0}
        aria-labelledby="agenda-title"
      >
        {plan.length === 0 && <p className="lines-empty">{t('steps.empty')}</p>}
        <ol className="steps">
          {plan.map((step, at) => (
            <StepRow
              key={step.id}
              step={step}
              number={at + 1}
              place={placeOf(at, index)}
              onGo={
                moves && engine && at !== index
                  ? () => engine.send(goToAgendaItem(step.id, item?.id ?? ''))
                  : undefined
              }
              onShow={
                moves && engine && step.id !== onStage && shows(step.id)
                  ? () => engine.send(setSpotlight({ itemId: step.id, page: 1 }))
                  : undefined
              }
            />
          ))}
        </ol>
      </section>
    </div>
  );
}

function placeOf(at: number, now: number): Place {
  if (at === now) return 'now';
  if (at < now) return 'done';
  return at === now + 1 ? 'next' : 'later';
}

interface StepRowProps {
  step: AgendaOutline;
  number: number;
  place: Place;
  onGo: (() => void) | undefined;
  /** Puts what the step shows before everyone, without going there. */
  onShow: (() => void) | undefined;
}

function StepRow({ step, number, place, onGo, onShow }: StepRowProps) {
  const { t } = useI18n();
  const { words, lang, untranslated } = useInMyWords(step.title);
  return (
    <li className={`step step-${place}`} aria-current={place === 'now' ? 'step' : undefined}>
      <span className="step-number numbers" aria-hidden="true">
        {number}
      </span>
      <div className="step-what">
        <p className="step-title" lang={lang}>
          {words}
        </p>
        <p className="step-meta">
          {[
            t(PLACE_WORDS[place]),
            t('steps.minutes', { minutes: step.minutes }),
            untranslated && t('now.untranslated'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {onShow && (
        <Button
          kind="plain"
          size="small"
          aria-label={t('steps.showOf', { title: words })}
          onClick={onShow}
        >
          {t('steps.show')}
        </Button>
      )}
      {onGo && (
        <Button
          kind="plain"
          size="small"
          aria-label={t('steps.goTo', { title: words })}
          onClick={onGo}
        >
          {t('steps.go')}
        </Button>
      )}
    </li>
  );
}
