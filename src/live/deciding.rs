//! A round of decisions: each waiting command on what the ones before it have changed.

use crate::{
    clock,
    codec::{self, Kinds},
    domain::{
        Ctx, Event, Millis, Recorded, Rejection, State,
        instances::{CommandId, Known},
    },
    live::{
        Refusal,
        session::{From, Waiting},
        shown::{Encoded, Shown},
    },
};
use std::sync::Arc;

/// A round of decisions.
pub(super) struct Deciding<'a> {
    pub(super) now: Millis,
    pub(super) seq: u64,
    /// The state with everything decided so far folded.
    pub(super) after: State,
    pub(super) facts: Vec<Recorded>,
    pub(super) shown: Vec<Shown>,
    pub(super) encoded: &'a mut Encoded,
    /// Kinds of events that some other node does not know.
    pub(super) too_new: Arc<Kinds>,
}

impl Deciding<'_> {
    /// What a command comes to.
    pub(super) fn answer(&mut self, waiting: &Waiting) -> Result<(), Refusal> {
        match self.decide(waiting) {
            Err(Refusal::Rejected(_) | Refusal::Upgrading) if waiting.is_doubtful => {
                Err(Refusal::RetryLater)
            }
            answer => answer,
        }
    }

    fn decide(&mut self, waiting: &Waiting) -> Result<(), Refusal> {
        if let From::Peer(_, _, sender) = &waiting.from
            && sender.is_closed()
        {
            // Whoever asked has stopped waiting, and decides it itself.
            return Err(Refusal::RetryLater);
        }
        let command_id = match &waiting.from {
            From::Reader(_, person, id) | From::Peer(person, id, _) => {
                match self.after.instances.look_up(*person, *id).map_err(Rejection::from)? {
                    Known::Happened => return Ok(()),
                    Known::New => Some(*id),
                }
            }
            From::Server(_) | From::Tick => None,
        };
        // Whoever guesses what was said must not find their guess confirmed.
        let is_unkept = self.after.is_unkept(&waiting.command);
        let command_id =
            command_id.map(|id| CommandId { digest: if is_unkept { 0 } else { id.digest }, ..id });
        let ctx = Ctx { now: self.now, actor: waiting.actor, id: clock::id() };
        let mut events = self.after.decide(&ctx, waiting.command.clone())?;
        if events.is_empty() && command_id.is_some() {
            events.push(Event::Accepted);
        }
        if !self.too_new.is_empty()
            && events.iter().any(|event| self.too_new.contains(&codec::kind(event)))
        {
            return Err(Refusal::Upgrading);
        }
        for event in events {
            self.seq += 1;
            let fact = Recorded { at: self.now, by: waiting.actor, command: command_id, event };
            self.after.apply(self.seq, &fact);
            self.shown.push(Shown::new(&self.after, self.seq, &fact, self.encoded));
            self.facts.push(fact);
        }
        Ok(())
    }
}
