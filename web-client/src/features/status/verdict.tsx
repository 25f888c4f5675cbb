// The one sentence that staff come for, with its tone in a word and a shape, and what to do.
import type { ApiError } from '../../api/api-error';
import { useI18n } from '../../i18n/i18n-provider';
import type { Status } from '../../protocol/convene/v1/api_pb';
import { ErrorCode } from '../../protocol/convene/v1/error_pb';
import type { Finding, Tone } from './findings';
import { findings } from './findings';
import { ToneSign } from './tone-sign';

interface VerdictProps {
  status: Status;
  atMs: number;
  /** Of the last refresh. */
  failure: ApiError | undefined;
}

const NOTICE: Record<Tone, string> = {
  fine: 'notice-positive',
  attention: 'notice-warning',
  alarm: 'notice-danger',
  unknown: 'notice-warning',
};

export function Verdict({ status, atMs, failure }: VerdictProps) {
  const { t, dates } = useI18n();
  const found = findings(status, atMs);
  // Without an answer nobody knows how it is now: what it said last is said as that.
  const [first, ...others] = failure ? [withoutAnswer(failure), ...found] : found;
  if (!first) return null;
  const say = ({ sentence, values }: Finding) => t(sentence, values);
  return (
    // Always the same region: what changes in it is announced, what is refreshed in vain is not.
    <div className={`notice ${NOTICE[first.tone]}`} role="status">
      <div className="notice-words">
        <p className="status-tone">
          <ToneSign tone={first.tone} />
          {t(`status.tone.${first.tone}`)}
        </p>
        <p className="status-sentence">{say(first)}</p>
        {first.todo && <p>{t(first.todo)}</p>}
        {others.length > 0 && (
          <div className="status-others">
            <p>{failure ? t('status.wasAt', { time: dates.exactTime(atMs) }) : t('status.also')}</p>
            <ul>
              {others.map((finding) => (
                <li key={finding.sentence}>{say(finding)}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}

function withoutAnswer({ code, status }: ApiError): Finding {
  // Who asks is looked up where everything is kept: if that is out of reach, nothing is saved.
  if (code === ErrorCode.RETRY_LATER) {
    return { tone: 'alarm', sentence: 'status.unsaved', todo: 'status.unsaved.todo' };
  }
  const sentence = status === 0 ? 'status.noAnswer' : 'status.cannotSay';
  return { tone: 'unknown', sentence, todo: `${sentence}.todo` };
}
