//! What people see, on the wire.

use crate::{
    codec::{
        ids::{self, WireId},
        terms,
    },
    domain::{
        Change, View, Viewer,
        chat::{Channel, ChannelKey, Line},
        organisation::Organisation,
        roster::Person,
        session::{Life, Session},
        text::Text,
    },
    proto,
};

/// A text in both languages.
pub(super) fn text(text: &Text) -> proto::Text {
    proto::Text { en: text.en.clone(), es: text.es.clone() }
}

/// A session's name and state.
#[must_use]
pub fn session(session: &Session) -> proto::Session {
    let mut out = proto::Session {
        id: session.id.to_wire(),
        title: Some(text(&session.title)),
        scheduled_at_ms: session.scheduled_at,
        ..proto::Session::default()
    };
    let state = match session.life {
        Life::Scheduled => proto::SessionState::Scheduled,
        Life::Lobby => proto::SessionState::Lobby,
        Life::Live { started_at } => {
            out.started_at_ms = started_at;
            proto::SessionState::Live
        }
        Life::Ended { started_at, ended_at, replay } => {
            out.started_at_ms = started_at;
            out.ended_at_ms = ended_at;
            out.replay = terms::replay_audience(replay);
            proto::SessionState::Ended
        }
    };
    out.set_state(state);
    out
}

/// A district, county office or partner.
#[must_use]
pub fn organisation(organisation: &Organisation) -> proto::Organisation {
    proto::Organisation {
        cds_code: organisation.code.map(|code| code.to_string()).unwrap_or_default(),
        name: organisation.name.clone(),
    }
}

/// A person as the others see them.
#[must_use]
pub fn person(person: &Person) -> proto::Person {
    proto::Person {
        id: person.id.to_wire(),
        name: person.name.clone(),
        organisation: Some(organisation(&person.organisation)),
        job_role: person.job_role.map(terms::job_role).unwrap_or_default(),
        permission: terms::permission(person.permission),
        identified: terms::identified(person.identified),
        arrived: person.arrived,
    }
}

/// Whose view it is.
#[must_use]
pub fn me(viewer: &Viewer) -> proto::Me {
    proto::Me {
        person_id: viewer.person.map(|person| person.to_wire()).unwrap_or_default(),
        permission: terms::permission(viewer.sight.permission),
        consent: viewer.sight.consent.map(terms::consent).unwrap_or_default(),
    }
}

fn line(key: &ChannelKey, line: &Line) -> proto::Line {
    proto::Line {
        id: line.id.to_wire(),
        channel_id: ids::channel(key),
        author_id: line.author.to_wire(),
        author_name: line.author_name.clone(),
        text: line.text.clone(),
        at_ms: line.at,
    }
}

fn channel(key: &ChannelKey, channel: &Channel) -> proto::Channel {
    let (kind, members) = match key {
        ChannelKey::Plenary => (proto::ChannelKind::Plenary, &[][..]),
        ChannelKey::Facilitators => (proto::ChannelKind::Facilitators, &[][..]),
        ChannelKey::Private(members) => (proto::ChannelKind::Private, &members[..]),
    };
    proto::Channel {
        id: ids::channel(key),
        kind: kind.into(),
        person_ids: members.iter().map(WireId::to_wire).collect(),
        lines: channel.lines.iter().map(|found| line(key, found)).collect(),
        has_earlier: channel.has_earlier,
    }
}

/// A whole view, or a part of one.
#[must_use]
pub fn view(view: &View) -> proto::View {
    proto::View {
        session: view.session.as_ref().map(session),
        me: view.me.as_ref().map(me),
        people: view.people.iter().map(|found| person(found)).collect(),
        channels: view.channels.iter().map(|(key, found)| channel(key, found)).collect(),
    }
}

/// One step from a view to the next.
#[must_use]
pub fn change(change: &Change) -> proto::Change {
    use proto::change::Change as Wire;
    let change = match change {
        Change::Session(found) => Wire::Session(session(found)),
        Change::PersonPut(found) => Wire::PersonPut(person(found)),
        Change::PersonGone(id) => Wire::PersonGone(id.to_wire()),
        Change::ChannelPut(key) => Wire::ChannelPut(channel(key, &Channel::default())),
        Change::LineAdded(key, found) => Wire::LineAdded(line(key, found)),
        Change::View(found) => Wire::View(view(found)),
    };
    proto::Change { change: Some(change) }
}
