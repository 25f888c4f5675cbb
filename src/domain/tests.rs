//! What the tests of the rules share, and the law: V2.

use crate::{
    clock,
    domain::{
        Actor, Change, Command, Ctx, Event, Level, Millis, PersonId, Recorded, Rejection,
        SessionId, State, View, Viewer, chat,
        instances::CommandId,
        organisation::Organisation,
        roster::{self, Consent, Identified, JobRole, NewPerson, Permission},
        session,
        text::{LineText, Text},
    },
};
use std::sync::Arc;
use uuid::Uuid;

pub(super) const ANA: PersonId = person_id(1);
pub(super) const BEN: PersonId = person_id(2);
pub(super) const EVA: PersonId = person_id(3);
pub(super) const FAY: PersonId = person_id(4);
pub(super) const NOBODY: PersonId = person_id(99);

const fn person_id(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

pub(super) fn new_person(id: PersonId, permission: Permission) -> NewPerson {
    let name = format!("Person {}", id.0.as_u128());
    NewPerson {
        id,
        email: format!("{}@example.org", id.0.as_u128()),
        name,
        organisation: Organisation { code: None, name: "Lakeside Unified".to_owned() },
        job_role: Some(JobRole::Teacher),
        permission,
        identified: Identified::Link,
        account: None,
    }
}

/// A session, and what has happened in it.
#[derive(Clone)]
pub(super) struct Story {
    pub(super) state: State,
    pub(super) events: Vec<Recorded>,
    pub(super) states: Vec<State>,
    next_n: u64,
}

impl Story {
    /// Ana and Ben take part, Eva is expected, Fay runs it; all but Eva are there and have
    /// agreed; the lobby is open.
    pub(super) fn in_lobby() -> Self {
        let mut story = Self::scheduled();
        for person in [ANA, BEN, FAY] {
            story.does(person, session::Command::AnswerConsent(Consent::Given));
        }
        story.server(roster::Command::Arrive(vec![ANA, BEN, FAY]));
        story.does(FAY, session::Command::OpenLobby);
        story
    }

    pub(super) fn live() -> Self {
        let mut story = Self::in_lobby();
        story.does(FAY, session::Command::Start);
        story
    }

    pub(super) fn ended() -> Self {
        let mut story = Self::live();
        story.does(FAY, session::Command::End);
        story
    }

    /// Announced, with a roster, and nobody there.
    pub(super) fn scheduled() -> Self {
        let state = State::new(SessionId(Uuid::from_u128(7)));
        let mut story = Self { states: vec![state.clone()], state, events: Vec::new(), next_n: 0 };
        let title = Text::title("Spring convening", "Encuentro de primavera").unwrap();
        story.server(session::Command::Schedule { title, scheduled_at: 1_000 });
        let mut people: Vec<_> =
            [ANA, BEN, EVA].map(|id| new_person(id, Permission::Participant)).into();
        people.push(new_person(FAY, Permission::Facilitator));
        story.server(roster::Command::Add(people));
        story
    }

    fn now(&self) -> Millis {
        Millis::try_from(self.events.len()).unwrap() * 10
    }

    /// Decides and, if the rules allow it, applies.
    pub(super) fn ask(
        &mut self,
        actor: Actor,
        command: impl Into<Command>,
    ) -> Result<Vec<Event>, Rejection> {
        let ctx = Ctx { now: self.now(), actor, id: clock::id() };
        let events = self.state.decide(&ctx, command.into())?;
        self.next_n += 1;
        for event in &events {
            let command = matches!(actor, Actor::Person(_)).then_some(CommandId {
                instance: 1,
                n: self.next_n,
                digest: 0,
            });
            let recorded = Recorded { at: self.now(), by: actor, command, event: event.clone() };
            self.events.push(recorded.clone());
            self.state.apply(self.events.len() as u64, &recorded);
            self.states.push(self.state.clone());
        }
        Ok(events)
    }

    #[track_caller]
    pub(super) fn does(&mut self, person: PersonId, command: impl Into<Command>) -> Vec<Event> {
        self.ask(Actor::Person(person), command).unwrap()
    }

    #[track_caller]
    pub(super) fn server(&mut self, command: impl Into<Command>) -> Vec<Event> {
        self.ask(Actor::Server, command).unwrap()
    }
}

impl From<session::Command> for Command {
    fn from(command: session::Command) -> Self {
        Self::Session(command)
    }
}

impl From<roster::Command> for Command {
    fn from(command: roster::Command) -> Self {
        Self::Roster(command)
    }
}

impl From<chat::Command> for Command {
    fn from(command: chat::Command) -> Self {
        Self::Chat(command)
    }
}

pub(super) fn say(to: chat::To, text: &str) -> chat::Command {
    chat::Command::Send { to, text: LineText::parse(text).unwrap() }
}

/// One row: in this story, when this actor asks this, that many events follow.
#[track_caller]
pub(super) fn allows(rule: &str, story: &Story, by: PersonId, c: impl Into<Command>, n: usize) {
    let asked = story.clone().ask(Actor::Person(by), c);
    assert_eq!(asked.as_ref().map(Vec::len), Ok(n), "{rule}: {asked:?}");
}

/// One row: in this story, this actor is refused.
#[track_caller]
pub(super) fn refuses(
    rule: &str,
    story: &Story,
    by: PersonId,
    command: impl Into<Command>,
    because: impl Into<Rejection>,
) {
    let asked = story.clone().ask(Actor::Person(by), command);
    assert_eq!(asked, Err(because.into()), "{rule}");
}

/// A client: applies changes and knows no rules.
fn apply(view: &mut View, change: Change) {
    match change {
        Change::Session(session) => view.session = Some(session),
        Change::PersonPut(person) => {
            view.people.retain(|other| other.id != person.id);
            view.people.push(person);
        }
        Change::PersonGone(id) => view.people.retain(|other| other.id != id),
        Change::ChannelPut(key) => {
            if !view.channels.iter().any(|(other, _)| *other == key) {
                view.channels.push((key, chat::Channel::default()));
            }
        }
        Change::LineAdded(key, line) => {
            let (_, channel) = view.channels.iter_mut().find(|(other, _)| *other == key).unwrap();
            channel.lines.push_back(line);
            if channel.lines.len() > key.lines_max() {
                channel.lines.pop_front();
                channel.has_earlier = true;
            }
        }
        Change::View(whole) => *view = *whole,
    }
}

/// In one order, and without what never reaches a screen.
fn sorted(mut view: View) -> View {
    for person in &mut view.people {
        let person = Arc::make_mut(person);
        (person.consent, person.here, person.sight_since) = (None, false, 0);
    }
    view.channels.iter_mut().for_each(|(_, channel)| channel.opened_by = None);
    view.people.sort_by_key(|person| person.id);
    view.channels.sort_by(|a, b| a.0.cmp(&b.0));
    view
}

/// The view at `from` with the changes up to `to`.
fn replayed(story: &Story, who: PersonId, from: usize, to: usize) -> View {
    let mut view = story.states[from].view(&story.states[from].viewer(who));
    for n in from..to {
        let (before, after) = (story.states[n].viewer(who), story.states[n + 1].viewer(who));
        if before == after {
            let changes = story.states[n + 1].changes(&story.events[n], &after);
            changes.into_iter().for_each(|change| apply(&mut view, change));
        } else {
            assert_eq!(story.events[n].event.resights(), Some(who), "a sight changed unsaid");
            view = story.states[n + 1].view(&after);
        }
    }
    view
}

/// A story of random commands, most of them refused, by everyone and the server.
fn random_story(seed: u64) -> Story {
    let mut story = Story::scheduled();
    let mut x = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = move |n: usize| {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        usize::try_from(x >> 33).unwrap() % n
    };
    let people = [ANA, BEN, EVA, FAY];
    for n in 0..400_u32 {
        let (who, other) = (people[below(4)], people[below(4)]);
        let command: Command = match below(20) {
            0 => session::Command::OpenLobby.into(),
            1 => session::Command::Start.into(),
            2 if n > 380 => session::Command::End.into(),
            3 => session::Command::AnswerConsent(Consent::WatchOnly).into(),
            4 | 5 => session::Command::AnswerConsent(Consent::Given).into(),
            6 => roster::Command::SetPermission(other, Permission::Facilitator).into(),
            7 => roster::Command::SetPermission(other, Permission::Participant).into(),
            8 if n > 300 => roster::Command::Remove(other).into(),
            9 => roster::Command::Arrive(vec![who, other]).into(),
            10 => roster::Command::Depart(other, 5).into(),
            11 => {
                let id = PersonId(Uuid::from_u128(1000 + u128::from(n)));
                roster::Command::Add(vec![new_person(id, Permission::Participant)]).into()
            }
            12 | 13 => say(chat::To::Facilitators, "in the back").into(),
            14 | 15 => say(chat::To::People(vec![other]), "between us").into(),
            _ => say(chat::To::Plenary, "to all").into(),
        };
        let by_server = matches!(
            &command,
            Command::Roster(
                roster::Command::Arrive(_) | roster::Command::Depart(..) | roster::Command::Add(_)
            )
        );
        let actor = if by_server { Actor::Server } else { Actor::Person(who) };
        let _ = story.ask(actor, command);
    }
    story
}

#[test]
fn the_law_holds_for_every_viewer() {
    let mut compared = 0;
    for seed in 0..40 {
        let story = random_story(seed);
        for who in [ANA, BEN, EVA, FAY, NOBODY] {
            for (from, to) in [(0, 50), (0, 400), (60, 61), (100, 300), (250, 400), (13, 97)] {
                let to = to.min(story.events.len());
                let from = from.min(to);
                let expected = story.states[to].view(&story.states[to].viewer(who));
                let found = replayed(&story, who, from, to);
                assert_eq!(sorted(found), sorted(expected), "V2 seed {seed} {who:?} {from}..{to}");
                compared += 1;
            }
        }
        assert!(story.events.len() > 120, "V2 seed {seed} has only {} events", story.events.len());
    }
    println!("{compared} views compared");
}

#[test]
fn sight_decides_what_is_seen() {
    let story = Story::live();
    let view = |who| story.state.view(&story.state.viewer(who));
    let header = view(EVA);
    assert!(
        header.session.is_some() && header.people.is_empty() && header.channels.is_empty(),
        "V1"
    );
    let ids = |view: View| view.people.iter().map(|person| person.id).collect::<Vec<_>>();
    assert!(!ids(view(ANA)).contains(&EVA), "V3 Eva has not arrived");
    assert!(ids(view(FAY)).contains(&EVA), "V3 facilitators see whom they expect");
    assert_eq!(view(NOBODY), View { me: Some(story.state.viewer(NOBODY)), ..View::default() });
    let staff = Viewer { person: None, sight: story.state.viewer(FAY).sight };
    assert_eq!(staff.sight.level, Level::Facilitator);
}

#[test]
fn commands_happen_once() {
    let mut state = Story::live().state;
    let id = |n| CommandId { instance: 5, n, digest: n };
    let known = |state: &State, id| state.instances.look_up(ANA, id);
    state.instances.accept(ANA, id(3));
    use crate::domain::instances::{Known, Rejection as R};
    assert_eq!(known(&state, id(3)), Ok(Known::Happened), "I1");
    assert_eq!(known(&state, id(2)), Ok(Known::New), "I1 a refused one may be decided again");
    let other = CommandId { digest: 0, ..id(3) };
    assert_eq!(known(&state, other), Err(R::Conflict), "I2");
    state.instances.accept(ANA, id(66));
    assert_eq!(known(&state, id(3)), Ok(Known::Happened), "I3 63 behind");
    state.instances.accept(ANA, id(67));
    assert_eq!(known(&state, id(3)), Err(R::TooOld), "I3 64 behind");
    for instance in 6..=20 {
        state.instances.accept(ANA, CommandId { instance, ..id(1) });
    }
    assert_eq!(known(&state, id(67)), Ok(Known::Happened), "I4 sixteen");
    state.instances.accept(ANA, CommandId { instance: 21, ..id(1) });
    assert_eq!(known(&state, id(67)), Err(R::TooOld), "I4 seventeen");
    assert!(state.instances.is_retired(ANA, 5), "I4");
    assert!(!state.instances.is_retired(BEN, 5), "I4 of one person");
}

#[test]
fn a_channel_keeps_its_end() {
    let mut story = Story::live();
    for n in 0..=chat::LINES_MAX {
        story.does(ANA, say(chat::To::Plenary, &n.to_string()));
    }
    let (_, plenary) = &story.state.chat.plenary()[0];
    assert_eq!(plenary.lines.len(), chat::LINES_MAX, "C7");
    assert!(plenary.has_earlier, "C7");
    assert_eq!(plenary.lines[0].text, "1", "C7");
}
