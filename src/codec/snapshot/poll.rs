//! Polls and their ballots in a snapshot.

use crate::{
    codec::{
        CodecError,
        ids::WireId,
        poll_view,
        stored::{poll as stored, read_id},
        terms,
    },
    domain::poll::{
        Ballot, BallotBox, Group, GroupRow, ItemTally, NumberTally, Poll, Polls, Results, Run,
        RunOpened, Tally, TextAnswer, TokenKey,
    },
    proto,
};
use bytes::Bytes;
use std::sync::Arc;

pub(super) fn polls(polls: &Polls) -> Vec<proto::Poll> {
    polls.polls.iter().map(|poll| poll_view::poll(poll)).collect()
}

pub(super) fn runs(polls: &Polls) -> Vec<proto::RunSnapshot> {
    polls.boxes.iter().map(|found| run(found)).collect()
}

fn run(found: &BallotBox) -> proto::RunSnapshot {
    let BallotBox { run, poll, .. } = found;
    let opened = RunOpened {
        id: run.id,
        poll: poll.id,
        place: run.place,
        ends_at: run.ends_at,
        token_key: run.token_key.as_ref().map(|public| TokenKey {
            public: Arc::clone(public),
            wrapped: found.token_secret.clone().unwrap_or_default(),
        }),
    };
    let ballots = found.ballots.iter().map(|(person, ballot)| proto::BallotSnapshot {
        person_id: person.to_bytes(),
        answers: poll_view::answers(&ballot.answers),
        at_ms: ballot.at,
        job_role: ballot.role.map(terms::job_role).unwrap_or_default(),
        region: ballot.region.into(),
        room: ballot.room,
    });
    let hidden = found.hidden.iter();
    let hidden = hidden.map(|(item, text)| {
        let (item_id, text) = (*item, text.clone());
        proto::HiddenSnapshot { item_id, text }
    });
    let tokens = found.tokens.iter().map(|(person, digest)| proto::TokenIssued {
        run_id: Bytes::new(),
        person_id: person.to_bytes(),
        digest: Bytes::copy_from_slice(digest),
    });
    let sealed = found.sealed.iter().map(|(tag, sealed)| proto::BallotSealed {
        run_id: Bytes::new(),
        tag: Bytes::copy_from_slice(tag),
        sealed: Bytes::copy_from_slice(sealed),
    });
    let members = found.members.iter().flat_map(|members| members.iter());
    proto::RunSnapshot {
        opened: Some(stored::run_opened(&opened)),
        poll: Some(poll_view::poll(poll)),
        number: run.number,
        opened_at_ms: run.opened_at,
        closed_at_ms: run.closed_at.unwrap_or_default(),
        revealed: found.revealed,
        ballots: ballots.collect(),
        counted: Some(poll_view::results(&found.counted)),
        counted_at_ms: found.counted_at,
        hidden: hidden.collect(),
        tokens: tokens.collect(),
        sealed: sealed.collect(),
        opened_ballots: found.unsealed.iter().map(stored::stored_ballot).collect(),
        uncounted: found.is_uncounted,
        members: members.map(WireId::to_bytes).collect(),
        unsealing: run.is_unsealing,
        solved: *run.poll == **poll,
    }
}

pub(super) fn restore(snapshot: &proto::SessionSnapshot) -> Result<Polls, CodecError> {
    let polls = snapshot.polls.iter().map(|poll| stored::asked(Some(poll)).map(Arc::new));
    let boxes = snapshot.runs.iter().map(|run| restore_run(run).map(Arc::new));
    Ok(Polls { polls: polls.collect::<Result<_, _>>()?, boxes: boxes.collect::<Result<_, _>>()? })
}

fn restore_run(found: &proto::RunSnapshot) -> Result<BallotBox, CodecError> {
    let opened = found.opened.as_ref().ok_or(CodecError::Field("opened"))?;
    let opened = stored::run_opened_of(opened)?;
    let poll: Poll = stored::asked(found.poll.as_ref())?;
    let run = Run {
        id: opened.id,
        poll: Arc::new(if found.solved { poll.clone() } else { poll.without_solution() }),
        number: found.number,
        place: opened.place,
        opened_at: found.opened_at_ms,
        ends_at: opened.ends_at,
        closed_at: (found.closed_at_ms != 0).then_some(found.closed_at_ms),
        token_key: opened.token_key.as_ref().map(|key| Arc::clone(&key.public)),
        is_unsealing: found.unsealing,
    };
    let secret = opened.token_key.map(|key| key.wrapped).filter(|wrapped| !wrapped.is_empty());
    let members = crate::codec::stored::read_ids::<_, Arc<[_]>>(&found.members)?;
    let is_in_room = matches!(opened.place, crate::domain::poll::Place::Room(..));
    let mut restored = BallotBox {
        run: Arc::new(run),
        poll: Arc::new(poll),
        members: is_in_room.then_some(members),
        revealed: found.revealed,
        ballots: imbl::OrdMap::new(),
        hidden: found.hidden.iter().map(|it| (it.item_id, it.text.clone())).collect(),
        token_secret: secret,
        tokens: imbl::OrdMap::new(),
        sealed: imbl::OrdMap::new(),
        unsealed: found.opened_ballots.iter().map(stored::ballot).collect::<Result<_, _>>()?,
        is_uncounted: found.uncounted,
        counted_at: found.counted_at_ms,
        counted: Arc::new(Results::default()),
        shown: Arc::new(Tally::none(opened.id)),
    };
    restored.set_counted(results(found.counted.as_ref().unwrap_or(&Default::default()))?);
    for ballot in &found.ballots {
        let region = u8::try_from(ballot.region).map_err(|_| CodecError::Field("region"))?;
        let held = Ballot {
            answers: stored::answers(&ballot.answers)?,
            at: ballot.at_ms,
            role: terms::job_role_of(ballot.job_role),
            region,
            room: ballot.room,
        };
        restored.ballots.insert(read_id(&ballot.person_id)?, Arc::new(held));
    }
    for token in &found.tokens {
        restored.tokens.insert(read_id(&token.person_id)?, stored::tag(&token.digest)?);
    }
    for ballot in &found.sealed {
        restored.sealed.insert(stored::tag(&ballot.tag)?, Arc::from(&*ballot.sealed));
    }
    Ok(restored)
}

fn results(found: &proto::RunResults) -> Result<Results, CodecError> {
    Ok(Results {
        answered: found.answered,
        eligible: found.eligible,
        too_few: found.too_few,
        items: found.items.iter().map(item_tally).collect::<Result<_, _>>()?,
        groups: found.groups.iter().map(row).collect::<Result<_, _>>()?,
    })
}

fn row(found: &proto::GroupRow) -> Result<GroupRow, CodecError> {
    let group = match found.kind() {
        proto::GroupKind::JobRole => {
            let number = i32::try_from(found.group).map_err(|_| CodecError::Field("group"))?;
            Group::Role(terms::job_role_of(number))
        }
        proto::GroupKind::Region => {
            Group::Region(u8::try_from(found.group).map_err(|_| CodecError::Field("group"))?)
        }
        proto::GroupKind::Room => Group::Room(found.group),
        proto::GroupKind::Unspecified => return Err(CodecError::Field("group")),
    };
    Ok(GroupRow {
        group,
        answered: found.answered,
        eligible: found.eligible,
        suppressed: found.suppressed,
        items: found.items.iter().map(item_tally).collect::<Result<_, _>>()?,
    })
}

fn item_tally(found: &proto::ItemTally) -> Result<ItemTally, CodecError> {
    let number = found.number.as_ref().map(|number| NumberTally {
        min: number.min_milli,
        max: number.max_milli,
        mean: number.mean_milli,
        median: number.median_milli,
        counts: number.counts.clone(),
    });
    let texts = found.texts.iter().map(|text| {
        let person = super::stored::read_some_wire(&text.person_id)?;
        Ok(TextAnswer { text: text.text.clone(), person })
    });
    Ok(ItemTally {
        item: found.item_id,
        answered: found.answered,
        abstained: found.abstained,
        counts: found.counts.clone(),
        others: found.others.clone(),
        number,
        words: found.words.iter().map(|word| (word.word.clone(), word.count)).collect(),
        texts: texts.collect::<Result<_, CodecError>>()?,
    })
}
