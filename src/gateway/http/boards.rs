//! Boards beside the live connection: which there are, their pictures, templates, and what leaves
//! Convene as a file.

use crate::{
    clock, codec,
    domain::{
        AccountId, ElementId, Level, PersonId, State as SessionState, TemplateId, Viewer,
        board::{Board, Content, Element, Header, Kind, Right, Saved},
        catalog::{self, Catalog},
        roster::{JobRole, Person},
    },
    gateway::{
        Error, Gateway,
        body::{Asked, Body, Json},
        files,
        http::exports::{LanguageQuery, Words, attachment, csv},
        login::Login,
        pictures,
    },
    proto::{self, ErrorCode},
};
use axum::{
    extract::{FromRequest, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use codec::ids::{self, WireId};
use std::{collections::BTreeMap, fmt::Write, sync::Arc};

/// A job role that fewer people have had here is not named.
const ROLE_MIN: usize = 5;

fn no_such_board() -> Error {
    Error::new(ErrorCode::NoSuchBoard, "no such board, or none that you can see")
}

/// All that someone may see: of the plenary first, then of rooms.
pub(super) async fn list_boards(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
) -> Result<Json<proto::Boards>, Error> {
    let (state, viewer) = super::lines::reader(&gateway, &login, &session_id).await?;
    let seen = state.boards.iter().filter(|(key, _)| state.sees_board(*key, &viewer));
    let boards = seen.map(|(key, board)| codec::wire_board(ids::board(key), &board.header));
    Ok(Json(proto::Boards { boards: boards.collect() }))
}

pub(super) async fn upload_image(
    State(gateway): State<Gateway>,
    login: Login,
    Path(session_id): Path<String>,
    request: Request,
) -> Result<Json<proto::BoardImage>, Error> {
    let (state, viewer) = super::lines::reader(&gateway, &login, &session_id).await?;
    let person = viewer.person.and_then(|person| state.roster.person(person));
    let works = |person: &&Arc<Person>| {
        let may_work = |key| state.board_right(key, person).is_ok_and(|r| r >= Right::Work);
        state.boards.iter().any(|(key, _)| may_work(key))
    };
    let person = person.filter(works).ok_or_else(no_such_board)?.id;
    let bytes = Bytes::from_request(request, &gateway).await;
    let bytes = bytes.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::new(ErrorCode::TooLarge, "at most 10 MiB"),
        _ => Error::new(ErrorCode::Invalid, "the picture could not be read"),
    })?;
    let drawn = pictures::redraw(&gateway, bytes).await?;
    let id = files::keep_of(&gateway, state.session.id, person, drawn.bytes).await?;
    let image_id = codec::file_id_text(&id);
    Ok(Json(proto::BoardImage { image_id, width: drawn.width, height: drawn.height }))
}

pub(super) async fn get_image(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, image_id)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (state, viewer) = super::lines::reader(&gateway, &login, &session_id).await?;
    let no_such_file = || Error::new(ErrorCode::NoSuchFile, "no such picture on a board you see");
    let id = codec::file_id(&image_id).ok_or_else(no_such_file)?;
    let is_it = |element: &Element| element.made.image == Some(id);
    let shows = |board: &Board| {
        board.elements.values().any(|element| is_it(element) && board.shows(element, &viewer))
    };
    let mut seen = state.boards.iter().filter(|(key, _)| state.sees_board(*key, &viewer));
    if !seen.any(|(_, board)| shows(board)) {
        return Err(no_such_file());
    }
    let bytes = files::read(&gateway, state.session.id, &id).await?.ok_or_else(no_such_file)?;
    let kind = files::kind_of(&bytes).ok_or_else(no_such_file)?;
    let headers = [
        (header::CONTENT_TYPE, codec::file_kind(kind)),
        (header::CACHE_CONTROL, "private, max-age=86400, immutable"),
        (header::CONTENT_SECURITY_POLICY, super::agenda::FILE_POLICY),
    ];
    Ok((headers, bytes).into_response())
}

fn saved(catalog: &Catalog, (template, by): &(Arc<Saved>, AccountId)) -> proto::BoardTemplate {
    let by = catalog.accounts.get(by).map(|account| account.name.clone());
    proto::BoardTemplate { saved_by: by.unwrap_or_default(), ..codec::wire_template(template) }
}

pub(super) async fn list_templates(
    State(gateway): State<Gateway>,
    login: Login,
) -> Result<Json<proto::BoardTemplates>, Error> {
    login.need_account(&gateway)?;
    let catalog = gateway.directory.catalog().read();
    let templates = catalog.templates.iter().rev().map(|found| saved(&catalog, found)).collect();
    Ok(Json(proto::BoardTemplates { templates }))
}

pub(super) async fn save_template(
    State(gateway): State<Gateway>,
    login: Login,
    Body(body): Body<proto::BoardTemplate>,
) -> Result<Json<proto::BoardTemplate>, Error> {
    let account = login.need_account(&gateway)?;
    let template = codec::template_to_save(&body, TemplateId(clock::id()))?;
    // It belongs to no session, and so to no step and nobody of one.
    let header = Header { shared: false, item: None, ..template.header };
    let unowned = |patch: crate::domain::board::Patch| crate::domain::board::Patch {
        author: None,
        owner: patch
            .owner
            .filter(|owner| !matches!(owner, Some(crate::domain::board::Owner::Person(_)))),
        ..patch
    };
    let elements = template.elements.into_iter().map(unowned).collect();
    let template = Saved { id: template.id, header, elements };
    let save = catalog::Command::SaveTemplate(Box::new(template.clone()), account.id);
    gateway.directory.catalog().ask(save).await?;
    let catalog = gateway.directory.catalog().read();
    Ok(Json(saved(&catalog, &(Arc::new(template), account.id))))
}

pub(super) async fn remove_template(
    State(gateway): State<Gateway>,
    login: Login,
    Path(template_id): Path<String>,
) -> Result<Json<proto::Nothing>, Error> {
    login.need_account(&gateway)?;
    let none = || Error::new(ErrorCode::NoSuchBoard, "no such template is saved");
    let id = TemplateId::from_wire(&template_id).ok_or_else(none)?;
    gateway.directory.catalog().ask(catalog::Command::RemoveTemplate(id)).await?;
    Ok(Json(proto::Nothing {}))
}

/// What someone who sees a board takes along of it.
struct Taken<'a> {
    state: &'a SessionState,
    board: &'a Board,
    /// What they see of it, in order.
    elements: Vec<&'a Element>,
    /// How many who were here have each job role.
    roles: BTreeMap<JobRole, usize>,
    words: Words,
}

async fn taken<T>(
    (gateway, login, session_id, board_id): (&Gateway, &Login, &str, &str),
    query: &LanguageQuery,
    write: impl FnOnce(&Taken<'_>) -> T,
) -> Result<T, Error> {
    let (state, viewer) = super::lines::reader(gateway, login, session_id).await?;
    let key = ids::board_of(board_id).filter(|key| state.sees_board(*key, &viewer));
    let board = key.and_then(|key| state.boards.get(key)).ok_or_else(no_such_board)?;
    let mut roles = BTreeMap::new();
    for person in state.roster.arrived() {
        if let Some(role) = person.job_role {
            *roles.entry(role).or_insert(0) += 1;
        }
    }
    let elements = seen(board, &viewer);
    Ok(write(&Taken { state: &state, board, elements, roles, words: Words::of(query) }))
}

/// What someone sees of a board: section by section, and in each by rank.
fn seen<'a>(board: &'a Board, viewer: &Viewer) -> Vec<&'a Element> {
    let is_seen = |element: &&Arc<Element>| {
        board.shows(element, viewer) && (!element.hidden || viewer.sight.level < Level::Facilitator)
    };
    let mut elements: Vec<_> =
        board.elements.values().filter(is_seen).map(|element| &**element).collect();
    elements.sort_by_cached_key(|element| {
        let section = element.content.section.and_then(|id| board.elements.get(&id));
        let place = section.map(|section| (section.content.rank.clone(), section.id));
        (place, element.content.rank.clone(), element.id)
    });
    elements
}

impl Taken<'_> {
    /// Who made something: by name if the board says so, else by role, if several have it.
    fn author(&self, author: Option<PersonId>) -> String {
        let Some(person) = author.and_then(|author| self.state.roster.anyone(author)) else {
            return String::new();
        };
        if self.board.header.named {
            return person.name.clone();
        }
        let count = |role: &JobRole| self.roles.get(role).copied().unwrap_or_default();
        match person.job_role.filter(|role| count(role) >= ROLE_MIN) {
            Some(role) => self.words.job_role(role),
            None => self.words.say("Participant", "Participante"),
        }
    }

    fn text<'t>(&self, text: &'t crate::domain::text::Text) -> &'t str {
        if self.words.is_spanish && !text.es.is_empty() { &text.es } else { &text.en }
    }

    fn section(&self, content: &Content) -> &str {
        let section = content.section.and_then(|id| self.board.elements.get(&id));
        section.map_or("", |section| self.text(&section.content.title))
    }

    fn comments(&self, of: ElementId) -> impl Iterator<Item = &&Element> {
        self.elements.iter().filter(move |element| element.made.parent == Some(of))
    }

    fn kind(&self, kind: Kind) -> String {
        match kind {
            Kind::Note => self.words.say("note", "nota"),
            Kind::Text => self.words.say("text", "texto"),
            Kind::Rectangle => self.words.say("rectangle", "rectángulo"),
            Kind::Ellipse => self.words.say("ellipse", "elipse"),
            Kind::Diamond => self.words.say("diamond", "rombo"),
            Kind::Line => self.words.say("line", "línea"),
            Kind::Stroke => self.words.say("drawing", "dibujo"),
            Kind::Image => self.words.say("image", "imagen"),
            Kind::Section => self.words.say("section", "sección"),
            Kind::Comment => self.words.say("comment", "comentario"),
        }
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let headers = [
            self.words.say("Section", "Sección"),
            self.words.say("What", "Qué"),
            self.words.say("Text", "Texto"),
            self.words.say("By", "De"),
            self.words.say("Votes", "Votos"),
            self.words.say("Comments", "Comentarios"),
        ];
        let is_row = |element: &&&Element| {
            let kind = element.made.kind;
            !matches!(kind, Kind::Section | Kind::Comment | Kind::Stroke | Kind::Line)
        };
        let row = |element: &&Element| {
            let comments = self.comments(element.id).map(|comment| comment.content.text.as_str());
            vec![
                self.section(&element.content).to_owned(),
                self.kind(element.made.kind),
                element.content.text.clone(),
                self.author(element.author),
                element.votes.to_string(),
                comments.collect::<Vec<_>>().join("\n"),
            ]
        };
        let rows = self.elements.iter().filter(is_row).map(row);
        std::iter::once(headers.into()).chain(rows).collect()
    }

    fn markdown(&self) -> String {
        let mut out = format!("# {}\n", escaped(self.text(&self.board.header.title)));
        let mut sections: Vec<_> =
            self.elements.iter().filter(|found| found.made.kind == Kind::Section).collect();
        sections.sort_by_key(|section| (&section.content.rank, section.id));
        let none: Option<ElementId> = None;
        self.of_section(&mut out, none);
        for section in sections {
            let _ = write!(out, "\n## {}\n", escaped(self.text(&section.content.title)));
            self.of_section(&mut out, Some(section.id));
        }
        out
    }

    fn of_section(&self, out: &mut String, section: Option<ElementId>) {
        let is_in = |element: &&&Element| {
            element.content.section == section
                && !matches!(element.made.kind, Kind::Section | Kind::Comment)
                && !element.content.text.is_empty()
        };
        for (n, element) in self.elements.iter().filter(is_in).enumerate() {
            let votes = match element.votes {
                0 => String::new(),
                votes => format!(" ({votes} {})", self.words.say("votes", "votos")),
            };
            let by = match self.author(element.author) {
                by if by.is_empty() => by,
                by => format!(" — {}", escaped(&by)),
            };
            let before = if n == 0 { "\n" } else { "" };
            let text = escaped(&element.content.text);
            let _ = writeln!(out, "{before}- {text}{votes}{by}");
            for comment in self.comments(element.id) {
                let by = escaped(&self.author(comment.author));
                let _ = writeln!(out, "  - {} — {by}", escaped(&comment.content.text));
            }
        }
    }
}

/// One line in which nothing means anything to Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => {
                out.extend(['\\', c]);
            }
            c => out.push(c),
        }
    }
    out
}

pub(super) async fn export_csv(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, board_id)): Path<(String, String)>,
    Asked(query): Asked<LanguageQuery>,
) -> Result<Response, Error> {
    let of = (&gateway, &login, &*session_id, &*board_id);
    taken(of, &query, |taken| csv("board.csv", taken.rows())).await
}

pub(super) async fn export_markdown(
    State(gateway): State<Gateway>,
    login: Login,
    Path((session_id, board_id)): Path<(String, String)>,
    Asked(query): Asked<LanguageQuery>,
) -> Result<Response, Error> {
    let of = (&gateway, &login, &*session_id, &*board_id);
    let kind = "text/markdown; charset=utf-8";
    taken(of, &query, |taken| attachment(kind, "board.md", taken.markdown().into_bytes())).await
}
