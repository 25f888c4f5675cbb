//! A folded session as bytes. Only ever a short cut: the log can be folded again.

mod board;
mod poll;
mod rooms;
mod talk;

use crate::{
    codec::{
        CodecError, fold_version,
        ids::WireId,
        stored::{self, channel_key, channel_parts, read_id, session_id, title},
        terms, view,
    },
    domain::{
        Millis, State,
        agenda::{Agenda, Chapter, Now},
        chat::{Channel, ChannelKey, Chat, Line, Reaction, Review},
        instances::{Instance, Instances, OfPerson},
        presence::{Confirmed, Presence},
        roster::{Identified, Person, Roster, Stay},
        session::{Life, Plan, Session},
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
    let (chat, agenda, presence) = (&state.chat, &state.agenda, &state.presence);
    let chapter = |chapter: &Chapter| proto::ChapterSnapshot {
        title: Some(view::text(&chapter.title)),
        at_ms: chapter.at,
    };
    let report_turns = rooms::reports(&state.breakouts);
    let snapshot = proto::SessionSnapshot {
        fold_version: fold_version(),
        session_id: state.session.id.to_bytes(),
        title: session.title,
        state: session.state,
        scheduled_at_ms: session.scheduled_at_ms,
        planned_minutes: session.planned_minutes,
        revision: state.session.revision,
        started_at_ms: session.started_at_ms,
        ending_at_ms: session.ending_at_ms,
        ended_at_ms: session.ended_at_ms,
        replay: session.replay,
        spotlight: Some(stored::spotlight(state.session.spotlight)),
        last_at_ms: state.last_at,
        people: state.roster.people.values().map(|found| person(found)).collect(),
        channels: chat.channels.iter().map(|(key, found)| channel(key, found)).collect(),
        chat_rules: Some(view::chat_rules(chat.rules)),
        reviews: chat.reviews.iter().map(|found| review(found)).collect(),
        reactions: reactions(chat),
        reports: reports(chat),
        agenda: agenda.items.iter().map(|item| stored::stored_item(item)).collect(),
        now: agenda.now.as_ref().map(view::now),
        chapters: agenda.chapters.iter().map(chapter).collect(),
        shown_files: agenda.shown_files.iter().map(|id| Bytes::copy_from_slice(id)).collect(),
        check: Some(stored::check(presence.check)),
        tally: presence.tally,
        confirmed: confirmed(presence),
        rounds: rooms::rounds(&state.breakouts),
        open_round: stored::some_id(state.breakouts.open),
        told: state.breakouts.told.as_ref().map(rooms::told),
        report_turns_at_ms: report_turns.as_ref().map_or(0, |(_, at)| *at),
        report_turns: report_turns.map(|(turns, _)| turns),
        instances: instances(&state.instances),
        forgets_rooms: state.session.plan.forgets_rooms,
        counted_at_ms: state.counted_at,
        polls: poll::polls(&state.polls),
        boards: board::boards(&state.boards),
        round_boards: board::rounds(&state.boards),
        runs: poll::runs(&state.polls),
        ..talk::snapshot(state)
    };
    Bytes::from(snapshot.encode_to_vec())
}

fn person(person: &Person) -> proto::PersonSnapshot {
    let Person { id, organisation, job_role, details, .. } = person;
    let stay = |stay: &Stay| proto::StaySnapshot {
        from_ms: stay.from,
        until_ms: stay.until.unwrap_or_default(),
    };
    proto::PersonSnapshot {
        id: id.to_bytes(),
        name: person.name.clone(),
        email: person.email.clone(),
        organisation: Some(view::organisation(organisation)),
        job_role: job_role.map(terms::job_role).unwrap_or_default(),
        permission: terms::permission(person.permission),
        identified: terms::identified(person.identified),
        consent: person.consent.map(terms::consent).unwrap_or_default(),
        arrived: person.arrived,
        here: person.here,
        removed: person.removed,
        account_id: stored::some_id(person.account),
        sight_since: person.sight_since,
        details: Some(stored::updated(*id, organisation, *job_role, details)),
        access: details.access.clone(),
        groups: details.groups.to_vec(),
        waiting: person.waiting,
        claims: stored::some_id(person.claims),
        merged_into: stored::some_id(person.merged_into),
        attention: terms::attention(person.attention),
        link_generation: person.link_generation,
        stays: person.stays.iter().map(stay).collect(),
    }
}

fn line(line: &Line) -> proto::LineSnapshot {
    proto::LineSnapshot {
        id: line.id.to_bytes(),
        author_id: line.author.to_bytes(),
        author_name: line.author_name.clone(),
        text: line.text.clone(),
        at_ms: line.at,
        reply_to: stored::some_id(line.reply_to),
        mentions: stored::ids(&line.mentions),
        edited_at_ms: line.edited_at.unwrap_or_default(),
        withdrawn: line.withdrawn.map(terms::withdrawn).unwrap_or_default(),
        reactions: line.reactions.to_vec(),
    }
}

/// Which breakout room a conversation is of; of no room: 0.
fn room_parts(key: &ChannelKey) -> (Bytes, u32) {
    match key {
        ChannelKey::Room(round, number) => (round.to_bytes(), *number),
        ChannelKey::Plenary | ChannelKey::Facilitators | ChannelKey::Private(_) => {
            (Bytes::new(), 0)
        }
    }
}

/// The other way round.
fn key_of(
    kind: i32,
    members: &[Bytes],
    (round, number): (&Bytes, u32),
) -> Result<ChannelKey, CodecError> {
    match number {
        0 => channel_key(kind, members),
        number => Ok(ChannelKey::Room(read_id(round)?, number)),
    }
}

fn channel(key: &ChannelKey, channel: &Channel) -> proto::ChannelSnapshot {
    let (kind, members) = channel_parts(key);
    let (round_id, room) = room_parts(key);
    proto::ChannelSnapshot {
        round_id,
        room,
        kind: kind.into(),
        person_ids: stored::ids(members),
        // A snapshot holds all of it.
        has_earlier: false,
        opened_by: stored::some_id(channel.opened_by),
        lines: channel.lines.iter().map(|found| line(found)).collect(),
        pins: channel.pins.iter().map(WireId::to_bytes).collect(),
    }
}

fn review(review: &Review) -> proto::ReviewSnapshot {
    let (kind, members) = channel_parts(&review.channel);
    let (round_id, room) = room_parts(&review.channel);
    proto::ReviewSnapshot {
        round_id,
        room,
        line: Some(line(&review.line)),
        kind: kind.into(),
        person_ids: stored::ids(members),
        state: terms::review_state(review.state),
        reporters: stored::ids(&review.reporters),
        settled_by: stored::some_id(review.settled_by),
    }
}

fn reactions(chat: &Chat) -> Vec<proto::LineReacted> {
    let all = chat.reacted.iter().flat_map(|(person, reactions)| {
        reactions.iter().map(|(line, reaction)| proto::LineReacted {
            line_id: line.to_bytes(),
            person_id: person.to_bytes(),
            reaction: terms::reaction(*reaction),
            on: true,
        })
    });
    let mut all: Vec<_> = all.collect();
    // A hash map has no order of its own, and equal states must have equal snapshots.
    all.sort_by(|a, b| (&a.person_id, &a.line_id).cmp(&(&b.person_id, &b.line_id)));
    all
}

fn reports(chat: &Chat) -> Vec<proto::LineReported> {
    let all = chat.reported.iter().flat_map(|(person, lines)| {
        lines.iter().map(|line| proto::LineReported {
            line_id: line.to_bytes(),
            person_id: person.to_bytes(),
        })
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by(|a, b| (&a.person_id, &a.line_id).cmp(&(&b.person_id, &b.line_id)));
    all
}

fn confirmed(presence: &Presence) -> Vec<proto::ConfirmedSnapshot> {
    let all = presence.confirmed.iter().map(|(person, found)| proto::ConfirmedSnapshot {
        person_id: person.to_bytes(),
        last: found.last,
        count: found.count,
    });
    all.collect()
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
    if snapshot.fold_version != fold_version() {
        return Ok(None);
    }
    let mut state = State::new(session_id(&snapshot.session_id)?);
    state.last_at = snapshot.last_at_ms;
    state.counted_at = snapshot.counted_at_ms;
    state.session = restore_session(&state.session, &snapshot)?;
    state.agenda = restore_agenda(&snapshot)?;
    state.presence = restore_presence(&snapshot)?;
    state.polls = poll::restore(&snapshot)?;
    state.boards = board::restore(&snapshot)?;
    state.breakouts = rooms::restore(&snapshot)?;
    restore_chat(&mut state.chat, &snapshot)?;
    state.chat.rooms = state.breakouts.channels();
    state.chat.forgets_rooms = snapshot.forgets_rooms;
    talk::restore(&mut state, &snapshot)?;
    state.roster = restore_roster(snapshot.people)?;
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
    let ending_at = (snapshot.ending_at_ms != 0).then_some(snapshot.ending_at_ms);
    let life = match snapshot.state() {
        proto::SessionState::Scheduled => Life::Scheduled,
        proto::SessionState::Lobby => Life::Lobby,
        proto::SessionState::Live => Life::Live { started_at, ending_at },
        proto::SessionState::Ended => Life::Ended {
            started_at,
            ended_at: snapshot.ended_at_ms,
            replay: terms::replay_audience_of(snapshot.replay)
                .ok_or(CodecError::Field("replay"))?,
        },
        proto::SessionState::Unspecified => return Err(CodecError::Field("state")),
    };
    let plan = Plan {
        title: title(snapshot.title.clone()),
        scheduled_at: snapshot.scheduled_at_ms,
        minutes: snapshot.planned_minutes,
        forgets_rooms: snapshot.forgets_rooms,
    };
    let spotlight = snapshot.spotlight.as_ref().map(stored::spotlight_of).transpose()?;
    let spotlight = spotlight.flatten();
    Ok(Session { id: session.id, plan, revision: snapshot.revision, life, spotlight })
}

fn restore_agenda(snapshot: &proto::SessionSnapshot) -> Result<Agenda, CodecError> {
    let items = snapshot.agenda.iter().map(|item| stored::item(item).map(Arc::new));
    let items = items.collect::<Result<_, _>>()?;
    let now = snapshot.now.as_ref().map(|now| {
        let item = now.item.as_ref().ok_or(CodecError::Field("now"))?;
        let item = Arc::new(stored::item(item)?);
        Ok(Now { item, since: now.since_ms, ends_at: now.ends_at_ms, page: now.page })
    });
    let chapter = |found: &proto::ChapterSnapshot| Chapter {
        title: title(found.title.clone()),
        at: found.at_ms,
    };
    let chapters = snapshot.chapters.iter().map(chapter).collect();
    let shown_files = snapshot
        .shown_files
        .iter()
        .map(|id| <[u8; 32]>::try_from(&**id).map_err(|_| CodecError::Field("shown_files")));
    let shown_files = shown_files.collect::<Result<_, _>>()?;
    Ok(Agenda { items, now: now.transpose()?, chapters, shown_files })
}

fn restore_presence(snapshot: &proto::SessionSnapshot) -> Result<Presence, CodecError> {
    let check = snapshot.check.as_ref().map(stored::check_of).unwrap_or_default();
    let mut presence = Presence { check, tally: snapshot.tally, ..Presence::default() };
    for found in &snapshot.confirmed {
        let confirmed = Confirmed { last: found.last, count: found.count };
        presence.confirmed.insert(read_id(&found.person_id)?, confirmed);
    }
    Ok(presence)
}

fn restore_roster(people: Vec<proto::PersonSnapshot>) -> Result<Roster, CodecError> {
    let mut roster = Roster::default();
    for found in people {
        let person = restore_person(found)?;
        if !person.email.is_empty() && person.identified != Identified::Guest {
            roster.by_email.insert(person.email.clone(), person.id);
        }
        roster.people.insert(person.id, Arc::new(person));
    }
    Ok(roster)
}

fn restore_person(found: proto::PersonSnapshot) -> Result<Person, CodecError> {
    let field = CodecError::Field;
    let place = found.organisation.unwrap_or_default();
    let details = found.details.unwrap_or_default();
    let stay = |stay: &proto::StaySnapshot| Stay {
        from: stay.from_ms,
        until: (stay.until_ms != 0).then_some(stay.until_ms),
    };
    Ok(Person {
        id: read_id(&found.id)?,
        name: found.name,
        email: found.email,
        organisation: stored::organisation(&place.cds_code, place.name)?,
        job_role: terms::job_role_of(found.job_role),
        permission: terms::permission_of(found.permission).ok_or(field("permission"))?,
        identified: terms::identified_of(found.identified).ok_or(field("identified"))?,
        account: stored::read_some_id(&found.account_id)?,
        consent: terms::consent_of(found.consent),
        arrived: found.arrived,
        here: found.here,
        removed: found.removed,
        sight_since: found.sight_since,
        details: stored::details(&details, &found.access, &found.groups)?,
        waiting: found.waiting,
        claims: stored::read_some_id(&found.claims)?,
        merged_into: stored::read_some_id(&found.merged_into)?,
        attention: terms::attention_of(found.attention).ok_or(field("attention"))?,
        link_generation: found.link_generation,
        stays: found.stays.iter().map(stay).collect(),
    })
}

fn restore_line(found: &proto::LineSnapshot) -> Result<Line, CodecError> {
    let mentions: Vec<_> = stored::read_ids(&found.mentions)?;
    let mut reactions = [0; 6];
    reactions.iter_mut().zip(&found.reactions).for_each(|(to, from)| *to = *from);
    Ok(Line {
        id: read_id(&found.id)?,
        author: read_id(&found.author_id)?,
        author_name: found.author_name.clone(),
        text: found.text.clone(),
        at: found.at_ms,
        reply_to: stored::read_some_id(&found.reply_to)?,
        mentions: mentions.into(),
        edited_at: (found.edited_at_ms != 0).then_some(found.edited_at_ms),
        withdrawn: terms::withdrawn_of(found.withdrawn),
        reactions,
    })
}

fn restore_chat(chat: &mut Chat, snapshot: &proto::SessionSnapshot) -> Result<(), CodecError> {
    for found in &snapshot.channels {
        let key = key_of(found.kind, &found.person_ids, (&found.round_id, found.room))?;
        let lines = found.lines.iter().map(|line| restore_line(line).map(Arc::new));
        let channel = Channel {
            lines: lines.collect::<Result<_, _>>()?,
            pins: stored::read_ids(&found.pins)?,
            opened_by: stored::read_some_id(&found.opened_by)?,
        };
        chat.put(key, channel);
    }
    let rules = snapshot.chat_rules.as_ref().ok_or(CodecError::Field("chat_rules"))?;
    chat.rules = super::command::chat_rules(rules).map_err(|_| CodecError::Field("chat_rules"))?;
    for found in &snapshot.reviews {
        let line = found.line.as_ref().ok_or(CodecError::Field("review"))?;
        let state = terms::review_state_of(found.state).ok_or(CodecError::Field("review"))?;
        chat.reviews.push_back(Arc::new(Review {
            line: restore_line(line)?,
            channel: key_of(found.kind, &found.person_ids, (&found.round_id, found.room))?,
            state,
            reporters: stored::read_ids(&found.reporters)?,
            settled_by: stored::read_some_id(&found.settled_by)?,
        }));
    }
    for found in &snapshot.reactions {
        let reaction: Option<Reaction> = terms::reaction_of(found.reaction);
        let reaction = reaction.ok_or(CodecError::Field("reaction"))?;
        let mine = chat.reacted.entry(read_id(&found.person_id)?).or_default();
        mine.insert((read_id(&found.line_id)?, reaction));
    }
    for found in &snapshot.reports {
        let reported = chat.reported.entry(read_id(&found.person_id)?).or_default();
        reported.insert(read_id(&found.line_id)?);
    }
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
