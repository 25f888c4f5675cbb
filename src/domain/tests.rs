//! What the tests of the rules share, and the law: V2.

use crate::domain::{
    Actor, Audience, Change, Command, Ctx, Event, ItemId, Level, LineId, Millis, PersonId,
    QuestionId, Recorded, Rejection, RunId, SessionId, State, View, Viewer, agenda, board,
    breakout,
    chat::{self, ChannelKey, Conversation},
    hand,
    instances::CommandId,
    organisation::Organisation,
    poll, presence, question,
    roster::{self, Attention, Consent, Details, Identified, JobRole, NewPerson, Permission},
    session::{self, Plan},
    text::{LineText, Text},
    waterfall,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use uuid::Uuid;

mod random_tests;
mod talk_tests;

pub(crate) const ANA: PersonId = person_id(1);
pub(crate) const BEN: PersonId = person_id(2);
pub(super) const EVA: PersonId = person_id(3);
pub(crate) const FAY: PersonId = person_id(4);
/// Comes by code in [`Story::with_guest`] and in random stories.
pub(super) const GUS: PersonId = person_id(200);
pub(super) const NOBODY: PersonId = person_id(99);

pub(super) const fn person_id(n: u128) -> PersonId {
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
        details: Details::default(),
        claims: None,
    }
}

pub(super) fn new_guest(id: PersonId) -> NewPerson {
    let guest = new_person(id, Permission::Participant);
    NewPerson { identified: Identified::Guest, claims: Some(EVA), ..guest }
}

pub(super) fn plan(title: &str) -> Plan {
    Plan {
        title: Text::title(title, "").unwrap(),
        scheduled_at: 1_000,
        minutes: 90,
        forgets_rooms: false,
    }
}

pub(super) fn item(n: u128) -> agenda::Item {
    agenda::Item {
        id: ItemId(Uuid::from_u128(n)),
        title: Text::title(&format!("Step {n}"), "").unwrap(),
        minutes: 10,
        prompt: Text::prompt("Look at this", "").unwrap(),
        link: None,
        opens: agenda::Opens::Nothing,
        file: None,
    }
}

/// A session, and what has happened in it.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) state: State,
    pub(crate) events: Vec<Recorded>,
    pub(crate) states: Vec<State>,
    next_n: u64,
    /// How much longer it has taken than its events.
    passed: Millis,
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

    /// Gus has come by code, has agreed, and waits at the door.
    pub(super) fn with_guest() -> Self {
        let mut story = Self::live();
        story.server(roster::Command::Add(vec![new_guest(GUS)]));
        story.does(GUS, session::Command::AnswerConsent(Consent::Given));
        story
    }

    /// Gus was let in.
    pub(super) fn with_guest_in() -> Self {
        let mut story = Self::with_guest();
        story.does(FAY, roster::Command::Admit(GUS));
        story.server(roster::Command::Arrive(vec![GUS]));
        story
    }

    /// The countdown goes on.
    pub(super) fn ending() -> Self {
        let mut story = Self::live();
        story.does(FAY, session::Command::End);
        story
    }

    pub(super) fn ended() -> Self {
        let mut story = Self::ending();
        story.does(FAY, session::Command::EndNow);
        story
    }

    /// Announced, with a roster, and nobody there.
    pub(super) fn scheduled() -> Self {
        let state = State::new(SessionId(Uuid::from_u128(7)));
        let states = vec![state.clone()];
        let mut story = Self { states, state, events: Vec::new(), next_n: 0, passed: 0 };
        story.server(session::Command::Schedule(plan("Spring convening")));
        let mut people: Vec<_> =
            [ANA, BEN, EVA].map(|id| new_person(id, Permission::Participant)).into();
        people.push(new_person(FAY, Permission::Facilitator));
        story.server(roster::Command::Add(people));
        story
    }

    pub(super) fn now(&self) -> Millis {
        Millis::try_from(self.events.len()).unwrap() * 10 + self.passed
    }

    /// Lets time pass.
    pub(crate) fn pass(&mut self, ms: Millis) {
        self.passed += ms;
    }

    /// The same story, later.
    pub(super) fn later(&self, ms: Millis) -> Self {
        let mut later = self.clone();
        later.pass(ms);
        later
    }

    /// Decides and, if the rules allow it, applies.
    pub(super) fn ask(
        &mut self,
        actor: Actor,
        command: impl Into<Command>,
    ) -> Result<Vec<Event>, Rejection> {
        // Chance that comes out the same for the same story.
        let id = Uuid::from_u128((1 << 100) + self.events.len() as u128);
        let ctx = Ctx { now: self.now(), actor, id };
        let events = self.state.decide(&ctx, command.into())?;
        self.next_n += 1;
        for event in &events {
            let command = matches!(actor, Actor::Person(_)).then_some(CommandId {
                instance: 1,
                n: self.next_n,
                digest: 0,
            });
            let recorded = Recorded { at: ctx.now, by: actor, command, event: event.clone() };
            self.events.push(recorded.clone());
            self.state.apply(self.events.len() as u64, &recorded);
            self.states.push(self.state.clone());
        }
        Ok(events)
    }

    #[track_caller]
    pub(crate) fn does(&mut self, person: PersonId, command: impl Into<Command>) -> Vec<Event> {
        self.ask(Actor::Person(person), command).unwrap()
    }

    #[track_caller]
    pub(crate) fn server(&mut self, command: impl Into<Command>) -> Vec<Event> {
        self.ask(Actor::Server, command).unwrap()
    }

    /// Someone says something to everyone.
    #[track_caller]
    pub(super) fn says(&mut self, person: PersonId, text: &str) -> LineId {
        self.sends(person, say(chat::To::Plenary, text))
    }

    /// Someone says something.
    #[track_caller]
    pub(super) fn sends(&mut self, person: PersonId, command: chat::Command) -> LineId {
        match self.does(person, command).as_slice() {
            [Event::Chat(chat::Event::Sent { line, .. })] => *line,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn view(&self, who: PersonId) -> View {
        self.state.view(&self.state.viewer(who))
    }

    /// What the last event changes on someone's screen.
    pub(super) fn last_changes(&self, who: PersonId) -> Vec<Change> {
        self.state.changes(self.events.last().unwrap(), &self.state.viewer(who))
    }
}

macro_rules! command_from {
    ($($module:ident => $variant:ident),*) => {
        $(impl From<$module::Command> for Command {
            fn from(command: $module::Command) -> Self {
                Self::$variant(command)
            }
        })*
    };
}

command_from! {
    session => Session, roster => Roster, chat => Chat, agenda => Agenda, presence => Presence,
    breakout => Breakout, poll => Poll, question => Question, hand => Hand,
    waterfall => Waterfall, board => Board
}

pub(super) fn text(text: &str) -> LineText {
    LineText::parse(text).unwrap()
}

pub(super) fn say(to: chat::To, said: &str) -> chat::Command {
    let (reply_to, mentions) = (None, Vec::new());
    chat::Command::Send(chat::NewLine { to, text: text(said), reply_to, mentions })
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

/// One row: what the server gets in this story.
#[track_caller]
pub(super) fn server_gets<R: Into<Rejection>>(
    rule: &str,
    story: &Story,
    command: impl Into<Command>,
    outcome: Result<usize, R>,
) {
    let asked = story.clone().ask(Actor::Server, command).map(|events| events.len());
    assert_eq!(asked, outcome.map_err(Into::into), "{rule}");
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
            if !view.channels.iter().any(|other| other.key == key) {
                view.channels.push(Conversation::new(key));
            }
        }
        Change::LineAdded(key, line) => {
            let channel = channel(view, &key);
            channel.lines.push(line);
            if channel.lines.len() > key.lines_max() {
                channel.lines.remove(0);
                channel.has_earlier = true;
            }
        }
        Change::LinePut(key, line) => {
            wherever(view, &key, line.id, |held| *held = Arc::clone(&line));
        }
        Change::LineReactions(key, id, counts) => {
            wherever(view, &key, id, |held| Arc::make_mut(held).reactions = counts);
        }
        Change::Pinned(key, lines) => channel(view, &key).pinned = lines,
        Change::ChatRules(rules) => view.chat_rules = rules,
        Change::MyReaction(line, reaction, on) => {
            view.my_reactions.retain(|mine| *mine != (line, reaction));
            view.my_reactions.extend(on.then_some((line, reaction)));
        }
        Change::ReviewPut(review) => {
            let held = view.reviews.iter_mut().find(|held| held.line.id == review.line.id);
            match held {
                Some(held) => *held = review,
                None => view.reviews.push(review),
            }
            if view.reviews.len() > chat::REVIEWS_MAX {
                view.reviews.remove(0);
            }
        }
        Change::Outline(items) => view.outline = items,
        Change::Agenda(items) => view.agenda = items,
        Change::Now(now) => view.now = now,
        Change::Spotlight(shown) => view.spotlight = shown,
        Change::Check(check) => view.check = check,
        Change::Tally(check, count) => view.tally = Some((check, count)),
        Change::Me(me) => view.me = Some(me),
        Change::View(whole) => *view = *whole,
        Change::Question(update) => talk_tests::apply_question(view, update),
        Change::Hand(update) => talk_tests::apply_hand(view, update),
        Change::Waterfall(update) => talk_tests::apply_waterfall(view, update),
        Change::Board(listing) => random_tests::board_tests::apply_listing(view, listing),
        other => apply_rooms(view, other),
    }
}

fn apply_rooms(view: &mut View, change: Change) {
    match change {
        Change::OpenRound(round) => view.open_round = round.map(|round| *round),
        Change::MyRoom(room) => view.my_room = room,
        Change::RoundPut(round) => match view.rounds.iter().position(|old| old.id == round.id) {
            Some(at) => drop(view.rounds.set(at, round)),
            None => view.rounds.push_back(round),
        },
        Change::RoundGone(id) => view.rounds.retain(|round| round.id != id),
        Change::RoomSet(id, room) => {
            let round = view.rounds.iter_mut().find(|round| round.id == id).unwrap();
            let rooms = &mut Arc::make_mut(round).rooms;
            match rooms.iter().position(|old| old.number == room.number) {
                Some(at) => drop(rooms.set(at, room)),
                None => rooms.push_back(room),
            }
        }
        Change::ChannelSet(conversation) => {
            view.channels.retain(|other| other.key != conversation.key);
            view.channels.push(conversation);
        }
        Change::ChannelGone(key) => view.channels.retain(|other| other.key != key),
        Change::ChoiceSet(choice) => {
            let choices = &mut view.open_round.as_mut().unwrap().choices;
            match choices.iter_mut().find(|old| old.number == choice.number) {
                Some(old) => *old = choice,
                None => choices.push(choice),
            }
        }
        Change::ResultsPut(results) => {
            view.results.push(results);
            if view.results.len() > breakout::RESULTS_MAX {
                view.results.remove(0);
            }
        }
        Change::OutcomeSet(id, number, name, result) => {
            let round = view.results.iter_mut().find(|results| results.round == id).unwrap();
            round.rooms.retain(|(old, ..)| *old != number);
            round.rooms.extend(result.map(|result| (number, name, Some(result))));
            round.rooms.sort_by_key(|(number, ..)| *number);
        }
        Change::Results(results) => view.results = results,
        Change::Reports(reports) => view.reports = reports,
        other => apply_polls(view, other),
    }
}

fn put<T>(all: &mut Vec<T>, new: T, is_same: impl Fn(&T, &T) -> bool) {
    match all.iter_mut().find(|old| is_same(old, &new)) {
        Some(old) => *old = new,
        None => all.push(new),
    }
}

fn apply_polls(view: &mut View, change: Change) {
    match change {
        Change::PollPut(poll) => match view.polls.iter().position(|old| old.id == poll.id) {
            Some(at) => drop(view.polls.set(at, poll)),
            None => view.polls.push_back(poll),
        },
        Change::PollGone(id) => view.polls.retain(|poll| poll.id != id),
        Change::RunPut(run) => put(&mut view.runs, run, |a, b| a.id == b.id),
        Change::ShownPut(tally) => put(&mut view.shown, tally, |a, b| a.run == b.run),
        Change::ShownGone(id) => view.shown.retain(|tally| tally.run != id),
        Change::TallyPut(tally) => put(&mut view.tallies, tally, |a, b| a.run == b.run),
        Change::MyBallot(ballot) => put(&mut view.my_ballots, *ballot, |a, b| a.run == b.run),
        other => panic!("{other:?}"),
    }
}

fn channel<'a>(view: &'a mut View, key: &ChannelKey) -> &'a mut Conversation {
    view.channels.iter_mut().find(|other| other.key == *key).unwrap()
}

/// Among the last lines, among the pinned ones, in both, or in neither.
fn wherever(view: &mut View, key: &ChannelKey, id: LineId, f: impl Fn(&mut Arc<chat::Line>)) {
    // The rooms of a round that is over are in no view any more.
    let Some(channel) = view.channels.iter_mut().find(|other| other.key == *key) else { return };
    let held = channel.lines.iter_mut().chain(&mut channel.pinned);
    held.filter(|line| line.id == id).for_each(f);
}

/// In one order, and without what never reaches a screen.
fn sorted(mut view: View) -> View {
    for person in &mut view.people {
        let shown = Arc::make_mut(person);
        (shown.consent, shown.here, shown.sight_since) = (None, false, 0);
        (shown.link_generation, shown.stays) = (0, imbl::Vector::new());
    }
    view.rounds.iter_mut().for_each(|round| Arc::make_mut(round).outside.clear());
    // What is in the spotlight is told with its line, and apart.
    view.session.iter_mut().for_each(|session| session.spotlight = None);
    view.people.sort_by_key(|person| person.id);
    view.channels.sort_by(|a, b| a.key.cmp(&b.key));
    view.my_reactions.sort_unstable();
    view.runs.sort_by_key(|run| run.id);
    view.shown.sort_by_key(|tally| tally.run);
    view.tallies.sort_by_key(|tally| tally.run);
    view.my_ballots.sort_by_key(|ballot| ballot.run);
    talk_tests::sort(&mut view);
    view
}

/// Staff who review the replay: on no roster.
fn reviewer() -> Viewer {
    Viewer { person: None, sight: Story::live().state.viewer(FAY).sight }
}

fn viewer_at(state: &State, who: Option<PersonId>) -> Viewer {
    who.map_or_else(reviewer, |who| state.viewer(who))
}

/// The view at `from` with the changes up to `to`.
fn replayed(story: &Story, who: Option<PersonId>, from: usize, to: usize) -> View {
    let viewers: Vec<_> = story.states.iter().map(|state| viewer_at(state, who)).collect();
    let mut view = story.states[from].view(&viewers[from]);
    for n in from..to {
        if viewers[n] == viewers[n + 1] {
            let changes = story.states[n + 1].changes(&story.events[n], &viewers[n + 1]);
            changes.into_iter().for_each(|change| apply(&mut view, change));
        } else {
            let told = story.events[n].event.resights().contains(&who);
            assert!(told, "V2 a sight changed unsaid: {:?}", story.events[n].event);
            // Whoever comes back to what they saw before this gets a whole view as well.
            let person = who.and_then(|who| story.states[n + 1].roster.anyone(who));
            let since = person.map(|person| person.sight_since);
            assert_eq!(since, Some(n as u64 + 1), "V2 a sight changed unnoted");
            view = story.states[n + 1].view(&viewers[n + 1]);
        }
    }
    view
}

/// V2 between two events. Returns how many views were compared.
#[track_caller]
pub(super) fn the_law_holds(
    rule: &str,
    story: &Story,
    viewers: &[Option<PersonId>],
    ranges: &[(usize, usize)],
) -> usize {
    for who in viewers {
        for (from, to) in ranges {
            let to = *to.min(&story.events.len());
            let from = *from.min(&to);
            let expected = story.states[to].view(&viewer_at(&story.states[to], *who));
            let found = replayed(story, *who, from, to);
            assert_eq!(sorted(found), sorted(expected), "{rule} {who:?} {from}..{to}");
        }
    }
    viewers.len() * ranges.len()
}

/// From all of a story to its end, and the last step alone.
#[track_caller]
pub(super) fn the_law_holds_for_all(rule: &str, story: &Story) {
    let viewers = [ANA, BEN, EVA, FAY, GUS].map(Some);
    let end = story.events.len();
    the_law_holds(rule, story, &viewers, &[(0, end), (end / 2, end), (end - 1, end)]);
}

/// A story of random commands; with an odd seed what is said in rooms is not kept.
pub(crate) fn random_story(seed: u64) -> Story {
    random_tests::story(seed)
}

const SEEDS: u64 = 60;

#[test]
fn the_law_holds_for_every_viewer() {
    let (mut compared, mut kinds) = (0, BTreeMap::new());
    let ranges = [(0, 50), (0, 900), (60, 61), (100, 300), (250, 400), (13, 97), (300, 900)];
    for seed in 0..SEEDS {
        let story = random_tests::story(seed);
        for recorded in &story.events {
            *kinds.entry(random_tests::kind(&recorded.event)).or_insert(0) += 1;
        }
        let mut viewers = vec![None];
        viewers.extend([ANA, BEN, EVA, FAY, NOBODY].map(Some));
        viewers.extend((0..4).map(|n| Some(person_id(200 + n))));
        compared += the_law_holds(&format!("V2 seed {seed}"), &story, &viewers, &ranges);
        // What happens in rooms is for some and not for others: each of it by itself.
        let in_rooms = (0..).zip(&story.events);
        let in_rooms = in_rooms.filter(|(_, it)| matches!(it.event, Event::Breakout(_)));
        let each: Vec<_> = in_rooms.map(|(n, _)| (n, n + 1)).take(200).collect();
        compared += the_law_holds(&format!("V2 seed {seed}"), &story, &viewers, &each);
        // So are questions, and what lies ready; and by a merger they become another's.
        let is_talk = |event: &Event| {
            let is_merger = matches!(event, Event::Roster(roster::Event::Merged { .. }));
            let is_talk = matches!(event, Event::Question(_) | Event::Waterfall(_));
            is_merger || is_talk || matches!(event, Event::Hand(_) | Event::Counted)
        };
        let talk = (0..).zip(&story.events).filter(|(_, it)| is_talk(&it.event));
        let each: Vec<_> = talk.map(|(n, _)| (n, n + 1)).step_by(5).take(70).collect();
        compared += the_law_holds(&format!("V2 seed {seed}"), &story, &viewers, &each);
        assert!(story.events.len() > 200, "V2 seed {seed} has only {} events", story.events.len());
    }
    println!("{compared} views compared, of {kinds:?}");
    let happened: BTreeSet<_> = kinds.keys().copied().collect();
    let known = random_tests::KINDS.into_iter().chain(random_tests::talk_tests::KINDS);
    let known = known.chain(random_tests::board_tests::KINDS);
    let known: BTreeSet<_> = known.chain(random_tests::talk_tests::ENDS).collect();
    let others: Vec<_> = happened.symmetric_difference(&known).collect();
    assert!(others.is_empty(), "V2 every kind of event: {others:?}");
}

/// The marks «1», «2» … in what someone is shown.
fn marks(shown: &impl std::fmt::Debug) -> BTreeSet<u32> {
    let shown = format!("{shown:?}");
    let marks = shown.split('«').skip(1).filter_map(|rest| rest.split('»').next()?.parse().ok());
    marks.collect()
}

/// Where something was written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Written {
    Line(LineId),
    Question(QuestionId),
    /// In answer to a run; by someone, or by nobody knows whom.
    Answer(RunId, Option<PersonId>),
}

/// What was said in a story: every text by its mark, and where it was said.
fn said(story: &Story) -> BTreeMap<u32, Written> {
    let mut said = BTreeMap::new();
    for recorded in &story.events {
        let (written, found) = match &recorded.event {
            Event::Chat(chat::Event::Sent { line, text, .. } | chat::Event::Edited(line, text)) => {
                (Written::Line(*line), marks(text))
            }
            Event::Waterfall(waterfall::Event::Ready(_, _, line, text)) => {
                (Written::Line(*line), marks(text))
            }
            Event::Question(question::Event::Asked { question, text, .. }) => {
                (Written::Question(*question), marks(text))
            }
            Event::Poll(poll::Event::Cast(run, person, answers)) => {
                (Written::Answer(*run, Some(*person)), marks(answers))
            }
            Event::Poll(poll::Event::Unsealed(run, ballots)) => {
                (Written::Answer(*run, None), marks(ballots))
            }
            _ => continue,
        };
        said.extend(found.into_iter().map(|mark| (mark, written)));
    }
    said
}

/// Whoever sees a text may read the line, and the line still says it; facilitators also see
/// what was reported or withdrawn.
fn may_see(state: &State, viewer: &Viewer, mark: u32, written: Written) -> bool {
    let line = match written {
        Written::Line(line) => state.chat.line(line),
        Written::Question(_) => None,
        Written::Answer(run, by) => return may_see_answer(state, viewer, run, by),
    };
    let Some((key, line)) = line else {
        return talk_tests::may_see(state, viewer, mark, written);
    };
    let is_said = marks(&line.text).contains(&mark);
    let reviewed = viewer.sight.level == Level::Facilitator
        && state.chat.reviews().any(|review| review.line.id == line.id);
    reviewed || (viewer.is_in(&state.chat.audience(key)) && is_said && line.withdrawn.is_none())
}

/// One's own, or one that the results show: to those who run the session, to everyone once they
/// are revealed, to who has answered if they come at once.
fn may_see_answer(state: &State, viewer: &Viewer, run: RunId, by: Option<PersonId>) -> bool {
    let held = state.polls.run(run).unwrap();
    let resolved = by.map(|by| state.roster.resolve(by));
    let is_own = resolved.is_some() && resolved == viewer.person;
    let is_live = held.poll.showing == poll::Showing::Live
        && viewer.person.is_some_and(|person| held.ballots.contains_key(&person));
    let is_shown = held.revealed && viewer.is_in(&held.audience());
    is_own || is_shown || is_live || viewer.sight.level == Level::Facilitator
}

#[test]
fn nobody_sees_what_is_not_for_them() {
    let mut seen = 0;
    for seed in 0..12 {
        let story = random_tests::story(1_000 + seed);
        let said = said(&story);
        for who in [ANA, BEN, EVA, FAY, NOBODY, GUS, person_id(201)] {
            for (n, state) in story.states.iter().enumerate().skip(1) {
                let viewer = state.viewer(who);
                let mut shown = marks(&state.changes(&story.events[n - 1], &viewer));
                if n % 40 == 0 || n == story.events.len() {
                    shown.extend(marks(&state.view(&viewer)));
                }
                for mark in &shown {
                    let is_fine = may_see(state, &viewer, *mark, said[mark]);
                    assert!(is_fine, "V6 seed {seed} event {n}: {who:?} sees «{mark}»");
                }
                seen += shown.len();
                if viewer.sight.level < Level::Participant {
                    assert_eq!(state.view(&viewer), header_of(state, &viewer), "V1 V4");
                }
            }
        }
    }
    assert!(seen > 10_000, "V6 only {seen} texts were seen");
}

/// The name and state of a session, for those who may know of it.
fn header_of(state: &State, viewer: &Viewer) -> View {
    let session = (viewer.sight.level == Level::Header).then(|| state.session.clone());
    View { session, me: Some(state.me(viewer)), ..View::default() }
}

#[test]
fn a_log_is_folded_to_one_state() {
    for seed in 0..12 {
        let story = random_tests::story(2_000 + seed);
        let mut state = State::new(story.state.session.id);
        for (n, recorded) in story.events.iter().enumerate() {
            assert_eq!(state, story.states[n], "V7 seed {seed} before event {n}");
            state.apply(n as u64 + 1, recorded);
        }
        assert_eq!(state, story.state, "V7 seed {seed}");
    }
}

#[test]
fn sight_decides_what_is_seen() {
    let story = Story::live();
    let header = header_of(&story.state, &story.state.viewer(EVA));
    assert!(header.session.is_some(), "V1");
    assert_eq!(story.view(EVA), header, "V1");
    let ids = |view: View| view.people.iter().map(|person| person.id).collect::<Vec<_>>();
    assert!(!ids(story.view(ANA)).contains(&EVA), "V3 Eva has not arrived");
    assert!(ids(story.view(FAY)).contains(&EVA), "V3 facilitators see whom they expect");
    let me = story.state.me(&story.state.viewer(NOBODY));
    assert_eq!(story.view(NOBODY), View { me: Some(me), ..View::default() }, "V1 strangers");
    assert_eq!(reviewer().sight.level, Level::Facilitator);
}

#[test]
fn at_the_door() {
    let mut story = Story::with_guest();
    assert_eq!(story.view(GUS), header_of(&story.state, &story.state.viewer(GUS)), "V4 agreed");
    assert!(story.view(GUS).me.unwrap().viewer.sight.waiting, "V4 and knows it");
    let line = story.says(ANA, "hello");
    story.does(FAY, session::Command::SetSpotlight(Some(session::Spotlight::Line(line))));
    assert_eq!(story.last_changes(GUS), Vec::new(), "V4 nothing of the spotlight");
    story.does(FAY, session::Command::End);
    assert_eq!(story.last_changes(GUS).len(), 1, "V4 the state of the session");
    story.does(FAY, session::Command::CancelEnd);
    let viewer = story.state.viewer(GUS);
    let chat = &story.state.chat;
    assert_eq!(chat.before(&viewer, &ChannelKey::Plenary, None), None, "V4 no earlier lines");
    assert_eq!(chat.thread(&viewer, line), None, "V4 no threads");
    story.does(FAY, roster::Command::Admit(GUS));
    assert_eq!(story.view(GUS).channels[0].lines.len(), 1, "V4 inside");
    the_law_holds_for_all("V4", &story);
}

#[test]
fn only_facilitators_see() {
    let mut story = Story::live();
    let put = |n| agenda::Command::Put(Box::new(item(n)), agenda::Place::First);
    story.does(FAY, put(1));
    let agenda = |changes: &[Change]| changes.iter().any(|c| matches!(c, Change::Agenda(_)));
    assert!(agenda(&story.last_changes(FAY)), "V5 the plan");
    assert!(!agenda(&story.last_changes(ANA)), "V5 the plan");
    let line = story.says(ANA, "oh dear");
    story.does(BEN, chat::Command::Report(line));
    assert_eq!(story.last_changes(FAY).len(), 1, "V5 a review");
    assert_eq!(story.last_changes(ANA), Vec::new(), "V5 not the one who said it");
    assert_eq!(story.last_changes(BEN), Vec::new(), "V5 not the one who reported it");
    story.does(FAY, presence::Command::Ask);
    for (who, sees) in [(FAY, true), (ANA, false), (EVA, false)] {
        let view = story.view(who);
        let seen = [!view.agenda.is_empty(), !view.reviews.is_empty(), view.tally.is_some()];
        assert_eq!(seen, [sees; 3], "V5 {who:?}");
    }
    assert_eq!(story.view(ANA).outline.len(), 1, "V5 everyone sees the outline");
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
    state.instances.accept(ANA, CommandId { digest: 0, ..id(4) });
    assert_eq!(known(&state, id(4)), Ok(Known::Happened), "I2 nobody remembers what it said");
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
fn a_guests_commands_become_anothers() {
    use crate::domain::instances::{Known, Rejection as R};
    let id = |instance| CommandId { instance, n: 1, digest: 1 };
    let mut story = Story::with_guest_in();
    let instances = &mut story.state.instances;
    instances.accept(GUS, id(30));
    instances.accept(EVA, id(40));
    story.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    let known = |story: &Story, id| story.state.instances.look_up(EVA, id);
    assert_eq!(known(&story, id(30)), Ok(Known::Happened), "I5 the guest's");
    assert_eq!(known(&story, id(40)), Ok(Known::Happened), "I5 her own");
    let mut busy = Story::with_guest_in();
    (50..70).for_each(|n| busy.state.instances.accept(GUS, id(n)));
    let mut idle = busy.clone();
    idle.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    assert_eq!(known(&idle, id(50)), Err(R::TooOld), "I5 too old to tell of the guest");
    [52, 80].into_iter().for_each(|n| busy.state.instances.accept(EVA, id(n)));
    busy.does(FAY, roster::Command::Merge { guest: GUS, into: EVA });
    assert_eq!(known(&busy, id(50)), Err(R::TooOld), "I5 what was too old to tell stays so");
    assert_eq!(known(&busy, id(52)), Err(R::TooOld), "I5 for both");
    assert_eq!(known(&busy, id(80)), Ok(Known::Happened), "I5");
    assert_eq!(known(&busy, id(69)), Ok(Known::Happened), "I5");
    let of_eva = busy.state.instances.people.get(&EVA).unwrap();
    assert_eq!(of_eva.instances.len(), 16, "I5 sixteen in all");
}
