//! How people would be dealt into breakout rooms: planned here, decided by command.

use crate::{
    codec,
    domain::breakout::{PlanRefused, Planned},
    gateway::{
        Error, Gateway,
        body::{Body, Json},
        http::sessions::need_facilitator,
        login::Login,
    },
    proto,
};
use axum::extract::{Path, State};
use std::sync::Arc;

pub(super) async fn plan_round(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Body(body): Body<proto::PlanRoundBody>,
) -> Result<Json<proto::RoundPlan>, Error> {
    let (session, ..) = need_facilitator(&gateway, &login, &session_id).await?;
    let (mut asked, earlier) = codec::plan_asked(&body)?;
    let strategy = asked.spec.strategy;
    let state = session.hub().state();
    for earlier in earlier {
        // Who plans learns who met there: they must run that one, too.
        let (earlier, ..) = need_facilitator(&gateway, &login, earlier).await?;
        asked.met.extend(earlier.hub().state().met_here(&state));
    }
    // Two thousand people take a core for a moment: other requests must not wait for it, and no
    // two take one at the same time.
    let turn = Arc::clone(&gateway.planning).acquire_owned().await;
    let turn = turn.map_err(|error| Error::internal(&error))?;
    let planned = tokio::task::spawn_blocking(move || {
        if asked.people.is_empty() {
            asked.people = state.to_be_dealt().collect();
        }
        let planned = state.plan_round(&asked)?;
        // Held until here even if nobody waits for the answer any more.
        drop(turn);
        Ok::<_, PlanRefused>((planned, state, asked.keep))
    });
    let (planned, state, keep): (Planned, _, _) = planned
        .await
        .map_err(|error| Error::internal(&error))?
        .map_err(|refused| Error::invalid("spec", refused.to_string()))?;
    Ok(Json(codec::round_plan(&planned, &state, strategy, keep.as_ref())))
}
