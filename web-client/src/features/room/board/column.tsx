// A column of cards with its heading and, at the end, the place to write another one.
import { useId, useState } from 'react';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Element } from '../../../protocol/convene/v1/board_pb';
import type { BoardState } from '../../../session/board-desk';
import { Button } from '../../../ui/button';
import { useRoomState } from '../room-context';
import { useFacts } from './board-context';
import { isOthers } from './board-may';
import type { Branch } from './board-tree';
import { Card } from './card';
import { ColumnTools } from './column-tools';
import { TextForm } from './text-form';
import { useSectionTitle } from './use-section-title';

interface ColumnProps {
  branch: Branch;
  /** There is no other. */
  alone: boolean;
  state: BoardState;
  comments: ReadonlyMap<string, readonly Element[]>;
  /** Who writes where, without me. */
  writers: ReadonlyMap<string, string>;
}

/** Of a column with thousands, the first ones; more of them when they are asked for. */
const SHOWN_MORE = 300;
const NONE: readonly Element[] = [];

export function Column({ branch, alone, state, comments, writers }: ColumnProps) {
  const { t } = useI18n();
  const { acts, may, audience } = useFacts();
  const { section, elements } = branch;
  const title = useSectionTitle()(section, alone);
  const headId = useId();
  const [shown, setShown] = useState(SHOWN_MORE);
  const [adding, setAdding] = useState(false);
  const others = useRoomState(({ view }) => isOthers(section?.owner, view));
  const sectionId = section?.id ?? '';
  return (
    <li className="board-column" aria-labelledby={headId}>
      <header className="board-column-head">
        <h3 id={headId} lang={title.lang} tabIndex={-1}>
          {title.words}
        </h3>
        <span className="muted">{t('board.count', { count: elements.length })}</span>
        {section && may.runs && <ColumnTools section={section} />}
      </header>
      {elements.length > 0 && (
        <ul className="board-cards" aria-labelledby={headId}>
          {elements.slice(0, shown).map((element, at) => (
            <Card
              key={element.id}
              element={element}
              comments={comments.get(element.id) ?? NONE}
              waiting={state.waiting}
              myVote={state.myVotes.has(element.id)}
              voteWaiting={state.votesWaiting.get(element.id)}
              writerId={writers.get(element.id) ?? ''}
              position={{ first: at === 0, last: at === elements.length - 1, sectionId }}
            />
          ))}
        </ul>
      )}
      {elements.length > shown && (
        <Button size="small" onClick={() => setShown(shown + SHOWN_MORE)}>
          {t('board.showMore', { count: elements.length - shown })}
        </Button>
      )}
      {elements.length === 0 && <p className="muted">{t('board.empty')}</p>}
      {others && <p className="muted">{t('board.others')}</p>}
      {may.work && !others && !adding && (
        <Button
          size="small"
          className="board-add"
          aria-label={t('board.add.in', { title: title.words })}
          onClick={() => setAdding(true)}
        >
          {t('board.add')}
        </Button>
      )}
      {may.work && !others && adding && (
        <TextForm
          label={t('board.add.label', { title: title.words })}
          submit={t('board.add')}
          hint={t(audience)}
          focused
          onSubmit={(text) => {
            acts.add(sectionId, text);
            // It comes last: whoever writes it sees it.
            setShown(Math.max(shown, elements.length + 1));
          }}
          onCancel={() => setAdding(false)}
        />
      )}
    </li>
  );
}
