//! The lease that says that this node is alive, and what the leases of others say.

use crate::{
    clock,
    domain::Millis,
    nodes::{Inner, Lost, NodeId, link::Link},
    proto::NodeLease,
};
use bytes::Bytes;
use prost::Message as _;
use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::time::Instant;

/// Between two renewals.
pub const HEARTBEAT: Duration = Duration::from_millis(500);
/// How long a node counts as alive that renews no more.
pub const LEASE: Duration = Duration::from_secs(3);

/// Renews the lease, opens links to who is new and drops who is gone, until told to stop.
pub(super) async fn keep(inner: Arc<Inner>) {
    let about = Bytes::from(inner.about().encode_to_vec());
    let mut heard: BTreeMap<NodeId, Millis> = BTreeMap::new();
    let mut is_failing = false;
    // After a time without the store all leases have run out, and nobody is gone.
    let mut forgiving_until = Instant::now();
    let mut last_renewed = Instant::now();
    loop {
        let leases = &inner.joining.leases;
        let renewed = tokio::select! {
            renewed = leases.renew(inner.joining.id.0, about.clone(), LEASE, clock::now()) => renewed,
            () = inner.stop.cancelled() => break,
        };
        match renewed {
            Ok(alive) => {
                // It may have failed, or only have waited for the store to come back.
                let is_late = last_renewed.elapsed() >= LEASE;
                if std::mem::take(&mut is_failing) || is_late {
                    forgiving_until = Instant::now() + LEASE;
                }
                last_renewed = Instant::now();
                update(&inner, &mut heard, alive, Instant::now() < forgiving_until);
                inner.settled.send_replace(true);
            }
            // Who was alive stays so: without the store nobody can know better.
            Err(error) => {
                if !is_failing {
                    let error = &error as &dyn std::error::Error;
                    tracing::warn!(error, "the lease of this node cannot be renewed");
                }
                is_failing = true;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(HEARTBEAT) => {}
            () = inner.stop.cancelled() => break,
        }
    }
    if inner.abandoned.load(Ordering::Relaxed) {
        return;
    }
    if let Err(error) = inner.joining.leases.release(inner.joining.id.0).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "the lease runs out by itself");
    }
}

fn update(
    inner: &Arc<Inner>,
    heard: &mut BTreeMap<NodeId, Millis>,
    alive: Vec<(uuid::Uuid, Bytes)>,
    is_forgiving: bool,
) {
    let now = clock::now();
    let others: BTreeMap<NodeId, NodeLease> = alive
        .into_iter()
        .filter(|(id, _)| *id != inner.joining.id.0)
        .filter_map(|(id, about)| Some((NodeId(id), NodeLease::decode(about).ok()?)))
        .collect();
    let mut known = inner.known();
    for (node, about) in &others {
        heard.insert(*node, now);
        if !known.links.contains_key(node) {
            tracing::info!(node.id = %node.0, version = about.version, "another node is alive");
            let link = Link::open(inner, *node, about.address.clone());
            known.links.insert(*node, link);
            known.about.insert(*node, about.clone());
            known.count_kinds();
        }
    }
    if is_forgiving {
        return;
    }
    let gone: Vec<_> = known.links.keys().copied().filter(|id| !others.contains_key(id)).collect();
    for node in gone {
        tracing::info!(node.id = %node.0, "a node has gone");
        known.links.remove(&node);
        known.about.remove(&node);
        known.count_kinds();
        // If it lives after all, it must say hello again.
        known.greeted.remove(&node);
        let people = known.elsewhere.forget(node);
        let last_heard = heard.remove(&node).unwrap_or(now);
        if inner.lost.try_send(Lost { people, last_heard }).is_err() {
            tracing::warn!("too many nodes were lost at once");
        }
    }
}
