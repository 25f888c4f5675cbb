//! Which master has which slot, as far as this process knows.

use crate::log::redis::{connection::Address, keys::SLOTS, keys::slot, node::Node};
use std::sync::Arc;

/// Hash tags that are tried to find one for a master; with a slot to its name a master has
/// one among the first few thousand.
const TAGS_MAX: usize = 200_000;

/// Masters and their slots. Without a cluster, one master has them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    pub(super) masters: Vec<Address>,
    /// Slot → index of its master.
    owners: Vec<Option<usize>>,
}

impl Placement {
    pub(super) fn of_one(master: Address) -> Self {
        Self { masters: vec![master], owners: vec![Some(0); SLOTS] }
    }

    /// `owners` holds an address for each slot that has a master.
    pub(super) fn of_many(owners: &[Option<&Address>]) -> Self {
        let mut masters: Vec<Address> = Vec::new();
        let owners = owners.iter().map(|owner| {
            owner.map(|owner| {
                masters.iter().position(|master| master == owner).unwrap_or_else(|| {
                    masters.push(owner.clone());
                    masters.len() - 1
                })
            })
        });
        let owners = owners.collect();
        Self { masters, owners }
    }

    fn owner(&self, slot: usize) -> Option<usize> {
        self.owners.get(slot).copied().flatten()
    }

    /// A hash tag of one of a master's slots.
    pub(super) fn tag(&self, master: &Address) -> Option<String> {
        (0..TAGS_MAX).map(|n| n.to_string()).find(|tag| self.has_tag(master, tag))
    }

    pub(super) fn has_tag(&self, master: &Address, tag: &str) -> bool {
        self.owner(slot(tag)).and_then(|i| self.masters.get(i)) == Some(master)
    }
}

/// A placement, connected.
pub(super) struct Map {
    pub(super) placement: Placement,
    /// In the order of the placement's masters.
    pub(super) nodes: Vec<Arc<Node>>,
}

impl Map {
    pub(super) fn node(&self, slot: usize) -> Option<&Arc<Node>> {
        self.placement.owner(slot).and_then(|i| self.nodes.get(i))
    }
}
