//! What was said before: pages of a conversation, and threads.

use crate::{
    codec::{self, ids::WireId},
    domain::{
        LineId, State as SessionState, Viewer,
        catalog::Account,
        chat::{ChannelKey, Line},
        session::Life,
    },
    gateway::{
        Error, Gateway,
        body::{Asked, Json},
        login::Login,
    },
    proto::{self, ErrorCode},
    replay::{self, Watcher},
};
use axum::extract::{Path, State};
use serde::Deserialize;
use std::sync::Arc;

/// Who reads: by their seat, by the place of their account, or as someone who watches the
/// replay.
pub(super) async fn reader(
    gateway: &Gateway,
    login: &Login,
    session_id: &str,
) -> Result<(SessionState, Viewer), Error> {
    let account = login.account(gateway);
    if account.is_none() && login.seats().next().is_none() {
        return Err(Error::not_signed_in());
    }
    let session = gateway.directory.session(session_id).await?;
    let state = session.hub().state();
    let seat = login.seat(gateway, &state).await?.map(|seat| seat.person);
    let place = |account: &Arc<Account>| {
        state.roster.of_account(account.id, &account.email).map(|person| person.id)
    };
    let by_account = account.as_ref().and_then(place);
    let people = [seat, by_account].into_iter().flatten();
    let live = people.clone().map(|person| state.viewer(person));
    // After the end also those who watch the replay.
    let account = account.map(|account| account.permission);
    let watchers = [None].into_iter().chain(people.map(Some));
    let watchers = watchers.map(|person| Watcher { person, account });
    let watching = watchers.filter_map(|watcher| replay::admit(&state, watcher).ok());
    // Whoever may in several ways reads as the one who sees more, and rather as themselves
    // than as nobody: the last of equals is taken.
    let viewers = watching.map(|(viewer, _)| viewer).chain(live);
    let viewer = viewers.max_by_key(|viewer| viewer.sight.level).ok_or_else(Error::not_found)?;
    Ok((state, viewer))
}

/// After the end a line that was withdrawn is as if it had never been said.
fn wire(
    state: &SessionState,
    key: &ChannelKey,
    (lines, has_more): (Vec<Arc<Line>>, bool),
) -> Json<proto::Lines> {
    let is_over = matches!(state.session.life, Life::Ended { .. });
    let lines = lines.iter().filter(|line| !is_over || line.withdrawn.is_none());
    Json(proto::Lines { lines: lines.map(|line| codec::line(key, line)).collect(), has_more })
}

#[derive(Deserialize)]
pub(super) struct PageQuery {
    before: Option<String>,
}

pub(super) async fn get_lines(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, channel_id)): Path<(String, String)>,
    Asked(query): Asked<PageQuery>,
) -> Result<Json<proto::Lines>, Error> {
    let (state, viewer) = reader(&gateway, &login, &session_id).await?;
    let known = [ChannelKey::Plenary, ChannelKey::Facilitators];
    let private = viewer.person.map(|person| state.chat.private_of(person));
    let private = private.into_iter().flatten().map(|conversation| conversation.key);
    let rooms =
        state.breakouts.rounds.iter().flat_map(|round| {
            round.rooms.iter().map(|room| ChannelKey::Room(round.id, room.number))
        });
    let mut keys = known.into_iter().chain(private).chain(rooms);
    let key = keys.find(|key| codec::ids::channel(key) == channel_id);
    let key = key.ok_or_else(Error::not_found)?;
    let no_such_line = || Error::new(ErrorCode::NoSuchLine, "no such line in this channel");
    let before = query.before.as_deref().filter(|before| !before.is_empty());
    let before = before.map(|id| LineId::from_wire(id).ok_or_else(no_such_line)).transpose()?;
    if !viewer.is_in(&state.chat.audience(&key)) {
        return Err(Error::not_found());
    }
    let page = state.chat.before(&viewer, &key, before).ok_or_else(no_such_line)?;
    Ok(wire(&state, &key, page))
}

pub(super) async fn get_thread(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, line_id)): Path<(String, String)>,
) -> Result<Json<proto::Lines>, Error> {
    let (state, viewer) = reader(&gateway, &login, &session_id).await?;
    let no_such_line = || Error::new(ErrorCode::NoSuchLine, "no such line in this session");
    let line = LineId::from_wire(&line_id).ok_or_else(no_such_line)?;
    let thread = state.chat.thread(&viewer, line).ok_or_else(no_such_line)?;
    let (key, _) = state.chat.line(line).ok_or_else(no_such_line)?;
    Ok(wire(&state, key, thread))
}
