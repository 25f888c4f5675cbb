// What is happening now, and what is asked of everyone: the first thing that a screen says.
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import { Opens } from '../../../protocol/convene/v1/agenda_pb';
import { SessionState } from '../../../protocol/convene/v1/session_pb';
import { Button } from '../../../ui/button';
import { useRoom, useRoomState } from '../room-context';
import { LobbyCard } from './lobby-card';
import { Prompt } from './prompt';
import { TimeLeft } from './time-left';
import { Untranslated } from './untranslated';
import { useInMyWords } from './use-in-my-words';
import { useStep } from './use-step';

interface NowBarProps {
  /** Leads to the input of the plenary; absent when that is on the screen. */
  onChat: (() => void) | undefined;
}

export function NowBar({ onChat }: NowBarProps) {
  const { t } = useI18n();
  const { engine } = useRoom();
  const { now, item, plan, index } = useStep();
  const state = useRoomState(({ view }) => view?.session?.state);
  if (state === SessionState.ENDED && engine) return null;
  if (!now || !item) {
    return state === SessionState.LIVE || !engine ? null : <LobbyCard />;
  }
  return (
    <section className="now" aria-label={t('now.label')}>
      <p className="now-where">
        <span>
          {index === -1
            ? t('now.step')
            : t('now.stepOf', { number: index + 1, count: plan.length })}
        </span>
        <TimeLeft endsAtMs={Number(now.endsAtMs)} />
      </p>
      <NowTitle item={item} />
      <Prompt key={item.id} text={item.prompt}>
        {item.link !== '' && <StepLink href={item.link} />}
        {item.opens === Opens.CHAT && engine && onChat && (
          <Button size="small" onClick={onChat}>
            {t('now.answerInChat')}
          </Button>
        )}
      </Prompt>
    </section>
  );
}

function NowTitle({ item }: { item: AgendaItem }) {
  const { words, lang, untranslated } = useInMyWords(item.title);
  return (
    <h2 className="now-title" data-testid="now-title">
      <span lang={lang}>{words}</span> {untranslated && <Untranslated />}
    </h2>
  );
}

function StepLink({ href }: { href: string }) {
  const { t } = useI18n();
  const host = hostOf(href);
  // The server takes nothing but https; another server of another day might.
  if (host === undefined) return null;
  return (
    <a
      className="button button-primary button-small"
      href={href}
      target="_blank"
      rel="noreferrer noopener"
    >
      {t('now.open', { host })}
    </a>
  );
}

function hostOf(href: string): string | undefined {
  try {
    const { protocol, host } = new URL(href);
    return protocol === 'https:' ? host : undefined;
  } catch {
    return undefined;
  }
}
