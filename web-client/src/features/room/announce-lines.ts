// What to say aloud about new lines: nothing, how many, or each.
import type { Translate } from '../../i18n/translate';
import type { Line } from '../../protocol/convene/v1/chat_pb';
import type { View } from '../../protocol/convene/v1/view_pb';

export type AnnounceSetting = 'off' | 'counts' | 'all';

export const ANNOUNCE_SETTINGS: readonly AnnounceSetting[] = ['off', 'counts', 'all'];

/** More than this at once is a flood: then a count says more. */
const READ_ALOUD_MAX = 3;

/** Lines by others that the newer view has at the end and the older one has not. */
export function newLines(before: View, after: View): Line[] {
  const meId = after.me?.personId;
  const found: Line[] = [];
  for (const channel of after.channels) {
    const old = before.channels.find(({ id }) => id === channel.id);
    if (old === channel) continue;
    const lastId = old?.lines[old.lines.length - 1]?.id;
    for (let index = channel.lines.length - 1; index >= 0; index--) {
      const line = channel.lines[index];
      if (!line || line.id === lastId) break;
      if (line.authorId !== meId) found.push(line);
    }
  }
  return found.sort((a, b) => Number(a.atMs - b.atMs));
}

export function lineWords(lines: readonly Line[], setting: AnnounceSetting, t: Translate): string {
  if (lines.length === 0 || setting === 'off') return '';
  if (setting === 'counts' || lines.length > READ_ALOUD_MAX) {
    return t('chat.newBelow', { count: lines.length });
  }
  return lines.map(({ authorName, text }) => `${authorName}: ${text}`).join('. ');
}
