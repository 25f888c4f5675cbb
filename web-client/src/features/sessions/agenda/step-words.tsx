// A step as the list shows it: number, title, its time, and what it brings.
import { inLanguage } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import { Opens } from '../../../protocol/convene/v1/agenda_pb';
import { durationWords } from '../durations';
import type { Slot } from './schedule';

interface StepWordsProps {
  item: AgendaItem;
  n: number;
  slot: Slot;
  isNow: boolean;
}

export function StepWords({ item, n, slot, isNow }: StepWordsProps) {
  const { t, language, dates } = useI18n();
  const title = inLanguage(item.title, language);
  const prompt = inLanguage(item.prompt?.en || item.prompt?.es ? item.prompt : undefined, language);
  const brings = [
    item.opens === Opens.CHAT && t('step.opensChat'),
    item.link && t('step.hasLink'),
    item.file?.name,
  ].filter(Boolean);
  return (
    <div className="step-words">
      <h3 className="step-title">
        <span className="count">{n}. </span>
        <span lang={title.lang}>{title.words}</span>
        {isNow && <span className="badge badge-positive">{t('plan.now')}</span>}
      </h3>
      <p className="muted">
        {t('plan.time', {
          from: dates.time(slot.fromMs),
          to: dates.time(slot.toMs),
          length: durationWords(item.minutes, t),
        })}
        {brings.map((words) => ` · ${words}`)}
      </p>
      {prompt.words && (
        <p className="step-prompt" lang={prompt.lang}>
          {prompt.words}
        </p>
      )}
    </div>
  );
}
