//! Whose words a session is made of: written voice, by group.

use crate::{
    codec,
    domain::voice,
    gateway::{Error, Gateway, body::Json, http::sessions::need_facilitator, login::Login},
    proto,
};
use axum::extract::{Path, State};

pub(super) async fn get_voice(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
) -> Result<Json<proto::Voice>, Error> {
    let (session, ..) = need_facilitator(&gateway, &login, &session_id).await?;
    let state = session.hub().state();
    Ok(Json(codec::voice(&voice::report(&state, crate::clock::now()))))
}
