//! Events that happen to an agenda.

use crate::{
    codec::{
        CodecError,
        ids::WireId,
        stored::{NOTHING, read_id, read_some_id, title},
        terms, view,
    },
    domain::{
        ItemId,
        agenda::{Event, File, Item, Place},
        text::Link,
    },
    proto::{self, StoredContent, stored_event::Fact},
};
use bytes::Bytes;

fn after(place: Place) -> Bytes {
    match place {
        Place::First => Bytes::new(),
        Place::After(id) => id.to_bytes(),
    }
}

fn place(after: &[u8]) -> Result<Place, CodecError> {
    Ok(read_some_id(after)?.map_or(Place::First, Place::After))
}

pub(super) fn fact(event: &Event) -> (Fact, Option<StoredContent>) {
    let content = |items: Vec<proto::AgendaItem>| {
        Some(StoredContent { agenda_items: items, ..StoredContent::default() })
    };
    let fact = match event {
        Event::Put(item, place) => {
            let (item_id, after_id) = (item.id.to_bytes(), after(*place));
            let put = proto::AgendaItemPut { item_id, after_id };
            return (Fact::AgendaItemPut(put), content(vec![stored_item(item)]));
        }
        Event::Replaced(items) => {
            let items = items.iter().map(stored_item).collect();
            return (Fact::AgendaReplaced(proto::AgendaReplaced {}), content(items));
        }
        Event::Removed(id) => {
            Fact::AgendaItemRemoved(proto::AgendaItemRemoved { item_id: id.to_bytes() })
        }
        Event::Moved(id, place) => Fact::AgendaItemMoved(proto::AgendaItemMoved {
            item_id: id.to_bytes(),
            after_id: after(*place),
        }),
        Event::WentTo(id, ends_at) => {
            Fact::AgendaWentTo(proto::AgendaWentTo { item_id: id.to_bytes(), ends_at_ms: *ends_at })
        }
        Event::Extended(ends_at) => {
            Fact::AgendaExtended(proto::AgendaExtended { ends_at_ms: *ends_at })
        }
        Event::Turned(page) => Fact::PageTurned(proto::PageTurned { page: *page }),
    };
    (fact, NOTHING)
}

/// A step, as stored: as it is on the wire.
pub(in crate::codec) fn stored_item(item: &Item) -> proto::AgendaItem {
    view::agenda_item(item)
}

/// A stored step.
pub(in crate::codec) fn item(stored: &proto::AgendaItem) -> Result<Item, CodecError> {
    let id = ItemId::from_wire(&stored.id).ok_or(CodecError::Field("id"))?;
    let link = if stored.link.is_empty() { None } else { Some(Link::parse(&stored.link)) };
    Ok(Item {
        id,
        title: title(stored.title.clone()),
        minutes: stored.minutes,
        prompt: title(stored.prompt.clone()),
        link: link.transpose().map_err(|_| CodecError::Field("link"))?,
        opens: terms::opens_of(stored.opens).ok_or(CodecError::Field("opens"))?,
        file: stored.file.as_ref().map(file).transpose()?,
    })
}

fn file(stored: &proto::AgendaFile) -> Result<File, CodecError> {
    Ok(File {
        id: crate::codec::file_id(&stored.id).ok_or(CodecError::Field("file"))?,
        name: stored.name.clone(),
        kind: terms::file_kind_of(&stored.kind).ok_or(CodecError::Field("file"))?,
    })
}

/// `None`: not of this kind.
pub(super) fn event(fact: &Fact, content: &StoredContent) -> Result<Option<Event>, CodecError> {
    Ok(Some(match fact {
        Fact::AgendaItemPut(fact) => {
            let id: ItemId = read_id(&fact.item_id)?;
            // What it said may have been deleted; that there was a step stays.
            let empty = proto::AgendaItem { id: id.to_wire(), ..proto::AgendaItem::default() };
            let stored = content.agenda_items.first().unwrap_or(&empty);
            Event::Put(Box::new(item(stored)?), place(&fact.after_id)?)
        }
        Fact::AgendaReplaced(_) => {
            let items: Result<_, _> = content.agenda_items.iter().map(item).collect();
            Event::Replaced(items?)
        }
        Fact::AgendaItemRemoved(fact) => Event::Removed(read_id(&fact.item_id)?),
        Fact::AgendaItemMoved(fact) => {
            Event::Moved(read_id(&fact.item_id)?, place(&fact.after_id)?)
        }
        Fact::AgendaWentTo(fact) => Event::WentTo(read_id(&fact.item_id)?, fact.ends_at_ms),
        Fact::AgendaExtended(fact) => Event::Extended(fact.ends_at_ms),
        Fact::PageTurned(fact) => Event::Turned(fact.page),
        _ => return Ok(None),
    }))
}
