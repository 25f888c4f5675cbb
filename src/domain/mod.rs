//! The rules of a live session, as pure functions: no I/O, no clock, no randomness.
//!
//! A session's state is a fold of its log. `decide` says which events a command leads to,
//! `apply` folds them, `project` says what they change on whose screen, `view` draws the
//! whole screen. `RULES.md` lists the rules by id.

pub mod agenda;
pub mod board;
pub mod breakout;
pub mod catalog;
pub mod chat;
pub mod count;
pub mod hand;
pub mod instances;
pub mod organisation;
pub mod poll;
pub mod presence;
pub mod question;
mod region;
pub mod roster;
pub mod session;
mod sight;
mod spotlight;
pub mod suppression;
mod talk;
pub mod text;
mod view;
pub mod voice;
pub mod waterfall;

#[cfg(test)]
pub(crate) mod tests;

pub use view::{Change, Level, Me, Sight, View, Viewer};

use instances::{CommandId, Instances};
use uuid::Uuid;

/// Milliseconds since 1970, as stamped by the node that decided.
pub type Millis = i64;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);
    };
}

id! {
    /// One session.
    SessionId
}
id! {
    /// One person in one session.
    PersonId
}
id! {
    /// One account of staff or a facilitator.
    AccountId
}
id! {
    /// One line of chat.
    LineId
}
id! {
    /// One step of an agenda.
    ItemId
}
id! {
    /// One round of breakout rooms.
    RoundId
}
id! {
    /// One poll.
    PollId
}
id! {
    /// Once that a poll is opened.
    RunId
}
id! {
    /// One question.
    QuestionId
}
id! {
    /// One waterfall.
    WaterfallId
}
id! {
    /// One board of the plenary.
    BoardId
}
id! {
    /// One element of a board.
    ElementId
}
id! {
    /// One template of boards.
    TemplateId
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The server itself, or someone whose right the gateway has checked on the catalog.
    Server,
    /// Someone on the roster.
    Person(PersonId),
}

/// What a decision may know besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Ctx {
    /// Never before the last event.
    pub now: Millis,
    /// Who asks.
    pub actor: Actor,
    /// A fresh random id, for whatever the command brings into being.
    pub id: Uuid,
}

/// Something that is asked for.
#[derive(Clone, Debug)]
pub enum Command {
    /// About the life of the session, and consent.
    Session(session::Command),
    /// About people.
    Roster(roster::Command),
    /// About lines.
    Chat(chat::Command),
    /// About the plan.
    Agenda(agenda::Command),
    /// About who is at the screen.
    Presence(presence::Command),
    /// About rooms.
    Breakout(breakout::Command),
    /// About polls.
    Poll(poll::Command),
    /// What was pressed, voted and answered is counted.
    Count,
    /// About questions.
    Question(question::Command),
    /// About hands, turns and the pulse.
    Hand(hand::Command),
    /// About the waterfall.
    Waterfall(waterfall::Command),
    /// About boards.
    Board(board::Command),
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Nothing but that a command was accepted: it is remembered, so that sending it again
    /// after something else has changed does not undo that.
    Accepted,
    /// Something that only a newer version knows.
    Unknown,
    /// In the life of the session.
    Session(session::Event),
    /// To people.
    Roster(roster::Event),
    /// In a conversation.
    Chat(chat::Event),
    /// To the plan.
    Agenda(agenda::Event),
    /// In a presence check.
    Presence(presence::Event),
    /// To rounds and rooms.
    Breakout(breakout::Event),
    /// To polls.
    Poll(poll::Event),
    /// What was pressed, voted and answered since the last count is shown.
    Counted,
    /// To questions.
    Question(question::Event),
    /// To hands, turns and the pulse.
    Hand(hand::Event),
    /// In a waterfall.
    Waterfall(waterfall::Event),
    /// On boards.
    Board(board::Event),
}

/// Why a command was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// The life of the session forbids it.
    #[error(transparent)]
    Session(#[from] session::Rejection),
    /// The roster forbids it.
    #[error(transparent)]
    Roster(#[from] roster::Rejection),
    /// The rules of conversation forbid it.
    #[error(transparent)]
    Chat(#[from] chat::Rejection),
    /// The plan forbids it.
    #[error(transparent)]
    Agenda(#[from] agenda::Rejection),
    /// The presence check forbids it.
    #[error(transparent)]
    Presence(#[from] presence::Rejection),
    /// The rooms forbid it.
    #[error(transparent)]
    Breakout(#[from] breakout::Rejection),
    /// The polls forbid it.
    #[error(transparent)]
    Poll(#[from] poll::Rejection),
    /// The command id is no good.
    #[error(transparent)]
    Instance(#[from] instances::Rejection),
    /// The rules of questions forbid it.
    #[error(transparent)]
    Question(#[from] question::Rejection),
    /// The waterfall forbids it.
    #[error(transparent)]
    Waterfall(#[from] waterfall::Rejection),
    /// The rules of boards forbid it.
    #[error(transparent)]
    Board(#[from] board::Rejection),
}

/// An event with its circumstances, as it lies in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// When it was decided.
    pub at: Millis,
    /// Who asked.
    pub by: Actor,
    /// The command that it answers, if a client sent one.
    pub command: Option<CommandId>,
    /// What happened.
    pub event: Event,
}

/// To whom an event is shown. Fixed when it happens: showing it to more people later is
/// another event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone who is in the session.
    Everyone,
    /// Those who run it.
    Facilitators,
    /// These people.
    People(chat::Members),
    /// These people, and those who run it.
    Room(chat::Members),
    /// These people, and those who run it, but for some of them.
    RoomBut(chat::Members, chat::Members),
}

/// A session, folded. Cloning it is cheap: the parts that grow share their structure.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Its life.
    pub session: session::Session,
    /// Its people.
    pub roster: roster::Roster,
    /// Their conversations.
    pub chat: chat::Chat,
    /// Its plan.
    pub agenda: agenda::Agenda,
    /// Who is at the screen.
    pub presence: presence::Presence,
    /// Its rooms.
    pub breakouts: breakout::Breakouts,
    /// Its polls.
    pub polls: poll::Polls,
    /// When what people press, vote and answer was last counted.
    pub counted_at: Millis,
    /// Its questions.
    pub questions: question::Questions,
    /// Its hands, turns and pulse.
    pub hands: hand::Hands,
    /// Its waterfalls.
    pub waterfall: waterfall::Waterfalls,
    /// Its boards.
    pub boards: board::Boards,
    /// How much each person has contributed.
    pub voice: voice::Voice,
    /// Which commands have happened.
    pub instances: Instances,
    /// When the last event happened.
    pub last_at: Millis,
    /// There are facts that only a newer version knows. What is decided on such a state, or
    /// kept of it, would be wrong.
    pub is_outdated: bool,
}

impl State {
    /// A session of which nothing is known but its id.
    #[must_use]
    pub fn new(id: SessionId) -> Self {
        Self {
            session: session::Session::new(id),
            roster: roster::Roster::default(),
            chat: chat::Chat::default(),
            agenda: agenda::Agenda::default(),
            presence: presence::Presence::default(),
            breakouts: breakout::Breakouts::default(),
            polls: poll::Polls::default(),
            counted_at: 0,
            questions: question::Questions::default(),
            hands: hand::Hands::default(),
            waterfall: waterfall::Waterfalls::default(),
            boards: board::Boards::default(),
            voice: voice::Voice::default(),
            instances: Instances::default(),
            last_at: 0,
            is_outdated: false,
        }
    }

    /// The events that a command leads to. None: it is accepted and changes nothing.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn decide(&self, ctx: &Ctx, command: Command) -> Result<Vec<Event>, Rejection> {
        let events = match command {
            Command::Session(command) => wrap(session::decide(self, ctx, command)?, Event::Session),
            Command::Roster(command) => wrap(roster::decide(self, ctx, command)?, Event::Roster),
            Command::Chat(command) => wrap(chat::decide(self, ctx, command)?, Event::Chat),
            Command::Agenda(command) => wrap(agenda::decide(self, ctx, command)?, Event::Agenda),
            Command::Presence(command) => {
                wrap(presence::decide(self, ctx, command)?, Event::Presence)
            }
            Command::Breakout(command) => {
                wrap(breakout::decide(self, ctx, command)?, Event::Breakout)
            }
            Command::Poll(command) => wrap(poll::decide(self, ctx, command)?, Event::Poll),
            Command::Count => count::decide(self, ctx)?,
            Command::Question(command) => {
                wrap(question::decide(self, ctx, command)?, Event::Question)
            }
            Command::Hand(command) => wrap(hand::decide(self, ctx, command)?, Event::Hand),
            Command::Waterfall(command) => {
                wrap(waterfall::decide(self, ctx, command)?, Event::Waterfall)
            }
            Command::Board(command) => wrap(board::decide(self, ctx, command)?, Event::Board),
        };
        Ok(board::with_shared(self, self.with_rooms(self.with_talk(events))))
    }

    /// Events, and what they bring about in rooms: before it for those who leave, behind all of
    /// them for those who come, so that these are placed together.
    fn with_rooms(&self, events: Vec<Event>) -> Vec<Event> {
        let mut all = Vec::with_capacity(events.len());
        let mut come = Vec::new();
        for event in events {
            if matches!(event, Event::Session(session::Event::Ended)) {
                all.extend(wrap(poll::closed_with(self), Event::Poll));
            }
            let before = match &event {
                Event::Session(session::Event::Ended) => {
                    self.breakouts.open.into_iter().map(breakout::Event::Closed).collect()
                }
                Event::Roster(roster::Event::Removed(gone)) => {
                    breakout::on_leaving(self, *gone, None)
                }
                Event::Roster(roster::Event::Merged { guest, into }) => {
                    breakout::on_leaving(self, *guest, Some(*into))
                }
                Event::Roster(roster::Event::PermissionSet(person, permission))
                    if !permission.runs_sessions() =>
                {
                    breakout::no_longer(self, *person)
                }
                Event::Roster(roster::Event::Departed { person, .. }) => {
                    breakout::on_looking_away(self, *person).into_iter().collect()
                }
                Event::Roster(roster::Event::Arrived(people)) => {
                    come.extend_from_slice(people);
                    Vec::new()
                }
                _ => Vec::new(),
            };
            all.extend(wrap(before, Event::Breakout));
            all.push(event);
        }
        all.extend(breakout::on_arrival(self, &come).map(Event::Breakout));
        all
    }

    /// Folds one fact into the state. Cannot fail: the log is already true.
    pub fn apply(&mut self, seq: u64, recorded: &Recorded) {
        self.last_at = self.last_at.max(recorded.at);
        if let (Actor::Person(person), Some(command)) = (recorded.by, recorded.command) {
            self.instances.accept(person, command);
        }
        match &recorded.event {
            Event::Accepted => {}
            Event::Unknown => self.is_outdated = true,
            Event::Session(event) => session::apply(self, seq, recorded.at, event),
            Event::Roster(event) => roster::apply(&mut self.roster, seq, recorded.at, event),
            Event::Chat(event) => chat::apply(&mut self.chat, recorded.at, event),
            Event::Agenda(event) => agenda::apply(&mut self.agenda, recorded.at, event),
            Event::Presence(event) => presence::apply(&mut self.presence, event),
            Event::Breakout(event) => {
                breakout::apply(&mut self.breakouts, recorded.at, event);
                if event.changes_who_hears() {
                    self.chat.rooms = self.breakouts.channels();
                }
            }
            Event::Poll(event) => poll::apply(self, recorded.at, event),
            Event::Counted => count::apply(self, seq, recorded.at),
            Event::Question(event) => question::apply(&mut self.questions, recorded.at, event),
            Event::Hand(event) => hand::apply(&mut self.hands, recorded.at, event),
            Event::Waterfall(event) => waterfall::apply(self, recorded.at, event),
            Event::Board(event) => board::apply(self, seq, event),
        }
        self.follow(&recorded.event);
        board::follow(self, seq, &recorded.event);
        if let Event::Roster(roster::Event::Merged { guest, into }) = &recorded.event {
            self.instances.adopt(*guest, *into);
            self.presence.adopt(*guest, *into);
            self.polls.adopt(*guest, *into);
        }
        if self.leaves_spotlight(&recorded.event) {
            self.session.spotlight = None;
        }
        if let Some(session::Spotlight::Slide(item, _)) = self.session.spotlight {
            let file = self.agenda.item(item).and_then(|item| item.file.as_ref());
            self.agenda.shown_files.extend(file.map(|file| file.id));
        }
    }

    /// What an event changes on whose screen. `self` is the state after it.
    #[must_use]
    pub fn project(&self, recorded: &Recorded) -> Vec<(Audience, Change)> {
        let mut changes = match &recorded.event {
            Event::Accepted | Event::Unknown => Vec::new(),
            Event::Session(event) => session::project(self, event),
            Event::Roster(event) => roster::project(&self.roster, event),
            Event::Chat(event) => chat::project(&self.chat, event),
            Event::Agenda(event) => agenda::project(&self.agenda, event),
            Event::Presence(event) => presence::project(self, event),
            Event::Breakout(event) => breakout::project(self, event),
            Event::Poll(event) => poll::project(self, event),
            Event::Counted => count::project(self),
            Event::Question(event) => question::project(&self.questions, event),
            Event::Hand(event) => hand::project(&self.hands, event),
            Event::Waterfall(event) => waterfall::project(self, event),
            Event::Board(event) => board::project(self, event),
        };
        changes.extend(board::project_following(self, &recorded.event));
        changes.extend(self.project_following(&recorded.event));
        if self.touches_spotlight(&recorded.event) {
            changes.push((Audience::Everyone, Change::Spotlight(self.spotlight())));
        }
        // What the guest has answered, they have.
        if let Event::Roster(roster::Event::Merged { into, .. }) = &recorded.event {
            if self.presence.check.number > 0 {
                changes.extend(presence::answered(self, *into));
            }
            changes.extend(poll::merged(self, *into));
        }
        changes
    }
}

fn wrap<T>(events: Vec<T>, f: impl Fn(T) -> Event) -> Vec<Event> {
    events.into_iter().map(f).collect()
}
