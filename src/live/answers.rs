//! The answers to a batch of commands, on their way to those who asked.

use crate::{
    domain::{State, instances::CommandId},
    live::{
        Hub, ReaderId, Refusal,
        reader::Reply,
        session::{From, Waiting},
    },
};
use tokio::sync::oneshot;

/// What a command came to.
pub(super) type Answer = Result<(), Refusal>;

/// Answers: what goes to readers, and what goes to those within the server. They look at the
/// state when they are told, so they are told when it is shown.
#[derive(Default)]
pub(super) struct Answers {
    pub(super) replies: Vec<(ReaderId, Reply)>,
    within: Vec<(oneshot::Sender<Answer>, Answer)>,
}

impl Answers {
    pub(super) fn of(answers: impl IntoIterator<Item = (Waiting, Answer)>) -> Self {
        let mut found = Self::default();
        for (waiting, answer) in answers {
            match waiting.from {
                From::Reader(reader, _, CommandId { n, .. }) => {
                    let reply = match answer {
                        Ok(()) => Reply::Ack { n },
                        Err(refusal) => {
                            let (code, detail) = (refusal.code(), refusal.to_string());
                            Reply::Reject { n, code, field: refusal.field(), detail }
                        }
                    };
                    found.replies.push((reader, reply));
                }
                From::Server(sender) | From::Peer(_, _, sender) => {
                    found.within.push((sender, answer));
                }
                From::Tick => {}
            }
        }
        found
    }

    /// Nobody knows what became of what these asked for.
    pub(super) fn unknown(answers: Vec<(Waiting, Answer)>) -> Self {
        Self::of(answers.into_iter().map(|(waiting, _)| (waiting, Err(Refusal::RetryLater))))
    }

    /// What a node says that is older than the session.
    pub(super) fn without_deciding(waiting: Vec<Waiting>, known: &State) -> Self {
        Self::of(waiting.into_iter().map(|one| {
            let answer = one.without_deciding(known);
            (one, answer)
        }))
    }

    /// Tells those within the server.
    pub(super) fn tell(self) {
        for (sender, answer) in self.within {
            // The request may have gone away; what was decided stays.
            let _ = sender.send(answer);
        }
    }

    /// Nothing has changed.
    pub(super) fn give(mut self, hub: &Hub) {
        hub.reply(std::mem::take(&mut self.replies));
        self.tell();
    }
}
