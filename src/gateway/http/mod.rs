//! The routes of `api.proto` and `in_session.proto`, one file per resource.

mod accounts;
mod agenda;
mod boards;
mod exports;
mod join;
mod lines;
mod passwords;
mod polls;
mod replay;
mod rooms;
mod roster;
mod sessions;
mod status;
mod voice;

pub use accounts::offer_setup;

use crate::gateway::{Gateway, files::FILE_BYTES_MAX};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{delete, get, post},
};

pub(super) fn routes() -> Router<Gateway> {
    Router::new()
        .route("/api/me", get(accounts::get_me))
        .route("/api/setup", post(accounts::claim_admin))
        .route("/api/sign-in", post(accounts::sign_in))
        .route("/api/sign-out", post(accounts::sign_out))
        .route("/api/accounts", get(accounts::list_accounts).post(accounts::create_account))
        .route("/api/invitations", post(accounts::accept_invitation))
        .route("/api/status", get(status::get_status))
        .route("/api/sessions", get(sessions::list_sessions).post(sessions::create_session))
        .route(
            "/api/sessions/{session_id}",
            get(sessions::get_session).post(sessions::update_session),
        )
        .merge(of_roster())
        .merge(of_agenda())
        .route("/api/sessions/{session_id}/channels/{channel_id}/lines", get(lines::get_lines))
        .route("/api/sessions/{session_id}/lines/{line_id}/thread", get(lines::get_thread))
        .route("/api/sessions/{session_id}/attendance.csv", get(exports::get_attendance))
        .route("/api/sessions/{session_id}/calendar.ics", get(exports::get_calendar))
        .route("/api/join/link/{token}/calendar.ics", get(exports::get_link_calendar))
        .route("/api/sessions/{session_id}/rounds/plan", post(rooms::plan_round))
        .merge(of_polls())
        .merge(of_boards())
        .route("/api/sessions/{session_id}/people", post(sessions::add_people))
        .route("/api/sessions/{session_id}/people/{person_id}/link", post(sessions::reissue_link))
        .route("/api/sessions/{session_id}/tickets", post(sessions::new_ticket))
        .route("/api/sessions/{session_id}/voice", get(voice::get_voice))
        .route("/api/sessions/{session_id}/replay", get(replay::get_replay))
        .route("/api/sessions/{session_id}/replay/{window}", get(replay::get_replay_window))
        .route("/api/join/link", post(join::join_by_link))
        .route("/api/join/code/{code}", get(join::get_code))
        .route("/api/join/code", post(join::join_by_code))
        .route("/api/organisations", get(join::list_organisations))
}

/// A table of people may be larger than other bodies.
fn of_roster() -> Router<Gateway> {
    Router::new()
        .route("/api/sessions/{session_id}/roster/preview", post(roster::preview_roster))
        .route("/api/sessions/{session_id}/roster", post(roster::import_roster))
        .layer(DefaultBodyLimit::max(roster::BODY_BYTES_MAX))
        .route("/api/sessions/{session_id}/links.csv", get(exports::get_links))
}

fn of_polls() -> Router<Gateway> {
    Router::new()
        .route("/api/sessions/{session_id}/runs", post(polls::open_run))
        .route("/api/sessions/{session_id}/runs/{run_id}/token", post(polls::issue_token))
        .route(
            "/api/sessions/{session_id}/runs/{run_id}/ballots",
            get(polls::get_ballots).post(polls::cast_anonymously),
        )
        .route("/api/sessions/{session_id}/transition", get(polls::get_transition))
        .route("/api/polls", get(polls::list_saved_polls).post(polls::save_poll))
        .route("/api/polls/{poll_id}", delete(polls::remove_saved_poll))
}

/// Boards have a good many.
fn of_boards() -> Router<Gateway> {
    Router::new()
        .route("/api/sessions/{session_id}/board-images", post(boards::upload_image))
        .layer(DefaultBodyLimit::max(FILE_BYTES_MAX))
        .route("/api/sessions/{session_id}/board-images/{image_id}", get(boards::get_image))
        .route("/api/sessions/{session_id}/boards", get(boards::list_boards))
        .route("/api/sessions/{session_id}/boards/{board_id}/export.csv", get(boards::export_csv))
        .route(
            "/api/sessions/{session_id}/boards/{board_id}/export.md",
            get(boards::export_markdown),
        )
        .route("/api/board-templates", get(boards::list_templates).post(boards::save_template))
        .route("/api/board-templates/{template_id}", delete(boards::remove_template))
}

/// So may files.
fn of_agenda() -> Router<Gateway> {
    Router::new()
        .route("/api/sessions/{session_id}/files", post(agenda::upload_file))
        .layer(DefaultBodyLimit::max(FILE_BYTES_MAX))
        .route("/api/sessions/{session_id}/files/{file_id}", get(agenda::get_file))
        .route("/api/sessions/{session_id}/agenda/copy", post(agenda::copy_agenda))
}
