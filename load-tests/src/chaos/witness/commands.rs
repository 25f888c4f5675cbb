//! Holds what was asked and answered against the log: all of it, once, in order.

use super::{
    Finding, Kind, Loss, Transcript,
    history::{Fact, History, Recorded},
};
use convene::{
    codec::ids,
    domain::{LineId, PersonId},
};
use std::{collections::HashMap, time::Duration};

/// Names a command for ever. Instances of two people may be called the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CommandId {
    pub by: PersonId,
    pub instance: u64,
    pub n: u64,
}

/// What a command asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A line, in a channel as it is called on the wire.
    Said {
        channel: String,
        text: String,
    },
    Edited {
        line: LineId,
        text: String,
    },
    Withdrawn {
        line: LineId,
    },
    Reacted {
        line: LineId,
        reaction: usize,
    },
    Other,
}

/// What became of a command, as far as whoever asked was told. Times since the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    None,
    Acked(Duration),
    /// It did not happen, they said.
    Refused,
    /// The server said that it no longer knows.
    Forgotten,
}

/// A command, and what became of it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: CommandId,
    pub wanted: Wanted,
    /// When it was first sent, if ever: everything acknowledged before comes before it.
    pub sent: Option<Duration>,
    pub answer: Answer,
}

/// Checks all commands. How many acknowledged ones are gone.
pub fn check(transcript: &Transcript, history: &History, findings: &mut Vec<Finding>) -> usize {
    let mut lost = 0;
    for asked in &transcript.asked {
        let place = history.commands.get(&asked.id);
        let fact = place.and_then(|place| transcript.log.get(place.first - 1));
        let what = || format!("{:?}: {:?}", asked.id, asked.wanted);
        match (asked.answer, fact) {
            (Answer::Acked(_), None) => {
                lost += 1;
                if transcript.loss == Loss::Forbidden {
                    findings.push(Finding::new(Kind::Lost, what()));
                }
            }
            (Answer::Refused, Some(_)) => {
                findings.push(Finding::new(Kind::RefusedAndHappened, what()));
            }
            (Answer::Forgotten, _) => findings.push(Finding::new(Kind::Forgotten, what())),
            (Answer::None | Answer::Refused, None) => {}
            (Answer::None | Answer::Acked(_), Some(fact)) if !is_as_wanted(asked, fact) => {
                let found = format!("{} became {fact:?}", what());
                findings.push(Finding::new(Kind::Altered, found));
            }
            (Answer::None | Answer::Acked(_), Some(_)) => {}
        }
    }
    once(transcript, history, findings);
    in_order(transcript, history, findings);
    clocks(transcript, findings);
    lost
}

fn is_as_wanted(asked: &Asked, recorded: &Recorded) -> bool {
    match (&asked.wanted, &recorded.fact) {
        (Wanted::Said { channel, text }, Fact::Sent { channel: key, author, text: said, .. }) => {
            *channel == ids::channel(key) && text == said && *author == asked.id.by
        }
        (Wanted::Edited { line, text }, Fact::Edited { line: of, text: now }) => {
            line == of && text == now
        }
        (Wanted::Withdrawn { line }, Fact::Withdrawn { line: of }) => line == of,
        (Wanted::Reacted { line, reaction }, Fact::Reacted { line: of, reaction: found, on }) => {
            line == of && reaction == found && *on
        }
        // Accepted, and it changed nothing.
        (Wanted::Said { .. }, Fact::Other) => false,
        (_, Fact::Other) | (Wanted::Other, _) => true,
        _ => false,
    }
}

/// Nothing twice: neither a command, nor a text under two commands.
fn once(transcript: &Transcript, history: &History, findings: &mut Vec<Finding>) {
    for (id, place) in history.commands.iter().filter(|(_, place)| place.pieces > 1) {
        let what = format!("{id:?} is in the log {} times", place.pieces);
        findings.push(Finding::new(Kind::Twice, what));
    }
    let mut texts: HashMap<&str, usize> = HashMap::new();
    for recorded in &transcript.log {
        if let Fact::Sent { text, .. } = &recorded.fact {
            *texts.entry(text).or_default() += 1;
        }
    }
    for (text, count) in texts.into_iter().filter(|(_, count)| *count > 1) {
        findings.push(Finding::new(Kind::Twice, format!("{text:?} was said {count} times")));
    }
}

/// If an acknowledgement came before something else was sent, that comes later.
fn in_order(transcript: &Transcript, history: &History, findings: &mut Vec<Finding>) {
    let placed = transcript.asked.iter().filter_map(|asked| {
        let place = history.commands.get(&asked.id)?;
        Some((place.first, asked))
    });
    let mut placed: Vec<_> = placed.collect();
    placed.sort_by_key(|(first, _)| *first);
    let mut earliest_ack: Option<(Duration, &Asked)> = None;
    for (_, asked) in placed.iter().rev() {
        if let (Some(sent), Some((acked, later))) = (asked.sent, earliest_ack)
            && acked < sent
        {
            let what = format!(
                "{:?} was acknowledged at {acked:?}, {:?} sent at {sent:?} comes before it",
                later.id, asked.id
            );
            findings.push(Finding::new(Kind::Order, what));
        }
        if let Answer::Acked(at) = asked.answer
            && earliest_ack.is_none_or(|(earliest, _)| at < earliest)
        {
            earliest_ack = Some((at, asked));
        }
    }
}

fn clocks(transcript: &Transcript, findings: &mut Vec<Finding>) {
    for (before, after) in transcript.log.iter().zip(transcript.log.iter().skip(1)) {
        if after.at_ms < before.at_ms {
            let what = format!("{} after {}", after.at_ms, before.at_ms);
            findings.push(Finding::new(Kind::Clock, what));
        }
    }
}

impl Asked {
    /// A command that nobody has answered yet.
    pub fn new(id: CommandId, wanted: Wanted) -> Self {
        Self { id, wanted, sent: None, answer: Answer::None }
    }
}
