//! Events that happen to polls: what is asked and answered lies beside them.

use crate::{
    codec::{
        CodecError,
        ids::WireId,
        poll, poll_view,
        stored::{NOTHING, read_id, some_id},
    },
    domain::poll::{Event, Nullifier, Opened, Place, Poll, RunOpened, Tag, TokenKey},
    proto::{self, StoredContent, stored_event::Fact},
};
use bytes::Bytes;
use std::sync::Arc;
use uuid::Uuid;

pub(super) fn fact(event: &Event) -> (Fact, Option<StoredContent>) {
    let content = StoredContent::default;
    let fact = match event {
        Event::Put(poll) => {
            let put = proto::PollPut { poll_id: poll.id.to_bytes(), revision: poll.revision };
            let poll = Some(poll_view::poll(poll));
            return (Fact::PollPut(put), Some(StoredContent { poll, ..content() }));
        }
        Event::Removed(id) => Fact::PollRemoved(proto::PollRemoved { poll_id: id.to_bytes() }),
        Event::Opened(opened) => Fact::RunOpened(run_opened(opened)),
        Event::Timed(id, ends_at) => {
            let ends_at_ms = ends_at.unwrap_or_default();
            Fact::RunTimed(proto::RunTimed { run_id: id.to_bytes(), ends_at_ms })
        }
        Event::Closed(id) => Fact::RunClosed(proto::RunClosed { run_id: id.to_bytes() }),
        Event::Revealed(id, on) => {
            Fact::RunRevealed(proto::RunRevealed { run_id: id.to_bytes(), on: *on })
        }
        Event::Cast(id, person, answers) => {
            let (run_id, person_id) = (id.to_bytes(), person.to_bytes());
            let answers = poll_view::answers(answers);
            let cast = proto::BallotCast { run_id, person_id };
            return (Fact::BallotCast(cast), Some(StoredContent { answers, ..content() }));
        }
        Event::Hidden(id, item, text, by) => {
            let (run_id, by) = (id.to_bytes(), by.to_bytes());
            let hidden = proto::AnswerHidden { run_id, item_id: *item, by };
            let text = text.clone();
            return (Fact::AnswerHidden(hidden), Some(StoredContent { text, ..content() }));
        }
        Event::Issued(id, person, digest) => Fact::TokenIssued(proto::TokenIssued {
            run_id: id.to_bytes(),
            person_id: person.to_bytes(),
            digest: Bytes::copy_from_slice(digest),
        }),
        Event::Sealed(id, tag, sealed) => Fact::BallotSealed(proto::BallotSealed {
            run_id: id.to_bytes(),
            tag: Bytes::copy_from_slice(tag),
            sealed: Bytes::copy_from_slice(sealed),
        }),
        Event::Unsealed(id, ballots) => {
            let opened = proto::BallotsOpened { run_id: id.to_bytes() };
            let ballots = ballots.iter().map(stored_ballot).collect();
            return (Fact::BallotsOpened(opened), Some(StoredContent { ballots, ..content() }));
        }
    };
    (fact, NOTHING)
}

/// A run as it opens, as stored.
pub(in crate::codec) fn run_opened(opened: &RunOpened) -> proto::RunOpened {
    let (round, room) = match opened.place {
        Place::Plenary => (None, 0),
        Place::Rooms(round) => (Some(round), 0),
        Place::Room(round, room) => (Some(round), room),
    };
    let half = |of: fn(&TokenKey) -> &Arc<[u8]>| {
        opened.token_key.as_ref().map(|key| Bytes::copy_from_slice(of(key))).unwrap_or_default()
    };
    proto::RunOpened {
        run_id: opened.id.to_bytes(),
        poll_id: opened.poll.to_bytes(),
        round_id: some_id(round),
        room,
        ends_at_ms: opened.ends_at.unwrap_or_default(),
        token_key: half(|key| &key.public),
        token_secret: half(|key| &key.wrapped),
    }
}

/// A run as it opens.
pub(in crate::codec) fn run_opened_of(stored: &proto::RunOpened) -> Result<RunOpened, CodecError> {
    let round = super::read_some_id(&stored.round_id)?;
    let place = match (round, stored.room) {
        (None, _) => Place::Plenary,
        (Some(round), 0) => Place::Rooms(round),
        (Some(round), room) => Place::Room(round, room),
    };
    let (public, wrapped) = (&*stored.token_key, &*stored.token_secret);
    let key = || TokenKey { public: Arc::from(public), wrapped: Arc::from(wrapped) };
    Ok(RunOpened {
        id: read_id(&stored.run_id)?,
        poll: read_id(&stored.poll_id)?,
        place,
        ends_at: (stored.ends_at_ms != 0).then_some(stored.ends_at_ms),
        token_key: (!public.is_empty()).then(key),
    })
}

/// An anonymous ballot, as stored.
pub(in crate::codec) fn stored_ballot(ballot: &Opened) -> proto::OpenedBallot {
    proto::OpenedBallot {
        nullifier: Bytes::copy_from_slice(&ballot.nullifier),
        answers: poll_view::answers(&ballot.answers),
    }
}

/// An anonymous ballot.
pub(in crate::codec) fn ballot(stored: &proto::OpenedBallot) -> Result<Opened, CodecError> {
    let nullifier = Nullifier::try_from(&*stored.nullifier);
    Ok(Opened {
        nullifier: nullifier.map_err(|_| CodecError::Field("nullifier"))?,
        answers: answers(&stored.answers)?,
    })
}

/// What was asked.
pub(in crate::codec) fn asked(stored: Option<&proto::Poll>) -> Result<Poll, CodecError> {
    let stored = stored.ok_or(CodecError::Field("poll"))?;
    poll::poll(stored, Uuid::nil(), "").map_err(|_| CodecError::Field("poll"))
}

/// What was answered. Content that was deleted answers nothing.
pub(in crate::codec) fn answers<T>(stored: &[proto::Answer]) -> Result<T, CodecError>
where
    T: From<Vec<crate::domain::poll::Answer>>,
{
    let answers = poll::answers(stored, "answers").map_err(|_| CodecError::Field("answers"))?;
    Ok(answers.into())
}

pub(in crate::codec) fn tag(bytes: &[u8]) -> Result<Tag, CodecError> {
    Tag::try_from(bytes).map_err(|_| CodecError::Field("tag"))
}

/// `None`: not of this kind.
pub(super) fn event(fact: &Fact, content: &StoredContent) -> Result<Option<Event>, CodecError> {
    Ok(Some(match fact {
        Fact::PollPut(put) => match &content.poll {
            Some(poll) => Event::Put(Arc::new(asked(Some(poll))?)),
            // What it asked was deleted: there is nothing to ask any more.
            None => Event::Removed(read_id(&put.poll_id)?),
        },
        Fact::PollRemoved(gone) => Event::Removed(read_id(&gone.poll_id)?),
        Fact::RunOpened(opened) => Event::Opened(run_opened_of(opened)?),
        Fact::RunTimed(timed) => {
            let ends_at = (timed.ends_at_ms != 0).then_some(timed.ends_at_ms);
            Event::Timed(read_id(&timed.run_id)?, ends_at)
        }
        Fact::RunClosed(closed) => Event::Closed(read_id(&closed.run_id)?),
        Fact::RunRevealed(shown) => Event::Revealed(read_id(&shown.run_id)?, shown.on),
        Fact::BallotCast(cast) => {
            let answers = answers(&content.answers)?;
            Event::Cast(read_id(&cast.run_id)?, read_id(&cast.person_id)?, answers)
        }
        Fact::AnswerHidden(hidden) => {
            let (run, by) = (read_id(&hidden.run_id)?, read_id(&hidden.by)?);
            Event::Hidden(run, hidden.item_id, content.text.clone(), by)
        }
        Fact::TokenIssued(issued) => Event::Issued(
            read_id(&issued.run_id)?,
            read_id(&issued.person_id)?,
            tag(&issued.digest)?,
        ),
        Fact::BallotSealed(ballot) => {
            let sealed = Arc::from(&*ballot.sealed);
            Event::Sealed(read_id(&ballot.run_id)?, tag(&ballot.tag)?, sealed)
        }
        Fact::BallotsOpened(opened) => {
            let ballots = content.ballots.iter().map(ballot);
            Event::Unsealed(read_id(&opened.run_id)?, ballots.collect::<Result<_, _>>()?)
        }
        _ => return Ok(None),
    }))
}
