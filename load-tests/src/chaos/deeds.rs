//! What people do, a little of everything: each deed as a command, and as the witness is told.

use super::{notes::Notes, witness::Wanted};
use crate::rng::Rng;
use convene::{
    codec::ids::{self, WireId},
    domain::{LineId, PersonId, chat::ChannelKey},
    proto::{self, Reaction, command::Body, send_line::To},
};
use std::collections::HashSet;

/// How many kinds of reactions there are.
const REACTIONS: usize = 6;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    Agree,
    Plenary,
    /// Facilitators.
    Back,
    /// To these people.
    Private(Vec<PersonId>),
    Edit,
    Withdraw,
    React,
}

/// What someone does next, by the odds.
pub fn next(rng: &mut Rng, is_facilitator: bool, neighbours: &[PersonId]) -> Deed {
    match rng.below(100) {
        0..20 if is_facilitator => Deed::Back,
        0..10 => Deed::Private(neighbours[..=rng.below(neighbours.len())].to_vec()),
        10..20 => Deed::React,
        20..26 => Deed::Edit,
        26..29 => Deed::Withdraw,
        _ => Deed::Plenary,
    }
}

/// Turns a deed into a command. What cannot be done yet becomes a line in the plenary.
pub fn command(
    deed: &Deed,
    text: String,
    notes: &Notes,
    reacted: &mut HashSet<(LineId, usize)>,
    rng: &mut Rng,
) -> (Body, Wanted) {
    let me = notes.account.person;
    match deed {
        Deed::Agree => (crate::client::consent(proto::Consent::Given), Wanted::Other),
        Deed::Back => {
            say(To::Facilitators(proto::ToFacilitators {}), ChannelKey::Facilitators, text)
        }
        Deed::Private(people) => {
            let mut members: Vec<_> = people.iter().copied().chain([me]).collect();
            members.sort();
            let person_ids = people.iter().map(WireId::to_wire).collect();
            let to = To::People(proto::ToPeople { person_ids });
            say(to, ChannelKey::Private(members.into()), text)
        }
        Deed::Edit => match notes.own.back() {
            Some(line) => edit(*line, text),
            None => plenary(text),
        },
        Deed::Withdraw => match notes.own.front() {
            Some(line) => withdraw(*line),
            None => plenary(text),
        },
        Deed::React => {
            let reaction = rng.below(REACTIONS);
            let is_new = |line: &&LineId| !reacted.contains(&(**line, reaction));
            match notes.recent.iter().rev().find(is_new).copied() {
                Some(line) => {
                    reacted.insert((line, reaction));
                    react(line, reaction)
                }
                None => plenary(text),
            }
        }
        Deed::Plenary => plenary(text),
    }
}

fn plenary(text: String) -> (Body, Wanted) {
    say(To::Plenary(proto::ToPlenary {}), ChannelKey::Plenary, text)
}

fn say(to: To, key: ChannelKey, text: String) -> (Body, Wanted) {
    let wanted = Wanted::Said { channel: ids::channel(&key), text: text.clone() };
    (Body::SendLine(proto::SendLine { text, to: Some(to), ..Default::default() }), wanted)
}

fn edit(line: LineId, text: String) -> (Body, Wanted) {
    let wanted = Wanted::Edited { line, text: text.clone() };
    (Body::EditLine(proto::EditLine { line_id: line.to_wire(), text }), wanted)
}

fn withdraw(line: LineId) -> (Body, Wanted) {
    let line_id = line.to_wire();
    (Body::DeleteLine(proto::DeleteLine { line_id }), Wanted::Withdrawn { line })
}

fn react(line: LineId, reaction: usize) -> (Body, Wanted) {
    let number = i32::try_from(reaction + 1).unwrap_or_default();
    let kind = Reaction::try_from(number).unwrap_or(Reaction::ThumbsUp);
    let body = proto::React { line_id: line.to_wire(), reaction: kind.into(), on: true };
    (Body::React(body), Wanted::Reacted { line, reaction })
}
