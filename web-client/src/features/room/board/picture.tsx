// A board as a still picture: for those who only look, and for small copies of it.
import type { ReactElement } from 'react';
import { createElement, memo, useMemo } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Board } from '../../../protocol/convene/v1/board_pb';
import type { Elements } from '../../../session/board-elements';
import { eitherOf } from '../breakout/room-words';
import { useRoom } from '../room-context';
import { imageAddress } from './board-images';
import type { Part } from './picture-shapes';
import { pictureOf, svgOf } from './picture-tree';

interface BoardPictureProps {
  board: Board | undefined;
  elements: Elements;
  /** So many elements at most; absent: as many as a picture can hold. */
  max?: number;
  className?: string;
}

/** Drawn again only for another board or other elements. Needs the words of `canvas`. */
export const BoardPicture = memo(function BoardPicture(props: BoardPictureProps) {
  const { board, elements, max, className } = props;
  const { t, language } = useI18n();
  const { sessionId } = useRoom();
  const untitled = t('canvas.untitled');
  const picture = useMemo(() => {
    const image = (imageId: string) => imageAddress(sessionId, imageId);
    return pictureOf(board, elements.values(), { language, untitled, image, max });
  }, [board, elements, language, untitled, sessionId, max]);
  const title = eitherOf(board?.title, language).words || t('picture.board');
  const { attributes, children } = svgOf(picture, '#ffffff');
  return (
    <svg
      {...attributes}
      className={className}
      role="img"
      aria-label={t('picture.of', { title, count: elements.size })}
    >
      {children.map(drawn)}
    </svg>
  );
});

function drawn(part: Part | string, key: number): ReactElement | string {
  if (typeof part === 'string') return part;
  const { tag, attributes, children } = part;
  const props: Record<string, string | number> = { key };
  for (const [name, value] of Object.entries(attributes)) {
    // As React wants to hear them.
    props[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
  }
  return createElement(tag, props, ...children.map(drawn));
}
