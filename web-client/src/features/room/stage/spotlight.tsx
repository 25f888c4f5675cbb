// A line, a person or a slide that facilitators have put where everyone sees it.
import { JOB_WORDS } from '../../../i18n/enum-words';
import { useI18n } from '../../../i18n/i18n-provider';
import type { Line } from '../../../protocol/convene/v1/chat_pb';
import { Withdrawn } from '../../../protocol/convene/v1/chat_pb';
import { JobRole } from '../../../protocol/convene/v1/roster_pb';
import type { Text } from '../../../protocol/convene/v1/session_pb';
import { boardTitle } from '../../../session/board-places';
import { Avatar } from '../../../ui/avatar';
import { Button } from '../../../ui/button';
import { LineText } from '../chat/line-text';
import { setSpotlight } from '../commands';
import { SpotlitRun } from '../poll/polls-later';
import { useFacilitating, useRoom, useRoomState } from '../room-context';
import { useInMyWords } from './use-in-my-words';

export function Spotlight() {
  const { t } = useI18n();
  const { engine } = useRoom();
  const runs = useFacilitating();
  const on = useRoomState(({ view }) => view?.spotlight?.on);
  if (!on?.case) return null;
  const gone = on.case === 'line' && on.value.withdrawn !== Withdrawn.UNSPECIFIED;
  return (
    <section className="spotlight" aria-label={t('spotlight.label')} data-testid="spotlight">
      {on.case === 'line' && !gone && <SpotlitLine line={on.value} />}
      {on.case === 'line' && gone && <p className="line-tomb">{t('line.goneShort')}</p>}
      {on.case === 'personId' && <SpotlitPerson personId={on.value} />}
      {on.case === 'runId' && <SpotlitRun runId={on.value} />}
      {on.case === 'questionId' && <SpotlitQuestion questionId={on.value} />}
      {on.case === 'boardId' && <BoardCaption boardId={on.value} />}
      {on.case === 'slide' && <SlideCaption title={on.value.title} />}
      {runs && engine && (
        <Button size="small" onClick={() => engine.send(setSpotlight(undefined))}>
          {t('spotlight.clear')}
        </Button>
      )}
    </section>
  );
}

/** The slide or board itself is on the stage, where a step's is otherwise. */
function BoardCaption({ boardId }: { boardId: string }) {
  const title = useRoomState(({ view }) => view && boardTitle(view, boardId));
  return <SlideCaption title={title} />;
}

function SlideCaption({ title }: { title: Text | undefined }) {
  const { t } = useI18n();
  const { words, lang } = useInMyWords(title);
  return (
    <p className="spotlight-caption">
      {t('spotlight.label')}: <span lang={lang}>{words}</span>
    </p>
  );
}

function SpotlitLine({ line }: { line: Line }) {
  return (
    <blockquote className="spotlight-line">
      <p className="spotlight-text">
        <LineText text={line.text} />
      </p>
      <footer className="spotlight-by">
        <Avatar personId={line.authorId} name={line.authorName} /> {line.authorName}
      </footer>
    </blockquote>
  );
}

/** By whom it was asked, or that nobody is told. */
function SpotlitQuestion({ questionId }: { questionId: string }) {
  const { t } = useI18n();
  const question = useRoomState(({ view }) => view?.questions.find(({ id }) => id === questionId));
  if (!question) return <p>{t('spotlight.questionGone')}</p>;
  const { text, authorId, authorName } = question;
  return (
    <blockquote className="spotlight-line">
      <p className="spotlight-by">{t('spotlight.question')}</p>
      <p className="spotlight-text">
        <LineText text={text} />
      </p>
      {authorId !== '' && (
        <footer className="spotlight-by">
          <Avatar personId={authorId} name={authorName} /> {authorName}
        </footer>
      )}
    </blockquote>
  );
}

function SpotlitPerson({ personId }: { personId: string }) {
  const { t } = useI18n();
  const person = useRoomState(({ view }) => view?.people.find(({ id }) => id === personId));
  if (!person) return <p>{t('people.someone')}</p>;
  const job = person.jobRole === JobRole.UNSPECIFIED ? '' : t(JOB_WORDS[person.jobRole]);
  return (
    <div className="spotlight-person">
      <Avatar personId={personId} name={person.name} />
      <div>
        <p className="spotlight-text">{person.name}</p>
        <p className="spotlight-by">
          {[job, person.organisation?.name].filter(Boolean).join(' · ')}
        </p>
      </div>
    </div>
  );
}
