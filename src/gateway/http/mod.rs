//! The routes of `proto/convene/v1/api.proto`, one file per resource.

mod accounts;
mod join;
mod passwords;
mod replay;
mod sessions;

pub use accounts::offer_setup;

use crate::gateway::Gateway;
use axum::{
    Router,
    routing::{get, post},
};

pub(super) fn routes() -> Router<Gateway> {
    Router::new()
        .route("/api/me", get(accounts::get_me))
        .route("/api/setup", post(accounts::claim_admin))
        .route("/api/sign-in", post(accounts::sign_in))
        .route("/api/sign-out", post(accounts::sign_out))
        .route("/api/accounts", get(accounts::list_accounts).post(accounts::create_account))
        .route("/api/invitations", post(accounts::accept_invitation))
        .route("/api/sessions", get(sessions::list_sessions).post(sessions::create_session))
        .route("/api/sessions/{session_id}", get(sessions::get_session))
        .route("/api/sessions/{session_id}/people", post(sessions::add_people))
        .route("/api/sessions/{session_id}/people/{person_id}/link", post(sessions::reissue_link))
        .route("/api/sessions/{session_id}/tickets", post(sessions::new_ticket))
        .route("/api/sessions/{session_id}/replay", get(replay::get_replay))
        .route("/api/sessions/{session_id}/replay/{window}", get(replay::get_replay_window))
        .route("/api/join/link", post(join::join_by_link))
        .route("/api/join/code/{code}", get(join::get_code))
        .route("/api/join/code", post(join::join_by_code))
        .route("/api/organisations", get(join::list_organisations))
}
