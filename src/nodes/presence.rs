//! Who is connected to other nodes.

use crate::{
    domain::{Millis, PersonId, SessionId},
    nodes::NodeId,
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// A node that died, with those who were connected to it.
pub struct Lost {
    /// By session.
    pub people: HashMap<SessionId, HashSet<PersonId>>,
    /// When it was last heard of.
    pub last_heard: Millis,
}

type BySession = HashMap<SessionId, HashSet<PersonId>>;

/// Kept by node, and joined when asked for.
#[derive(Default)]
pub(super) struct Elsewhere {
    by_node: HashMap<NodeId, BySession>,
    /// Sessions ask at every tick; most of the time nothing has changed.
    joined: HashMap<SessionId, Arc<HashSet<PersonId>>>,
}

impl Elsewhere {
    pub(super) fn told(
        &mut self,
        node: NodeId,
        session: SessionId,
        here: &[PersonId],
        away: &[PersonId],
    ) {
        let sessions = self.by_node.entry(node).or_default();
        let people = sessions.entry(session).or_default();
        people.extend(here);
        away.iter().for_each(|person| {
            people.remove(person);
        });
        if people.is_empty() {
            sessions.remove(&session);
        }
        self.joined.remove(&session);
    }

    pub(super) fn of(&mut self, session: SessionId) -> Arc<HashSet<PersonId>> {
        if let Some(people) = self.joined.get(&session) {
            return Arc::clone(people);
        }
        let all = self.by_node.values().filter_map(|sessions| sessions.get(&session)).flatten();
        let people: Arc<HashSet<PersonId>> = Arc::new(all.copied().collect());
        // Sessions that nobody is in any more would pile up here.
        if !people.is_empty() {
            self.joined.insert(session, Arc::clone(&people));
        }
        people
    }

    /// Drops what a node has told. What it was.
    pub(super) fn forget(&mut self, node: NodeId) -> BySession {
        let sessions = self.by_node.remove(&node).unwrap_or_default();
        sessions.keys().for_each(|session| {
            self.joined.remove(session);
        });
        sessions
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn people_are_where_some_node_says() {
        let person = |n| PersonId(Uuid::from_u128(n));
        let (a, b) = (NodeId(Uuid::from_u128(1)), NodeId(Uuid::from_u128(2)));
        let session = SessionId(Uuid::from_u128(9));
        let mut elsewhere = Elsewhere::default();
        elsewhere.told(a, session, &[person(1), person(2)], &[]);
        elsewhere.told(b, session, &[person(2)], &[]);
        assert_eq!(*elsewhere.of(session), HashSet::from([person(1), person(2)]));
        elsewhere.told(a, session, &[], &[person(2)]);
        assert_eq!(elsewhere.of(session).len(), 2, "still with the other");
        let lost = elsewhere.forget(b);
        assert_eq!(lost[&session], HashSet::from([person(2)]));
        assert_eq!(*elsewhere.of(session), HashSet::from([person(1)]));
        elsewhere.told(a, session, &[], &[person(1)]);
        assert!(elsewhere.of(session).is_empty());
    }
}
