//! Events that happen to people.

use crate::{
    codec::{
        CodecError,
        ids::WireId,
        stored::{NOTHING, ids, organisation, read_id, read_ids, read_some_id, some_id},
        terms,
    },
    domain::{
        PersonId,
        organisation::Organisation,
        roster::{Details, Event, JobRole, NewPerson, Update},
    },
    proto::{self, StoredContent, stored_event::Fact},
};

fn cds(organisation: &Organisation) -> String {
    organisation.code.map(|code| code.to_string()).unwrap_or_default()
}

fn content(name: &str, organisation: &Organisation, details: &Details) -> StoredContent {
    StoredContent {
        name: name.to_owned(),
        organisation_name: organisation.name.clone(),
        access: details.access.clone(),
        groups: details.groups.to_vec(),
        ..StoredContent::default()
    }
}

/// Who someone is, but for what they wrote.
pub(in crate::codec) fn updated(
    id: PersonId,
    organisation: &Organisation,
    job_role: Option<JobRole>,
    details: &Details,
) -> proto::PersonUpdated {
    proto::PersonUpdated {
        person_id: id.to_bytes(),
        organisation_cds: cds(organisation),
        job_role: job_role.map(terms::job_role).unwrap_or_default(),
        language: details.language.map(terms::language).unwrap_or_default(),
        keep_with: ids(&details.keep_with),
        keep_apart: ids(&details.keep_apart),
    }
}

pub(super) fn fact(event: &Event) -> (Fact, Option<StoredContent>) {
    let fact = match event {
        Event::Added(new) => {
            let content = StoredContent {
                email: new.email.clone(),
                ..content(&new.name, &new.organisation, &new.details)
            };
            return (Fact::PersonAdded(person_added(new)), Some(content));
        }
        Event::Updated(update) => {
            let Update { id, name, organisation, job_role, details } = &**update;
            let fact = updated(*id, organisation, *job_role, details);
            return (Fact::PersonUpdated(fact), Some(content(name, organisation, details)));
        }
        Event::Admitted(person) => {
            Fact::PersonAdmitted(proto::PersonAdmitted { person_id: person.to_bytes() })
        }
        Event::Merged { guest, into } => {
            let (guest_id, into_id) = (guest.to_bytes(), into.to_bytes());
            Fact::PersonMerged(proto::PersonMerged { guest_id, into_id })
        }
        Event::LinkReissued(person) => {
            Fact::LinkReissued(proto::LinkReissued { person_id: person.to_bytes() })
        }
        Event::AttentionSet(person, attention) => Fact::AttentionSet(proto::AttentionSet {
            person_id: person.to_bytes(),
            attention: terms::attention(*attention),
        }),
        Event::PermissionSet(person, permission) => Fact::PermissionSet(proto::PermissionSet {
            person_id: person.to_bytes(),
            permission: terms::permission(*permission),
        }),
        Event::Removed(person) => {
            Fact::PersonRemoved(proto::PersonRemoved { person_id: person.to_bytes() })
        }
        Event::Claimed(person) => {
            Fact::PersonClaimed(proto::PersonClaimed { person_id: person.to_bytes() })
        }
        Event::Confirmed(person) => {
            Fact::PersonConfirmed(proto::PersonConfirmed { person_id: person.to_bytes() })
        }
        Event::Arrived(people) => {
            Fact::PeopleArrived(proto::PeopleArrived { person_ids: ids(people) })
        }
        Event::Departed { person, last_heard_at } => Fact::PersonDeparted(proto::PersonDeparted {
            person_id: person.to_bytes(),
            last_heard_at_ms: *last_heard_at,
        }),
    };
    (fact, NOTHING)
}

fn person_added(new: &NewPerson) -> proto::PersonAdded {
    proto::PersonAdded {
        person_id: new.id.to_bytes(),
        organisation_cds: cds(&new.organisation),
        job_role: new.job_role.map(terms::job_role).unwrap_or_default(),
        permission: terms::permission(new.permission),
        identified: terms::identified(new.identified),
        account_id: some_id(new.account),
        language: new.details.language.map(terms::language).unwrap_or_default(),
        keep_with: ids(&new.details.keep_with),
        keep_apart: ids(&new.details.keep_apart),
        claims: some_id(new.claims),
    }
}

/// `None`: not of this kind.
pub(super) fn event(fact: &Fact, content: &StoredContent) -> Result<Option<Event>, CodecError> {
    let field = CodecError::Field;
    Ok(Some(match fact {
        Fact::PersonAdded(fact) => Event::Added(new_person(fact, content)?),
        Fact::PersonUpdated(fact) => Event::Updated(Box::new(Update {
            id: read_id(&fact.person_id)?,
            name: content.name.clone(),
            organisation: place(&fact.organisation_cds, content)?,
            job_role: terms::job_role_of(fact.job_role),
            details: details(fact, &content.access, &content.groups)?,
        })),
        Fact::PersonAdmitted(fact) => Event::Admitted(read_id(&fact.person_id)?),
        Fact::PersonMerged(fact) => {
            Event::Merged { guest: read_id(&fact.guest_id)?, into: read_id(&fact.into_id)? }
        }
        Fact::LinkReissued(fact) => Event::LinkReissued(read_id(&fact.person_id)?),
        Fact::AttentionSet(fact) => Event::AttentionSet(
            read_id(&fact.person_id)?,
            terms::attention_of(fact.attention).ok_or(field("attention"))?,
        ),
        Fact::PermissionSet(fact) => Event::PermissionSet(
            read_id(&fact.person_id)?,
            terms::permission_of(fact.permission).ok_or(field("permission"))?,
        ),
        Fact::PersonRemoved(fact) => Event::Removed(read_id(&fact.person_id)?),
        Fact::PersonClaimed(fact) => Event::Claimed(read_id(&fact.person_id)?),
        Fact::PersonConfirmed(fact) => Event::Confirmed(read_id(&fact.person_id)?),
        Fact::PeopleArrived(fact) => Event::Arrived(read_ids(&fact.person_ids)?),
        Fact::PersonDeparted(fact) => Event::Departed {
            person: read_id(&fact.person_id)?,
            last_heard_at: fact.last_heard_at_ms,
        },
        _ => return Ok(None),
    }))
}

fn place(code: &str, content: &StoredContent) -> Result<Organisation, CodecError> {
    organisation(code, content.organisation_name.clone())
}

/// What a roster says of someone for forming rooms.
pub(in crate::codec) fn details(
    stored: &proto::PersonUpdated,
    access: &str,
    groups: &[String],
) -> Result<Details, CodecError> {
    let keep_with: Vec<_> = read_ids(&stored.keep_with)?;
    let keep_apart: Vec<_> = read_ids(&stored.keep_apart)?;
    Ok(Details {
        language: terms::language_of(stored.language),
        access: access.to_owned(),
        groups: groups.into(),
        keep_with: keep_with.into(),
        keep_apart: keep_apart.into(),
    })
}

fn new_person(fact: &proto::PersonAdded, content: &StoredContent) -> Result<NewPerson, CodecError> {
    let stored = proto::PersonUpdated {
        language: fact.language,
        keep_with: fact.keep_with.clone(),
        keep_apart: fact.keep_apart.clone(),
        ..proto::PersonUpdated::default()
    };
    let permission = terms::permission_of(fact.permission);
    let identified = terms::identified_of(fact.identified);
    Ok(NewPerson {
        id: read_id(&fact.person_id)?,
        name: content.name.clone(),
        email: content.email.clone(),
        organisation: place(&fact.organisation_cds, content)?,
        job_role: terms::job_role_of(fact.job_role),
        permission: permission.ok_or(CodecError::Field("permission"))?,
        identified: identified.ok_or(CodecError::Field("identified"))?,
        account: read_some_id(&fact.account_id)?,
        details: details(&stored, &content.access, &content.groups)?,
        claims: read_some_id(&fact.claims)?,
    })
}
