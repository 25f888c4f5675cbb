// The chapters of a replay, one for each step of the agenda: shows which it is at, and goes there.
import { clockText } from '../../i18n/dates';
import { inLanguage } from '../../i18n/enum-words';
import { useI18n } from '../../i18n/i18n-provider';
import type { Chapter } from '../../protocol/convene/v1/in_session_pb';
import { useStore } from '../../ui/use-store';
import type { ReplayPlayer } from './replay-player';

interface ChapterSelectProps {
  player: ReplayPlayer;
  chapters: Chapter[];
}

export function ChapterSelect({ player, chapters }: ChapterSelectProps) {
  const { t, language } = useI18n();
  const at = useStore(player.store, ({ positionMs }) => chapterAt(chapters, positionMs));
  if (chapters.length === 0) return null;
  return (
    <label className="player-choice player-chapter">
      <span>{t('replay.chapter')}</span>
      <select
        className="input"
        value={at}
        onChange={(event) => void player.seek(startMs(chapters[Number(event.target.value)]))}
      >
        {at === -1 && <option value={-1}>{t('replay.beforeChapters')}</option>}
        {chapters.map((chapter, index) => (
          <option key={`${chapter.atMs}-${chapter.title?.en}`} value={index}>
            {`${clockText(startMs(chapter))} · ${inLanguage(chapter.title, language).words}`}
          </option>
        ))}
      </select>
    </label>
  );
}

function startMs(chapter: Chapter | undefined): number {
  return Number(chapter?.atMs ?? 0);
}

/** The chapter that a moment is in; -1 before the first. */
export function chapterAt(chapters: Chapter[], positionMs: number): number {
  return chapters.filter((chapter) => startMs(chapter) <= positionMs).length - 1;
}
