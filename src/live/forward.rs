//! Commands that another node decides: the home of the session. What comes back is shown when
//! what it rests on has been.

use crate::{
    codec::ids::WireId,
    domain::SessionId,
    live::{
        ReaderId,
        reader::Reply,
        session::{From, Waiting},
    },
    nodes::{NodeId, Nodes},
    proto::{ErrorCode, NodeAnswer, NodeCommand, NodeOutcome},
};
use std::pin::Pin;

/// Commands on their way to another node and back.
pub(super) struct Forwarding {
    pub(super) waiting: Vec<Waiting>,
    pub(super) answer: Pin<Box<dyn Future<Output = Option<NodeAnswer>> + Send>>,
}

impl Forwarding {
    /// Sends what may be decided elsewhere; the rest stays.
    pub(super) fn start(
        nodes: &Nodes,
        home: NodeId,
        session: SessionId,
        waiting: &mut Vec<Waiting>,
    ) -> Option<Self> {
        let all = std::mem::take(waiting);
        let (theirs, ours): (Vec<_>, Vec<_>) = all.into_iter().partition(can_go);
        *waiting = ours;
        if theirs.is_empty() {
            return None;
        }
        let commands = theirs.iter().filter_map(command).collect();
        let answer = Box::pin(nodes.ask(home, session, commands));
        Some(Self { waiting: theirs, answer })
    }

    /// The answers for those who asked, and what must be decided here: nobody knows what became
    /// of it, except the log.
    pub(super) fn settle(
        self,
        answer: Option<&NodeAnswer>,
    ) -> (Vec<(ReaderId, Reply)>, Vec<Waiting>) {
        let mut outcomes = answer.map_or(&[][..], |answer| &answer.outcomes).iter();
        let (mut replies, mut again) = (Vec::new(), Vec::new());
        for waiting in self.waiting {
            let found = outcomes.next();
            match (found.and_then(outcome), &waiting.from) {
                (Some(reply), From::Reader(reader, _, id)) => replies.push((*reader, reply(id.n))),
                _ => {
                    let is_doubtful = found.is_none_or(|found| !found.declined);
                    again.push(Waiting { sent: None, is_doubtful, ..waiting });
                }
            }
        }
        (replies, again)
    }
}

/// What to answer; `None` when another node could not say, or said what this one cannot read.
fn outcome(outcome: &NodeOutcome) -> Option<Box<dyn Fn(u64) -> Reply + '_>> {
    if outcome.done {
        return Some(Box::new(|n| Reply::Ack { n }));
    }
    match ErrorCode::try_from(outcome.code) {
        Err(_) | Ok(ErrorCode::Unspecified | ErrorCode::RetryLater) => None,
        Ok(code) => {
            let reject = move |n| {
                let (field, detail) = (outcome.field.clone(), outcome.detail.clone());
                Reply::Reject { n, code, field, detail }
            };
            Some(Box::new(reject))
        }
    }
}

/// Whether a command may be decided elsewhere.
pub(super) fn can_go(waiting: &Waiting) -> bool {
    waiting.sent.is_some()
}

fn command(waiting: &Waiting) -> Option<NodeCommand> {
    let From::Reader(_, person, id) = &waiting.from else { return None };
    let command = waiting.sent.as_deref().cloned();
    Some(NodeCommand { person_id: person.to_bytes(), instance: id.instance, command })
}
