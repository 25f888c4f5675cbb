//! Importing a table of people: previewed, then all at once or not at all.

use crate::{
    clock,
    codec::{self, intake as wire},
    domain::{
        Command, PersonId, State as SessionState,
        roster::{self, Identified},
    },
    gateway::{
        Error, Gateway,
        body::{Body, Json},
        http::sessions::need_facilitator,
        login::Login,
    },
    intake::{
        people::{self, Plan},
        roles, rows,
        table::Table,
    },
    proto::{self, ErrorCode},
};
use axum::extract::{Path, State};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Largest body: a table of 4 MiB as base64, and what is said of its columns.
pub(super) const BODY_BYTES_MAX: usize = 6 << 20;
/// Columns and roles that one request may speak of.
const SAID_MAX: usize = 2_000;

/// Reads a table as a request means it, and compares it with the roster.
fn read(table: &proto::RosterTable, state: &SessionState) -> Result<Compared, Error> {
    let read = Table::read(&table.content);
    let read = read.map_err(|error| Error::new(ErrorCode::BadTable, error.to_string()))?;
    if table.columns.len() > SAID_MAX || table.roles.len() > SAID_MAX {
        return Err(Error::invalid("table.roles", "at most 2,000"));
    }
    let mapping = wire::mapping(&read, &table.columns)?;
    let roles = wire::roles(&table.roles);
    let found = roles::distinct(&read, &mapping, &roles);
    let places: Vec<_> = state.roster.iter().map(|person| person.organisation.clone()).collect();
    let drafts = rows::drafts(&read, &mapping, &roles, &places);
    // Guests are nobody on the roster: an address that one of them typed is not theirs.
    let (guests, known): (Vec<_>, Vec<_>) =
        state.roster.everyone().partition(|person| person.identified == Identified::Guest);
    let people_max = roster::PEOPLE_MAX.saturating_sub(guests.len());
    let known: Vec<_> = known.into_iter().map(|person| wire::known(person)).collect();
    // Numbers in place of ids that are drawn: what is agreed to is the same when it is done.
    let mut counted = 0;
    let mut next = || {
        counted += 1;
        Uuid::from_u128(counted)
    };
    let agreed = people::plan(drafts.clone(), &known, people_max, &mut next);
    let digest = Sha256::digest(format!("{agreed:?}").as_bytes());
    let digest = codec::file_id_text(&digest.into());
    let names = |id: Uuid| state.roster.anyone(PersonId(id)).map(|person| person.name.clone());
    let name_of = |id: Uuid| {
        let new = || agreed.additions.iter().find(|new| new.person.id == id);
        names(id).or_else(|| Some(new()?.person.name.clone())).unwrap_or_default()
    };
    let mut preview = wire::preview(&read, &mapping, &found, &agreed, name_of);
    preview.digest = digest;
    let plan = people::plan(drafts, &known, people_max, clock::id);
    Ok(Compared { preview, plan })
}

/// A table beside the roster.
struct Compared {
    preview: proto::RosterPreview,
    plan: Plan,
}

/// A large table takes a core for a moment: other people's requests must not wait for it, and
/// no two take one at the same time.
async fn compare(
    gateway: &Gateway,
    table: proto::RosterTable,
    state: SessionState,
) -> Result<Compared, Error> {
    let permit = gateway.reading_tables.acquire().await;
    let _permit = permit.map_err(|error| Error::internal(&error))?;
    let reading = tokio::task::spawn_blocking(move || read(&table, &state));
    reading.await.map_err(|error| Error::internal(&error))?
}

pub(super) async fn preview_roster(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Body(body): Body<proto::RosterTable>,
) -> Result<Json<proto::RosterPreview>, Error> {
    let (session, _, _) = need_facilitator(&gateway, &login, &session_id).await?;
    Ok(Json(compare(&gateway, body, session.hub().state()).await?.preview))
}

pub(super) async fn import_roster(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Body(body): Body<proto::ImportRosterBody>,
) -> Result<Json<proto::RosterImported>, Error> {
    let (session, _, permission) = need_facilitator(&gateway, &login, &session_id).await?;
    let table = body.table.ok_or_else(|| codec::FieldError::missing("table"))?;
    let Compared { preview, plan } = compare(&gateway, table, session.hub().state()).await?;
    if preview.digest != body.digest {
        let detail = "the roster or the table has changed since the preview";
        return Err(Error::new(ErrorCode::PreviewOld, detail));
    }
    if preview.problem_count > 0 && !body.leave_out_problems {
        let detail = "some rows have problems: mend them, or leave them out";
        return Err(Error::invalid("leave_out_problems", detail));
    }
    let state = session.hub().state();
    let above = plan.updates.iter().find(|update| {
        let person = state.roster.anyone(PersonId(update.before.id));
        person.is_some_and(|person| person.permission > permission)
    });
    if let Some(above) = above {
        let detail = format!("row {} would change someone above you: leave it out", above.row);
        return Err(Error::new(ErrorCode::NotAllowed, detail));
    }
    let (additions, updates) = wire::import(plan);
    let import = roster::Command::Import(additions, updates);
    session.ask_as_server(Command::Roster(import)).await?;
    Ok(Json(proto::RosterImported {
        added_count: preview.added_count,
        updated_count: preview.updated_count,
        left_out_count: preview.problem_count,
    }))
}
