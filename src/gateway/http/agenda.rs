//! Agendas of other sessions, and the files that steps show.

use crate::{
    clock, codec,
    domain::{
        Command, ItemId, Level,
        agenda::{self, Item},
        text::Name,
    },
    gateway::{
        Error, Gateway,
        body::{Asked, Body, Json},
        files,
        http::sessions::need_facilitator,
        login::Login,
    },
    proto::{self, ErrorCode},
};
use axum::{
    extract::{FromRequest, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde::Deserialize;

pub(super) async fn copy_agenda(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Body(body): Body<proto::CopyAgendaBody>,
) -> Result<Json<proto::Agenda>, Error> {
    let (session, _, _) = need_facilitator(&gateway, &login, &session_id).await?;
    let (from, _, _) = need_facilitator(&gateway, &login, &body.from_session_id).await?;
    let from = from.hub().state();
    let to = session.hub().session();
    let mut items = Vec::new();
    for item in &from.agenda.items {
        if let Some(file) = &item.file
            && let Some(bytes) = files::read(&gateway, from.session.id, &file.id).await?
        {
            files::keep(&gateway, to, bytes).await?;
        }
        items.push(Item { id: ItemId(clock::id()), ..Item::clone(item) });
    }
    session.ask_as_server(Command::Agenda(agenda::Command::Replace(items))).await?;
    Ok(Json(codec::agenda(&session.hub().state().agenda.items)))
}

#[derive(Deserialize)]
pub(super) struct UploadQuery {
    name: Option<String>,
}

pub(super) async fn upload_file(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    Asked(query): Asked<UploadQuery>,
    request: Request,
) -> Result<Json<proto::AgendaFile>, Error> {
    let (session, _, _) = need_facilitator(&gateway, &login, &session_id).await?;
    let name = query.name.unwrap_or_default();
    let name = Name::parse(&name).map_err(codec::FieldError::at("name"))?.into_inner();
    let claimed = request.headers().get(header::CONTENT_TYPE).cloned();
    let bytes = Bytes::from_request(request, &gateway).await;
    let bytes = bytes.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::new(ErrorCode::TooLarge, "at most 10 MiB"),
        _ => Error::new(ErrorCode::Invalid, "the file could not be read"),
    })?;
    let claimed = claimed.as_ref().and_then(|kind| kind.to_str().ok());
    let kind = files::kind_of(&bytes);
    // What it says to be must be what it is: a browser would believe one or the other.
    let kind = kind.filter(|kind| claimed == Some(codec::file_kind(*kind)));
    let bad = || Error::new(ErrorCode::BadFile, "this is no PNG, JPEG, WebP or PDF");
    let kind = kind.ok_or_else(bad)?;
    let id = files::keep(&gateway, session.hub().session(), bytes).await?;
    let id = codec::file_id_text(&id);
    Ok(Json(proto::AgendaFile { id, name, kind: codec::file_kind(kind).to_owned() }))
}

/// A page of a file cannot run anything, and is not shown inside another site.
pub(super) const FILE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

pub(super) async fn get_file(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, file_id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (state, viewer) = super::lines::reader(&gateway, &login, &session_id).await?;
    let no_such_file = || Error::new(ErrorCode::NoSuchFile, "no such file in this session");
    let id = codec::file_id(&file_id).ok_or_else(no_such_file)?;
    let is_shown = match viewer.sight.level {
        Level::Nothing | Level::Header => false,
        Level::Participant => state.agenda.shown_files.contains(&id),
        Level::Facilitator => true,
    };
    if !is_shown {
        return Err(no_such_file());
    }
    let bytes = files::read(&gateway, state.session.id, &id).await?.ok_or_else(no_such_file)?;
    let kind = files::kind_of(&bytes).ok_or_else(no_such_file)?;
    let headers = [
        (header::CONTENT_TYPE, codec::file_kind(kind)),
        (header::CACHE_CONTROL, "private, max-age=86400, immutable"),
        (header::CONTENT_SECURITY_POLICY, FILE_POLICY),
    ];
    Ok((headers, bytes).into_response())
}
