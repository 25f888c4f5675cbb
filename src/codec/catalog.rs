//! The catalog's events in its log, and its snapshots.

use crate::{
    codec::{
        CodecError, board_view, fold_version,
        ids::WireId,
        poll_view,
        stored::{
            self, Encoded, Salts, decode_all, encode_all, plan, read_id, read_some_id, some_id,
        },
        terms,
        view::text,
    },
    domain::{
        AccountId, Millis, TemplateId,
        board::Saved,
        catalog::{Account, Catalog, Event, Loss, NewAccount, SessionRow},
        poll::Poll,
        session::Plan,
    },
    log::Entry,
    proto::{self, StoredContent, StoredEvent, stored_event::Fact},
};
use bytes::Bytes;
use prost::Message;

/// An event of the catalog and when it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogFact {
    /// When.
    pub at: Millis,
    /// What.
    pub event: Event,
}

/// Encodes decided events for the log.
pub fn encode_catalog(facts: &[CatalogFact], salts: Salts<'_>) -> Encoded {
    let events = facts.iter().map(|fact| {
        let (wire, content) = self::fact(&fact.event);
        (StoredEvent { at_ms: fact.at, fact: wire, ..StoredEvent::default() }, content)
    });
    encode_all(events, salts)
}

/// An event, as stored: what happened, and what people wrote.
pub(super) fn fact(event: &Event) -> (Option<Fact>, Option<StoredContent>) {
    let (fact, content) = match event {
        Event::Unknown => return (None, None),
        Event::AccountCreated(new) => {
            let content = StoredContent {
                name: new.name.clone(),
                email: new.email.clone(),
                ..StoredContent::default()
            };
            let created = proto::AccountCreated {
                account_id: new.id.to_bytes(),
                permission: terms::permission(new.permission),
            };
            (Fact::AccountCreated(created), Some(content))
        }
        Event::AccountActivated(id) => {
            (Fact::AccountActivated(proto::AccountActivated { account_id: id.to_bytes() }), None)
        }
        Event::SessionCreated(row) => {
            let content =
                StoredContent { title: Some(text(&row.plan.title)), ..StoredContent::default() };
            let created = proto::SessionCreated {
                session_id: row.id.to_bytes(),
                code: row.code.clone(),
                scheduled_at_ms: row.plan.scheduled_at,
                created_by: row.created_by.to_bytes(),
                planned_minutes: row.plan.minutes,
            };
            let fact = match row.plan.forgets_rooms {
                true => Fact::SessionCreatedForgetful(created),
                false => Fact::SessionCreated(created),
            };
            (fact, Some(content))
        }
        Event::LossRecorded(loss) => (Fact::LossRecorded(stored_loss(loss)), None),
        Event::PollSaved(poll, by) => {
            let saved = proto::PollSaved { poll_id: poll.id.to_bytes(), by: by.to_bytes() };
            let poll = Some(poll_view::poll(poll));
            (Fact::PollSaved(saved), Some(StoredContent { poll, ..StoredContent::default() }))
        }
        Event::TemplateSaved(saved, by) => {
            let fact = proto::TemplateSaved { template_id: saved.id.to_bytes(), by: by.to_bytes() };
            let board = Some(board_view::header(String::new(), &saved.header));
            let elements = stored::board::elements(&saved.elements);
            let content = StoredContent { board, elements, ..StoredContent::default() };
            (Fact::TemplateSaved(fact), Some(content))
        }
        Event::TemplateRemoved(id) => {
            (Fact::TemplateRemoved(proto::TemplateRemoved { template_id: id.to_bytes() }), None)
        }
        Event::PollRemoved(id) => {
            (Fact::SavedPollRemoved(proto::SavedPollRemoved { poll_id: id.to_bytes() }), None)
        }
    };
    (Some(fact), content)
}

/// Reads the events of an entry.
///
/// # Errors
/// Bytes that no version writes.
pub fn decode_catalog(entry: &Entry) -> Result<Vec<CatalogFact>, CodecError> {
    let events = decode_all(entry)?.into_iter();
    events
        .map(|(event, content)| {
            let decoded = event.fact.map(|fact| decode_one(fact, content));
            Ok(CatalogFact { at: event.at_ms, event: decoded.unwrap_or(Ok(Event::Unknown))? })
        })
        .collect()
}

fn decode_one(fact: Fact, content: StoredContent) -> Result<Event, CodecError> {
    Ok(match fact {
        Fact::AccountCreated(fact) => Event::AccountCreated(NewAccount {
            id: read_id(&fact.account_id)?,
            name: content.name,
            email: content.email,
            permission: terms::permission_of(fact.permission)
                .ok_or(CodecError::Field("permission"))?,
        }),
        Fact::AccountActivated(fact) => Event::AccountActivated(read_id(&fact.account_id)?),
        Fact::SessionCreated(fact) => Event::SessionCreated(created(fact, content, false)?),
        Fact::SessionCreatedForgetful(fact) => Event::SessionCreated(created(fact, content, true)?),
        Fact::LossRecorded(fact) => Event::LossRecorded(loss(&fact)?),
        Fact::PollSaved(fact) => match &content.poll {
            Some(_) => {
                let poll = stored::poll::asked(content.poll.as_ref())?;
                Event::PollSaved(Box::new(poll), read_id(&fact.by)?)
            }
            // What it asked was deleted.
            None => Event::PollRemoved(read_id(&fact.poll_id)?),
        },
        Fact::TemplateSaved(fact) => {
            let board = content.board.as_ref().ok_or(CodecError::Field("board"))?;
            let id = read_id(&fact.template_id)?;
            let saved = stored::board::read_saved(id, board, &content.elements)?;
            Event::TemplateSaved(Box::new(saved), read_id(&fact.by)?)
        }
        Fact::TemplateRemoved(fact) => Event::TemplateRemoved(read_id(&fact.template_id)?),
        Fact::SavedPollRemoved(fact) => Event::PollRemoved(read_id(&fact.poll_id)?),
        // Of a session: it has no business here.
        _ => Event::Unknown,
    })
}

fn created(
    fact: proto::SessionCreated,
    content: StoredContent,
    forgets_rooms: bool,
) -> Result<SessionRow, CodecError> {
    let plan = plan(content.title, fact.scheduled_at_ms, fact.planned_minutes);
    Ok(SessionRow {
        id: read_id(&fact.session_id)?,
        code: fact.code,
        plan: Plan { forgets_rooms, ..plan },
        created_by: read_id(&fact.created_by)?,
    })
}

fn stored_loss(loss: &Loss) -> proto::LossRecorded {
    let Loss { session, noticed_at, events, restored } = *loss;
    proto::LossRecorded {
        session_id: some_id(session),
        noticed_at_ms: noticed_at,
        events,
        restored,
    }
}

fn loss(stored: &proto::LossRecorded) -> Result<Loss, CodecError> {
    let session = read_some_id(&stored.session_id)?;
    let proto::LossRecorded { noticed_at_ms: noticed_at, events, restored, .. } = *stored;
    Ok(Loss { session, noticed_at, events, restored })
}

/// Encodes the folded catalog.
#[must_use]
pub fn snapshot_catalog(catalog: &Catalog) -> Bytes {
    let account = |account: &std::sync::Arc<Account>| proto::AccountSnapshot {
        id: account.id.to_bytes(),
        name: account.name.clone(),
        email: account.email.clone(),
        permission: terms::permission(account.permission),
        active: account.active,
    };
    let session = |row: &std::sync::Arc<SessionRow>| proto::CatalogSession {
        id: row.id.to_bytes(),
        code: row.code.clone(),
        scheduled_at_ms: row.plan.scheduled_at,
        created_by: row.created_by.to_bytes(),
        title: Some(text(&row.plan.title)),
        planned_minutes: row.plan.minutes,
        forgets_rooms: row.plan.forgets_rooms,
    };
    let snapshot = proto::CatalogSnapshot {
        fold_version: fold_version(),
        accounts: catalog.accounts.values().map(account).collect(),
        sessions: catalog.sessions.values().map(session).collect(),
        losses: catalog.losses.iter().map(stored_loss).collect(),
        polls: catalog.polls.iter().map(saved_poll).collect(),
        templates: catalog.templates.iter().map(saved_template).collect(),
    };
    Bytes::from(snapshot.encode_to_vec())
}

fn saved_poll((poll, by): &(std::sync::Arc<Poll>, AccountId)) -> proto::SavedPollSnapshot {
    proto::SavedPollSnapshot { poll: Some(poll_view::poll(poll)), by: by.to_bytes() }
}

fn saved_template((saved, by): &(std::sync::Arc<Saved>, AccountId)) -> proto::TemplateSnapshot {
    proto::TemplateSnapshot { template: Some(board_view::saved(saved)), by: by.to_bytes() }
}

/// Reads a snapshot by folding it again; `None` when another version wrote it.
///
/// # Errors
/// Bytes that are no snapshot.
pub fn restore_catalog(bytes: Bytes) -> Result<Option<Catalog>, CodecError> {
    let snapshot = proto::CatalogSnapshot::decode(bytes).map_err(CodecError::Malformed)?;
    if snapshot.fold_version != fold_version() {
        return Ok(None);
    }
    let mut catalog = Catalog::default();
    for found in snapshot.accounts {
        let id = read_id(&found.id)?;
        let permission =
            terms::permission_of(found.permission).ok_or(CodecError::Field("permission"))?;
        let (name, email) = (found.name, found.email);
        catalog.apply(&Event::AccountCreated(NewAccount { id, name, email, permission }));
        if found.active {
            catalog.apply(&Event::AccountActivated(id));
        }
    }
    for found in snapshot.sessions {
        let forgets_rooms = found.forgets_rooms;
        let plan = plan(found.title, found.scheduled_at_ms, found.planned_minutes);
        catalog.apply(&Event::SessionCreated(SessionRow {
            id: read_id(&found.id)?,
            code: found.code,
            plan: Plan { forgets_rooms, ..plan },
            created_by: read_id(&found.created_by)?,
        }));
    }
    for found in &snapshot.polls {
        let poll = stored::poll::asked(found.poll.as_ref())?;
        catalog.apply(&Event::PollSaved(Box::new(poll), read_id(&found.by)?));
    }
    for found in &snapshot.templates {
        let template = found.template.as_ref().ok_or(CodecError::Field("template"))?;
        let board = template.board.as_ref().ok_or(CodecError::Field("board"))?;
        let id = TemplateId::from_wire(&template.id).ok_or(CodecError::Field("id"))?;
        let saved = stored::board::read_saved(id, board, &template.elements)?;
        catalog.apply(&Event::TemplateSaved(Box::new(saved), read_id(&found.by)?));
    }
    for found in &snapshot.losses {
        catalog.apply(&Event::LossRecorded(loss(found)?));
    }
    Ok(Some(catalog))
}
