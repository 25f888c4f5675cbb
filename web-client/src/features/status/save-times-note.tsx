// How long saving takes, in words and beside a mark.
import { useI18n } from '../../i18n/i18n-provider';
import { counted, measured } from '../../i18n/numbers';
import type { SaveTimes } from '../../protocol/convene/v1/api_pb';
import { SaveTimesPicture } from './save-times-picture';

/** Far below what people notice, and what a good disk or a near store keeps within. */
export const MARK_MS = 50;

export function SaveTimesNote({ times }: { times: SaveTimes }) {
  const { t, language } = useI18n();
  const { saves } = times;
  const p50Ms = times.p50Us / 1000;
  const p99Ms = times.p99Us / 1000;
  const p50 = measured(language, p50Ms);
  const p99 = measured(language, p99Ms);
  const quick = p99Ms <= MARK_MS;
  return (
    <>
      <p>{t('status.saving.times', { saves, count: counted(language, saves), p50, p99 })}</p>
      <SaveTimesPicture
        p50Ms={p50Ms}
        p99Ms={p99Ms}
        markMs={MARK_MS}
        label={(endMs) => t('status.saving.picture', { end: endMs, p99, mark: MARK_MS })}
      />
      <p>{t(quick ? 'status.saving.quick' : 'status.saving.slow', { mark: MARK_MS })}</p>
    </>
  );
}
