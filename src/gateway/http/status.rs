//! How the installation is, for staff.

use crate::{
    codec::{self, ids::WireId},
    domain::{
        catalog::{Catalog, Loss},
        roster::Permission,
    },
    gateway::{Error, Gateway, body::Json, login::Login},
    proto,
};
use axum::extract::State;

pub(super) async fn get_status(
    State(gateway): State<Gateway>,
    login: Login,
) -> Result<Json<proto::Status>, Error> {
    let account = login.need_account(&gateway)?;
    if account.permission < Permission::Staff {
        return Err(Error::not_allowed());
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let readers: Vec<_> = gateway.registry.readers().filter(|readers| *readers > 0).collect();
    let saves = gateway.saves.summary();
    let save_times = saves.map(|(saves, p50_us, p99_us)| proto::SaveTimes {
        saves: count(saves),
        p50_us,
        p99_us,
    });
    let mut nodes = gateway.registry.nodes().status();
    if nodes.is_empty() {
        // On its own, it has no name.
        nodes.push(proto::NodeStatus {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            is_reached: true,
            started_at_ms: gateway.started_at,
            ..proto::NodeStatus::default()
        });
    }
    let catalog = gateway.directory.catalog().read();
    Ok(Json(proto::Status {
        nodes,
        storage: Some(proto::Storage::clone(&gateway.storage)),
        can_save: gateway.log.is_writable(),
        open_sessions: count(readers.len()),
        connections: count(readers.iter().sum()),
        save_times,
        losses: catalog.losses.iter().rev().map(|one| loss(&catalog, one)).collect(),
    }))
}

fn loss(catalog: &Catalog, loss: &Loss) -> proto::Loss {
    let row = loss.session.and_then(|session| catalog.sessions.get(&session));
    proto::Loss {
        session_id: loss.session.map(|session| session.to_wire()).unwrap_or_default(),
        title: row.map(|row| codec::text(&row.plan.title)),
        noticed_at_ms: loss.noticed_at,
        events: loss.events,
        restored: loss.restored,
    }
}
