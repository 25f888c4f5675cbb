//! Two who come with the session code and knock: one whom nobody expects, and one who says to
//! be somebody whose place is taken.

use super::{
    educator::Educator,
    mind::{Mind, World},
    roster::{Invitee, Place},
};
use crate::client::Http;
use convene::proto::{JobRole, JoinByCodeBody, Language, Organisation, Seat, SessionState};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// After the lobby has opened: the one who is claimed has come by then, most likely.
const KNOCKS_AFTER: [Duration; 2] = [Duration::from_secs(45), Duration::from_secs(260)];

/// Somebody whom nobody expects.
pub fn stranger() -> Invitee {
    Invitee {
        name: "Morgan Visitor".to_owned(),
        email: "morgan.visitor@example.org".to_owned(),
        title: "Program officer",
        role: JobRole::Partner,
        place: Place {
            name: "Harbor Youth Alliance".to_owned(),
            code: String::new(),
            district: None,
        },
        language: Language::English,
        access: "",
        cohort: "",
    }
}

/// Comes to the door and waits until someone opens.
pub async fn knock(
    which: usize,
    (code, mut http): (String, Http),
    (who, world, seed): (Invitee, Arc<World>, u64),
    mut state: watch::Receiver<SessionState>,
) -> anyhow::Result<()> {
    state.wait_for(|state| *state >= SessionState::Lobby).await?;
    tokio::time::sleep(world.pace.think(KNOCKS_AFTER[which % KNOCKS_AFTER.len()])).await;
    let organisation =
        Organisation { cds_code: who.place.code.clone(), name: who.place.name.clone() };
    let body = JoinByCodeBody {
        code,
        name: who.name.clone(),
        email: who.email.clone(),
        organisation: Some(organisation),
        job_role: who.role.into(),
    };
    let _: Seat = http.post("/api/join/code", &body).await?;
    let mind = Mind::new(world.people + which, who, Arc::clone(&world), seed);
    Educator::new(http, mind, world).live().await
}
