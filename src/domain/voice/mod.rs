//! Written voice: whose words a session is made of, by group and never by person.

#[cfg(test)]
mod tests;

use crate::domain::{
    Event, Millis, PersonId, State,
    board::{self, Kind, Made},
    chat::{self, ChannelKey},
    question, region,
    roster::{JobRole, Person},
    session::Life,
    suppression::{K_TEAM, suppressed},
};
use imbl::OrdMap;
use std::{collections::BTreeMap, sync::Arc};

/// How much each person has contributed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voice {
    /// Lines in the plenary and in rooms, questions, and what a waterfall released.
    pub(crate) contributions: OrdMap<PersonId, u32>,
}

impl Voice {
    /// Someone wrote something that is not for a few alone.
    pub(super) fn wrote(&mut self, person: PersonId) {
        let contributions = self.contributions.entry(person).or_default();
        *contributions = contributions.saturating_add(1);
    }

    /// One person turned out to be another.
    pub(super) fn adopt(&mut self, from: PersonId, into: PersonId) {
        if let Some(theirs) = self.contributions.remove(&from) {
            let own = self.contributions.entry(into).or_default();
            *own = own.saturating_add(theirs);
        }
    }

    fn of(&self, person: PersonId) -> u32 {
        self.contributions.get(&person).copied().unwrap_or_default()
    }
}

/// Counts what an event says, if it does. What a waterfall releases counts itself.
pub(super) fn apply(voice: &mut Voice, event: &Event) {
    match event {
        Event::Chat(chat::Event::Sent { author, channel, .. }) => match channel {
            ChannelKey::Plenary | ChannelKey::Room(..) => voice.wrote(*author),
            ChannelKey::Facilitators | ChannelKey::Private(_) => {}
        },
        Event::Question(question::Event::Asked { author, .. }) => voice.wrote(*author),
        Event::Board(board::Event::Edited(_, patches)) => {
            let is_written =
                |made: Made| matches!(made.kind, Kind::Note | Kind::Text | Kind::Comment);
            let written = patches.iter().filter(|patch| patch.made.is_some_and(is_written));
            written.filter_map(|patch| patch.author).for_each(|author| voice.wrote(author));
        }
        Event::Board(_)
        | Event::Accepted
        | Event::Unknown
        | Event::Session(_)
        | Event::Roster(_)
        | Event::Chat(_)
        | Event::Agenda(_)
        | Event::Presence(_)
        | Event::Breakout(_)
        | Event::Poll(_)
        | Event::Counted
        | Event::Question(_)
        | Event::Hand(_)
        | Event::Waterfall(_) => {}
    }
}

/// A group of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Of one job role, or of none that is known.
    JobRole(Option<JobRole>),
    /// Of one service region, or of none.
    Region(Option<u8>),
}

/// One group's part in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many they are.
    pub people: u32,
    /// How many of them wrote anything.
    pub heard: u32,
    /// Thousandths of all contributions.
    pub contribution_permille: u32,
    /// Thousandths of all time present.
    pub presence_permille: u32,
}

/// Whose words a session is made of. The totals are told however few people there are: whoever
/// runs the session has read it all, and sees who is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By job role, then by region. `None`: they are so few that nothing is said of them.
    pub rows: Vec<(Group, Option<Share>)>,
    /// All that participants have contributed.
    pub contributions: u32,
    /// Participants who have been here.
    pub people: u32,
    /// How many of them wrote anything.
    pub heard: u32,
}

/// What a group adds up to.
#[derive(Clone, Copy, Default)]
struct Sum {
    people: u32,
    heard: u32,
    contributions: u64,
    present: u64,
}

impl Sum {
    fn add(&mut self, contributions: u32, present: u64) {
        self.people += 1;
        self.heard += u32::from(contributions > 0);
        self.contributions += u64::from(contributions);
        self.present += present;
    }
}

/// Whose words a session is made of, at a moment: of participants who have been here.
#[must_use]
pub fn report(state: &State, now: Millis) -> Report {
    let until = match state.session.life {
        Life::Ended { ended_at, .. } => ended_at.min(now),
        Life::Scheduled | Life::Lobby | Life::Live { .. } => now,
    };
    let people = state.roster.arrived().filter(|person| !person.permission.runs_sessions());
    let (mut total, mut roles, mut regions) = (Sum::default(), BTreeMap::new(), BTreeMap::new());
    for person in people {
        let (contributions, present) = (state.voice.of(person.id), present(person, until));
        let role = Group::JobRole(person.job_role);
        let county = person.organisation.code.map(|code| code.county());
        let region = Group::Region(county.and_then(region::of_county));
        let sums: [&mut Sum; 3] =
            [&mut total, roles.entry(role).or_default(), regions.entry(region).or_default()];
        sums.into_iter().for_each(|sum| sum.add(contributions, present));
    }
    Report {
        rows: [roles, regions].iter().flat_map(|groups| rows(groups, &total)).collect(),
        contributions: u32::try_from(total.contributions).unwrap_or(u32::MAX),
        people: total.people,
        heard: total.heard,
    }
}

/// How long someone was here, in milliseconds.
fn present(person: &Arc<Person>, until: Millis) -> u64 {
    let stays = person.stays.iter().map(|stay| {
        let left = stay.until.map_or(until, |left| left.min(until));
        u64::try_from(left - stay.from).unwrap_or_default()
    });
    stays.sum()
}

fn rows(groups: &BTreeMap<Group, Sum>, total: &Sum) -> Vec<(Group, Option<Share>)> {
    let sizes: Vec<u32> = groups.values().map(|sum| sum.people).collect();
    let hidden = suppressed(&sizes, K_TEAM);
    let share = |sum: &Sum| Share {
        people: sum.people,
        heard: sum.heard,
        contribution_permille: permille(sum.contributions, total.contributions),
        presence_permille: permille(sum.present, total.present),
    };
    let rows = groups.iter().zip(hidden);
    rows.map(|((group, sum), hidden)| (*group, (!hidden).then(|| share(sum)))).collect()
}

fn permille(part: u64, whole: u64) -> u32 {
    let rounded = (part * 1000 + whole / 2).checked_div(whole);
    rounded.and_then(|permille| u32::try_from(permille).ok()).unwrap_or_default()
}
