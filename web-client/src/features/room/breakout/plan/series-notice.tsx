// How far the rounds of a template are: what is there, what comes, and what failed.
import { useI18n } from '../../../../i18n/i18n-provider';
import type { Engine } from '../../../../session/engine';
import { Button } from '../../../../ui/button';
import { Notice } from '../../../../ui/notice';
import { useStore } from '../../../../ui/use-store';
import { useRoom } from '../../room-context';
import { eitherOf } from '../room-words';
import type { SeriesProgress } from './series';
import { seriesOf } from './series';

const WHOLE = (progress: SeriesProgress | undefined) => progress;

interface SeriesNoticeProps {
  engine: Engine;
  /** Its buttons are gone then. */
  onSeen: () => void;
}

export function SeriesNotice({ engine, onSeen }: SeriesNoticeProps) {
  const { t } = useI18n();
  const { sessionId } = useRoom();
  const series = seriesOf(engine, sessionId);
  const progress = useStore(series.store, WHOLE);
  const words = useProgressWords(progress);
  const failed = progress?.state === 'failed';
  return (
    // There before its words: only then screen readers hear of them.
    <div role="status" className="rooms-said">
      {progress && (
        <Notice
          tone={failed ? 'warning' : undefined}
          actions={
            progress.state !== 'running' && (
              <div className="form-actions">
                {failed && (
                  <Button size="small" onClick={() => void series.goOn()}>
                    {t('series.again')}
                  </Button>
                )}
                <Button
                  kind="plain"
                  size="small"
                  onClick={() => {
                    series.forget();
                    onSeen();
                  }}
                >
                  {t(failed ? 'series.leave' : 'series.seen')}
                </Button>
              </div>
            )
          }
        >
          {words}
        </Notice>
      )}
    </div>
  );
}

function useProgressWords(progress: SeriesProgress | undefined): string {
  const { t, language } = useI18n();
  if (!progress) return '';
  const { plan, ids, linked, state, why } = progress;
  const titles = plan.rounds.map(({ title }) => eitherOf(title, language).words);
  const count = titles.length;
  const quoted = (some: readonly string[]) =>
    some.map((title) => t('series.title', { title })).join(', ');
  if (state === 'done') return t('series.done', { count, titles: quoted(titles) });
  const making = ids.length < count;
  if (state === 'running') {
    if (!making) return t('series.linking');
    return t('series.making', { title: titles[ids.length] ?? '', number: ids.length + 1, count });
  }
  const failed = making
    ? t('series.failed', { title: titles[ids.length] ?? '' })
    : t('series.failed.link', { title: titles[linked] ?? '', next: titles[linked + 1] ?? '' });
  const there =
    ids.length > 0 ? t('series.there', { titles: quoted(titles.slice(0, ids.length)) }) : '';
  return [failed, t(why ?? 'error.unspecified'), there].filter(Boolean).join(' ');
}
