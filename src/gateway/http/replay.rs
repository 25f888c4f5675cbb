//! Replays: what there is to watch, and the windows of it.

use crate::{
    codec::{self, ids::WireId},
    domain::{Me, SessionId, State as SessionState, Viewer, agenda::Chapter},
    gateway::{
        Error, Gateway,
        body::{Asked, Json},
        login::{Login, wants_binary},
    },
    proto,
    replay::{self, Span, WINDOW_MS, Watcher},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use prost::Message;
use serde::Deserialize;

/// Who watches is asked anew with every window: a right that is gone ends the replay.
async fn admit(
    gateway: &Gateway,
    login: &Login,
    session_id: &str,
) -> Result<(SessionState, Viewer, Span), Error> {
    let account = login.account(gateway);
    if account.is_none() && login.seats().next().is_none() {
        return Err(Error::not_signed_in());
    }
    let id = SessionId::from_wire(session_id).ok_or_else(Error::not_found)?;
    let session = gateway.directory.session_by_id(id).await?;
    let state = session.hub().state();
    let by_account =
        account.as_ref().and_then(|account| state.roster.of_account(account.id, &account.email));
    let seat = login.seat(gateway, &state).await?.map(|seat| seat.person);
    // Who has a place by their account watches as themselves, whichever seat is in this browser.
    let person = by_account.map(|person| person.id).or(seat);
    let watcher = Watcher { person, account: account.map(|account| account.permission) };
    if person.is_none() && watcher.account < Some(crate::domain::roster::Permission::Staff) {
        return Err(Error::not_found());
    }
    let (viewer, span) = replay::admit(&state, watcher)?;
    Ok((state, viewer, span))
}

pub(super) async fn get_replay(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
) -> Result<Json<proto::Replay>, Error> {
    let (present, viewer, span) = admit(&gateway, &login, &session_id).await?;
    let chapter = |chapter: &Chapter| {
        let at_ms = u64::try_from(chapter.at - span.started_at).unwrap_or_default();
        codec::chapter(&chapter.title, at_ms)
    };
    Ok(Json(proto::Replay {
        session: Some(codec::session(&present.session)),
        chapters: present.agenda.chapters.iter().map(chapter).collect(),
        me: Some(codec::me(&Me { viewer, confirmed_check: 0 })),
        duration_ms: u64::try_from(span.ended_at - span.started_at).unwrap_or_default(),
        window_ms: WINDOW_MS,
    }))
}

#[derive(Deserialize)]
pub(super) struct WindowQuery {
    keyframe: Option<bool>,
}

pub(super) async fn get_replay_window(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, window)): Path<(String, u32)>,
    Asked(query): Asked<WindowQuery>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let (present, viewer, span) = admit(&gateway, &login, &session_id).await?;
    let start = i64::from(window) * i64::from(WINDOW_MS);
    if start > span.ended_at - span.started_at {
        return Err(Error::not_found());
    }
    let mut window = gateway.replays.window(&present, &viewer, span, window).await?;
    if query.keyframe == Some(false) {
        window.keyframe = None;
    }
    Ok(if wants_binary(&headers) {
        ([(header::CONTENT_TYPE, "application/x-protobuf")], window.encode_to_vec()).into_response()
    } else {
        Json(window).into_response()
    })
}
