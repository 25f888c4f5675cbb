//! A folded session as bytes. Only ever a short cut: the log can be folded again.

use crate::{
    codec::{
        CodecError, FOLD_VERSION,
        ids::WireId,
        stored::{channel_key, channel_parts, organisation, read_id, session_id, title},
        terms, view,
    },
    domain::{
        Millis, State,
        chat::{Channel, ChannelKey, Chat, Line},
        instances::{Instance, Instances, OfPerson},
        roster::{Person, Roster},
        session::{Life, Session},
    },
    proto,
};
use bytes::Bytes;
use prost::Message;
use std::sync::Arc;

/// Encodes a folded session.
#[must_use]
pub fn snapshot(state: &State) -> Bytes {
    let session = view::session(&state.session);
    let snapshot = proto::SessionSnapshot {
        fold_version: FOLD_VERSION,
        session_id: state.session.id.to_bytes(),
        title: session.title,
        state: session.state,
        scheduled_at_ms: session.scheduled_at_ms,
        started_at_ms: session.started_at_ms,
        ended_at_ms: session.ended_at_ms,
        replay: session.replay,
        last_at_ms: state.last_at,
        people: state.roster.people.values().map(|found| person(found)).collect(),
        channels: state.chat.channels.iter().map(|(key, found)| channel(key, found)).collect(),
        instances: instances(&state.instances),
    };
    Bytes::from(snapshot.encode_to_vec())
}

fn person(person: &Person) -> proto::PersonSnapshot {
    proto::PersonSnapshot {
        id: person.id.to_bytes(),
        name: person.name.clone(),
        email: person.email.clone(),
        organisation: Some(view::organisation(&person.organisation)),
        job_role: person.job_role.map(terms::job_role).unwrap_or_default(),
        permission: terms::permission(person.permission),
        identified: terms::identified(person.identified),
        consent: person.consent.map(terms::consent).unwrap_or_default(),
        arrived: person.arrived,
        here: person.here,
        removed: person.removed,
        account_id: person.account.map(|account| account.to_bytes()).unwrap_or_default(),
        sight_since: person.sight_since,
    }
}

fn channel(key: &ChannelKey, channel: &Channel) -> proto::ChannelSnapshot {
    let (kind, members) = channel_parts(key);
    let line = |line: &Arc<Line>| proto::LineSnapshot {
        id: line.id.to_bytes(),
        author_id: line.author.to_bytes(),
        author_name: line.author_name.clone(),
        text: line.text.clone(),
        at_ms: line.at,
    };
    proto::ChannelSnapshot {
        kind: kind.into(),
        person_ids: members.iter().map(WireId::to_bytes).collect(),
        has_earlier: channel.has_earlier,
        opened_by: channel.opened_by.map(|person| person.to_bytes()).unwrap_or_default(),
        lines: channel.lines.iter().map(line).collect(),
    }
}

fn instances(instances: &Instances) -> Vec<proto::InstancesSnapshot> {
    let accepted =
        |(n, digest): (&u64, &u64)| proto::AcceptedSnapshot { n: *n, body_digest: *digest };
    let instance = |(instance, found): (&u64, &Instance)| proto::InstanceSnapshot {
        instance: *instance,
        highest_n: found.highest_n,
        accepted: found.accepted.iter().map(accepted).collect(),
    };
    let mut people: Vec<_> = instances
        .people
        .iter()
        .map(|(person, found)| proto::InstancesSnapshot {
            person_id: person.to_bytes(),
            retired: found.retired,
            instances: found.instances.iter().map(instance).collect(),
        })
        .collect();
    // A hash map has no order of its own, and equal states must have equal snapshots.
    people.sort_unstable_by(|a, b| a.person_id.cmp(&b.person_id));
    people
}

/// Reads a snapshot; `None` when another version of the fold wrote it.
///
/// # Errors
/// Bytes that are no snapshot.
pub fn restore(bytes: Bytes) -> Result<Option<State>, CodecError> {
    let snapshot = proto::SessionSnapshot::decode(bytes).map_err(CodecError::Malformed)?;
    if snapshot.fold_version != FOLD_VERSION {
        return Ok(None);
    }
    let mut state = State::new(session_id(&snapshot.session_id)?);
    state.last_at = snapshot.last_at_ms;
    state.session = restore_session(&state.session, &snapshot)?;
    state.roster = restore_roster(snapshot.people)?;
    for found in snapshot.channels {
        restore_channel(&mut state.chat, found)?;
    }
    for found in snapshot.instances {
        let of_person = restore_instances(found.retired, found.instances);
        state.instances.people.insert(read_id(&found.person_id)?, of_person);
    }
    Ok(Some(state))
}

fn restore_session(
    session: &Session,
    snapshot: &proto::SessionSnapshot,
) -> Result<Session, CodecError> {
    let started_at = snapshot.started_at_ms;
    let life = match snapshot.state() {
        proto::SessionState::Scheduled => Life::Scheduled,
        proto::SessionState::Lobby => Life::Lobby,
        proto::SessionState::Live => Life::Live { started_at },
        proto::SessionState::Ended => Life::Ended {
            started_at,
            ended_at: snapshot.ended_at_ms,
            replay: terms::replay_audience_of(snapshot.replay)
                .ok_or(CodecError::Field("replay"))?,
        },
        proto::SessionState::Unspecified => return Err(CodecError::Field("state")),
    };
    Ok(Session {
        id: session.id,
        title: title(snapshot.title.clone()),
        scheduled_at: snapshot.scheduled_at_ms,
        life,
    })
}

fn restore_roster(people: Vec<proto::PersonSnapshot>) -> Result<Roster, CodecError> {
    let mut roster = Roster::default();
    for found in people {
        let person = restore_person(found)?;
        if !person.email.is_empty() {
            roster.by_email.insert(person.email.clone(), person.id);
        }
        roster.people.insert(person.id, Arc::new(person));
    }
    Ok(roster)
}

fn restore_person(found: proto::PersonSnapshot) -> Result<Person, CodecError> {
    let field = CodecError::Field;
    let account = match &*found.account_id {
        [] => None,
        account => Some(read_id(account)?),
    };
    let place = found.organisation.unwrap_or_default();
    Ok(Person {
        id: read_id(&found.id)?,
        name: found.name,
        email: found.email,
        organisation: organisation(&place.cds_code, place.name)?,
        job_role: terms::job_role_of(found.job_role),
        permission: terms::permission_of(found.permission).ok_or(field("permission"))?,
        identified: terms::identified_of(found.identified).ok_or(field("identified"))?,
        account,
        consent: terms::consent_of(found.consent),
        arrived: found.arrived,
        here: found.here,
        removed: found.removed,
        sight_since: found.sight_since,
    })
}

fn restore_channel(chat: &mut Chat, found: proto::ChannelSnapshot) -> Result<(), CodecError> {
    let key = channel_key(found.kind, &found.person_ids)?;
    let opened_by = match &*found.opened_by {
        [] => None,
        person => Some(read_id(person)?),
    };
    let has_earlier = found.has_earlier;
    let mut channel = Channel { has_earlier, opened_by, ..Channel::default() };
    for line in found.lines {
        channel.lines.push_back(Arc::new(Line {
            id: read_id(&line.id)?,
            author: read_id(&line.author_id)?,
            author_name: line.author_name,
            text: line.text,
            at: line.at_ms,
        }));
    }
    chat.put(key, channel);
    Ok(())
}

fn restore_instances(retired: u64, instances: Vec<proto::InstanceSnapshot>) -> OfPerson {
    let instances = instances.into_iter().map(|found| {
        let accepted = found.accepted.into_iter().map(|a| (a.n, a.body_digest)).collect();
        (found.instance, Instance { highest_n: found.highest_n, accepted })
    });
    OfPerson { retired, instances: instances.collect() }
}

/// When the last event of a snapshot happened, without reading the rest of it.
///
/// # Errors
/// Bytes that are no snapshot.
pub fn snapshot_time(bytes: Bytes) -> Result<Millis, CodecError> {
    let time = proto::SnapshotTime::decode(bytes).map_err(CodecError::Malformed)?;
    Ok(time.last_at_ms)
}
