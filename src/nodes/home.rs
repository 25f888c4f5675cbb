//! Which node decides a session: the one that every node would name, without asking.

use crate::{domain::SessionId, nodes::NodeId};
use sha2::{Digest, Sha256};

/// Rendezvous hashing: when a node comes or goes, only the sessions that it decides move.
#[must_use]
pub fn home(session: SessionId, nodes: impl Iterator<Item = NodeId>) -> Option<NodeId> {
    nodes.max_by_key(|node| {
        let mut hash = Sha256::new();
        hash.update(session.0.as_bytes());
        hash.update(node.0.as_bytes());
        <[u8; 32]>::from(hash.finalize())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn sessions_spread_and_stay() {
        let nodes: Vec<_> = (1..=4).map(|n| NodeId(Uuid::from_u128(n))).collect();
        let sessions: Vec<_> = (1..=400).map(|n| SessionId(Uuid::from_u128(n))).collect();
        let at = |session, nodes: &[NodeId]| home(session, nodes.iter().copied()).unwrap();
        for node in &nodes {
            let count = sessions.iter().filter(|s| at(**s, &nodes) == *node).count();
            assert!((60..140).contains(&count), "{count} of 400");
        }
        let rest = &nodes[..3];
        for session in sessions {
            let before = at(session, &nodes);
            assert!(before == nodes[3] || at(session, rest) == before, "only what must moves");
        }
        assert_eq!(home(SessionId(Uuid::nil()), std::iter::empty()), None);
    }
}
