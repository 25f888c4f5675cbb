// Back, next and time. Next says where it leads.
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaOutline } from '../../../protocol/convene/v1/agenda_pb';
import type { Engine } from '../../../session/engine';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { useWide } from '../../../ui/use-wide';
import { extendAgendaItem, goToAgendaItem } from '../commands';
import { useInMyWords } from '../stage/use-in-my-words';
import { useStep } from '../stage/use-step';
import { useAsking } from '../use-asking';

const MINUTES = [-1, 1, 5] as const;

export function StepControls({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const wide = useWide();
  const { item, plan, index } = useStep();
  const busy = useAsking('goToAgendaItem');
  const fromId = item?.id ?? '';
  const before = index > 0 ? plan[index - 1] : undefined;
  const after = plan[index + 1];
  const go = (step: AgendaOutline) => engine.send(goToAgendaItem(step.id, fromId));

  return (
    <>
      <div className="bar-steps">
        <Button
          size="small"
          busy={busy}
          aria-label={t('bar.back')}
          aria-disabled={before === undefined || undefined}
          onClick={() => before && !busy && go(before)}
        >
          <Icon name="back" />
          <span className="bar-word">{t('bar.back')}</span>
        </Button>
        {after ? (
          <NextButton step={after} busy={busy} onGo={() => go(after)} />
        ) : (
          <p className="bar-last">{t('bar.lastStep')}</p>
        )}
      </div>
      {wide && <TimeControls engine={engine} />}
    </>
  );
}

function NextButton({
  step,
  busy,
  onGo,
}: {
  step: AgendaOutline;
  busy: boolean;
  onGo: () => void;
}) {
  const { t } = useI18n();
  const { words, lang } = useInMyWords(step.title);
  return (
    <Button kind="primary" size="small" className="bar-next" busy={busy} onClick={onGo}>
      <span className="bar-next-words">
        {t('bar.next')} <span lang={lang}>{words}</span>
      </span>
      <Icon name="next" />
    </Button>
  );
}

/** More time for the present step, or less. */
export function TimeControls({ engine }: { engine: Engine }) {
  const { t } = useI18n();
  const { item } = useStep();
  if (!item) return null;
  return (
    <fieldset className="bar-time">
      <legend className="visually-hidden">{t('bar.time')}</legend>
      {MINUTES.map((minutes) => (
        <Button
          key={minutes}
          size="small"
          onClick={() => engine.send(extendAgendaItem(item.id, minutes))}
        >
          {t('bar.minutes', { minutes: minutes < 0 ? `−${-minutes}` : `+${minutes}` })}
        </Button>
      ))}
    </fieldset>
  );
}
