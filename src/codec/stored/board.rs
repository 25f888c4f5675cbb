//! Events of boards.

use crate::{
    codec::{
        CodecError, FieldError, board, board_view,
        ids::{self, WireId},
        stored::{NOTHING, read_id, read_some_wire},
    },
    domain::{
        Event as AnyEvent, TemplateId,
        board::{Event, Key, Patch, Saved, Settings, Template},
    },
    proto::{self, StoredContent, stored_event::Fact},
};

/// A board's id.
pub(in crate::codec) fn read_board(id: &str) -> Result<Key, CodecError> {
    ids::board_of(id).ok_or(CodecError::Field("board_id"))
}

/// Elements, or what of them changed.
pub(in crate::codec) fn read_elements(all: &[proto::Element]) -> Result<Vec<Patch>, CodecError> {
    all.iter().map(read_element).collect()
}

/// With what is the server's.
pub(in crate::codec) fn read_element(stored: &proto::Element) -> Result<Patch, CodecError> {
    let mut patch = board::patch_of(stored, "").map_err(wrong)?;
    patch.author = read_some_wire(&stored.author_id)?;
    if let Some(made) = &mut patch.made {
        (made.at, made.by_desk) = (stored.made_at_ms, stored.by_facilitator);
    }
    Ok(patch)
}

fn wrong(_: FieldError) -> CodecError {
    CodecError::Field("elements")
}

/// What rooms begin with.
pub(in crate::codec) fn read_template(
    carry: i32,
    header: &proto::Board,
    elements: &[proto::Element],
) -> Result<Template, CodecError> {
    Ok(Template {
        header: board::header_of(header, "").map_err(wrong)?,
        elements: read_elements(elements)?.into(),
        carry: board::carry_of(carry).ok_or(CodecError::Field("carry"))?,
    })
}

/// A template that was saved.
pub(in crate::codec) fn read_saved(
    id: TemplateId,
    header: &proto::Board,
    elements: &[proto::Element],
) -> Result<Saved, CodecError> {
    let header = board::header_of(header, "").map_err(wrong)?;
    Ok(Saved { id, header, elements: read_elements(elements)? })
}

/// Elements as they are stored.
pub(in crate::codec) fn elements(patches: &[Patch]) -> Vec<proto::Element> {
    patches.iter().map(board_view::element).collect()
}

pub(super) fn fact(event: &Event) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        Event::Put(key, header, patches) => {
            let board = Some(board_view::header(ids::board(*key), header));
            let elements = elements(patches);
            let content = StoredContent { board, elements, ..StoredContent::default() };
            return (Fact::BoardPut(proto::BoardPut { board_id: ids::board(*key) }), Some(content));
        }
        Event::Removed(key) => {
            Fact::BoardRemoved(proto::BoardRemoved { board_id: ids::board(*key) })
        }
        Event::RoundSet(round, None) => {
            let (round_id, none) = (round.to_bytes(), true);
            let fact = proto::RoundBoardSet { round_id, none, ..proto::RoundBoardSet::default() };
            Fact::RoundBoardSet(fact)
        }
        Event::RoundSet(round, Some(template)) => {
            let (round_id, none) = (round.to_bytes(), false);
            let fact =
                proto::RoundBoardSet { round_id, none, carry: board::wire_carry(template.carry) };
            let board = Some(board_view::header(String::new(), &template.header));
            let elements = elements(&template.elements);
            let content = StoredContent { board, elements, ..StoredContent::default() };
            return (Fact::RoundBoardSet(fact), Some(content));
        }
        Event::AllSet(round, settings) => Fact::RoundBoardsSet(proto::RoundBoardsSet {
            round_id: round.to_bytes(),
            mode: board::mode(settings.mode),
            veiled: settings.veiled,
            shared: settings.shared,
        }),
        Event::Edited(key, patches) | Event::Copied(key, patches) => {
            let copied = matches!(event, Event::Copied(..));
            let elements = elements(patches);
            let content = StoredContent { elements, ..StoredContent::default() };
            let fact = proto::BoardEdited { board_id: ids::board(*key), copied };
            return (Fact::BoardEdited(fact), Some(content));
        }
        Event::Voted(key, element, person, on) => Fact::ElementVoted(proto::ElementVoted {
            board_id: ids::board(*key),
            element_id: element.to_bytes(),
            person_id: person.to_bytes(),
            on: *on,
        }),
        Event::Reported(key, element, person) => Fact::ElementReported(proto::ElementReported {
            board_id: ids::board(*key),
            element_id: element.to_bytes(),
            person_id: person.to_bytes(),
        }),
        Event::Hidden(key, element, hidden) => Fact::ElementHidden(proto::ElementHidden {
            board_id: ids::board(*key),
            element_id: element.to_bytes(),
            hidden: *hidden,
        }),
    };
    (fact, NOTHING)
}

/// `None`: not of this kind.
pub(super) fn event(fact: &Fact, content: &StoredContent) -> Result<Option<AnyEvent>, CodecError> {
    Ok(read(fact, content)?.map(AnyEvent::Board))
}

fn read(fact: &Fact, content: &StoredContent) -> Result<Option<Event>, CodecError> {
    let field = CodecError::Field;
    let header = content.board.as_ref().ok_or(field("board"));
    Ok(Some(match fact {
        Fact::BoardPut(fact) => {
            let header = board::header_of(header?, "").map_err(wrong)?;
            let elements = read_elements(&content.elements)?;
            Event::Put(read_board(&fact.board_id)?, Box::new(header), elements)
        }
        Fact::BoardRemoved(fact) => Event::Removed(read_board(&fact.board_id)?),
        Fact::RoundBoardSet(fact) if fact.none => Event::RoundSet(read_id(&fact.round_id)?, None),
        Fact::RoundBoardSet(fact) => {
            let template = read_template(fact.carry, header?, &content.elements)?;
            Event::RoundSet(read_id(&fact.round_id)?, Some(Box::new(template)))
        }
        Fact::RoundBoardsSet(fact) => {
            let mode = board::mode_of(fact.mode).ok_or(field("mode"))?;
            let settings = Settings { mode, veiled: fact.veiled, shared: fact.shared };
            Event::AllSet(read_id(&fact.round_id)?, settings)
        }
        Fact::BoardEdited(fact) => {
            let board = read_board(&fact.board_id)?;
            let elements = read_elements(&content.elements)?;
            match fact.copied {
                true => Event::Copied(board, elements),
                false => Event::Edited(board, elements),
            }
        }
        Fact::ElementVoted(fact) => Event::Voted(
            read_board(&fact.board_id)?,
            read_id(&fact.element_id)?,
            read_id(&fact.person_id)?,
            fact.on,
        ),
        Fact::ElementReported(fact) => Event::Reported(
            read_board(&fact.board_id)?,
            read_id(&fact.element_id)?,
            read_id(&fact.person_id)?,
        ),
        Fact::ElementHidden(fact) => {
            Event::Hidden(read_board(&fact.board_id)?, read_id(&fact.element_id)?, fact.hidden)
        }
        _ => return Ok(None),
    }))
}
