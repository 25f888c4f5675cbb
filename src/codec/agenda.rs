//! Steps of an agenda and the plan of a session, as clients send them, parsed once.

use crate::{
    codec::{FieldError, ids::WireId, terms},
    domain::{
        ItemId,
        agenda::{EXTEND_MINUTES_MAX, File, Item, MINUTES_BOUNDS, PAGES_MAX, Place},
        session::Plan,
        text::{Invalid, Link, Name, Text},
    },
    proto,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

/// Reads a step. Without an id it gets `fresh`.
///
/// # Errors
/// The field that is missing or wrong, below `prefix`.
pub(super) fn agenda_item(
    item: &proto::AgendaItem,
    fresh: Uuid,
    prefix: &str,
) -> Result<Item, FieldError> {
    let at = |field: &str| FieldError::at(format!("{prefix}{field}"));
    let (title, prompt) = (item.title.clone(), item.prompt.clone());
    let (title, prompt) = (title.unwrap_or_default(), prompt.unwrap_or_default());
    if !MINUTES_BOUNDS.contains(&item.minutes) {
        return Err(at("minutes")(Invalid("1 to 600 minutes")));
    }
    let link = if item.link.trim().is_empty() { None } else { Some(Link::parse(&item.link)) };
    Ok(Item {
        id: match &*item.id {
            "" => ItemId(fresh),
            id => item_id(id, &format!("{prefix}id"))?,
        },
        title: Text::title(&title.en, &title.es).map_err(at("title.en"))?,
        minutes: item.minutes,
        prompt: Text::prompt(&prompt.en, &prompt.es).map_err(at("prompt"))?,
        link: link.transpose().map_err(at("link"))?,
        opens: terms::opens_of(item.opens).ok_or(Invalid("not known")).map_err(at("opens"))?,
        file: item.file.as_ref().map(file).transpose().map_err(at("file"))?,
    })
}

/// Reads which file a step shows. Whether this session has it is not known here.
fn file(file: &proto::AgendaFile) -> Result<File, Invalid> {
    Ok(File {
        id: file_id(&file.id).ok_or(Invalid("upload the file first"))?,
        name: Name::parse(&file.name)?.into_inner(),
        kind: terms::file_kind_of(&file.kind).ok_or(Invalid("no PNG, JPEG, WebP or PDF"))?,
    })
}

/// A file's id; `None` for anything else.
#[must_use]
pub fn file_id(text: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

/// A file's id on the wire.
#[must_use]
pub fn file_id_text(id: &[u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(id)
}

/// What is announced of a session. `forgets_rooms`: unless it says so itself.
///
/// # Errors
/// The field that is missing or wrong.
pub fn plan(body: proto::CreateSessionBody, forgets_rooms: bool) -> Result<Plan, FieldError> {
    let title = body.title.unwrap_or_default();
    let title = Text::title(&title.en, &title.es).map_err(FieldError::at("title.en"))?;
    if body.scheduled_at_ms <= 0 {
        let detail = Invalid("say when the session starts");
        return Err(FieldError::at("scheduled_at_ms")(detail));
    }
    let minutes = if body.planned_minutes == 0 { Plan::MINUTES } else { body.planned_minutes };
    if !Plan::MINUTES_BOUNDS.contains(&minutes) {
        return Err(FieldError::at("planned_minutes")(Invalid("5 to 1,440 minutes")));
    }
    let forgets_rooms = body.forgets_rooms.unwrap_or(forgets_rooms);
    Ok(Plan { title, scheduled_at: body.scheduled_at_ms, minutes, forgets_rooms })
}

pub(super) fn item_id(text: &str, field: &str) -> Result<ItemId, FieldError> {
    ItemId::from_wire(text).ok_or_else(|| FieldError::at(field)(Invalid("no step's id")))
}

pub(super) fn place(after: &str, field: &str) -> Result<Place, FieldError> {
    if after.is_empty() { Ok(Place::First) } else { item_id(after, field).map(Place::After) }
}

pub(super) fn extension(minutes: i32) -> Result<i32, FieldError> {
    let fits = minutes != 0 && minutes.abs() <= EXTEND_MINUTES_MAX;
    let wrong = || FieldError::at("extend_agenda_item.minutes")(Invalid("-60 to 60, not 0"));
    fits.then_some(minutes).ok_or_else(wrong)
}

pub(super) fn page(page: u32, field: &'static str) -> Result<u32, FieldError> {
    let fits = (1..=PAGES_MAX).contains(&page);
    fits.then_some(page).ok_or_else(|| FieldError::at(field)(Invalid("1 to 2,000")))
}
