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
    proto::{ErrorCode, NodeAnswer, NodeCommand},
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

    /// The answers for those who asked. `None`: nobody knows what became of their commands,
    /// which then are decided here; the log knows what has happened already.
    pub(super) fn settle(&self, answer: Option<&NodeAnswer>) -> Option<Vec<(ReaderId, Reply)>> {
        let outcomes = &answer?.outcomes;
        if outcomes.len() != self.waiting.len() {
            return None;
        }
        let answers = self.waiting.iter().zip(outcomes).filter_map(|(waiting, outcome)| {
            let From::Reader(reader, _, id) = &waiting.from else { return None };
            let reply = match outcome.code() {
                ErrorCode::Unspecified => Reply::Ack { n: id.n },
                code => Reply::Reject { n: id.n, code, detail: outcome.detail.clone() },
            };
            Some((*reader, reply))
        });
        Some(answers.collect())
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
