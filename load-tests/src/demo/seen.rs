//! What a simulated educator sees: as much of a view as moves them to do something.

use super::voice::Voice;
use convene::proto::{
    AgendaItem, Channel, ChannelKind, Line, Me, MyRoom, OpenRound, Permission, Person,
    PresenceCheck, RoomChoice, RoomRole, Run, SessionState, Spotlight, View, change::Change,
    spotlight,
};
use std::collections::{HashMap, VecDeque};

/// Lines of the plenary that someone still has in mind.
const RECENT_MAX: usize = 12;

/// Something new on their screen.
pub enum News {
    State(SessionState),
    Step(Box<AgendaItem>),
    Check(PresenceCheck),
    SpotlightOnMe,
    SpotlightOnLine(String),
    /// Not a line that was there when they came.
    Line(Box<Line>),
    /// They are in this room now, or in none.
    Room(Option<Box<Place>>),
    /// They may choose one of these.
    Choose(Vec<RoomChoice>),
    /// A poll that they have not answered.
    Run(Box<Run>),
    /// Everyone writes now.
    Waterfall(String),
    /// It is somebody's turn.
    Turn {
        is_mine: bool,
    },
}

/// Where someone is while rooms are open.
#[derive(Clone, Default)]
pub struct Place {
    pub round_id: String,
    pub room: u32,
    pub channel_id: String,
    /// What they see to there.
    pub roles: Vec<RoomRole>,
    /// When it ends; 0: not by itself.
    pub ends_at_ms: i64,
}

#[derive(Default)]
pub struct Seen {
    pub me: Me,
    pub state: SessionState,
    pub step: String,
    /// Of the plenary, oldest first.
    pub recent: VecDeque<Line>,
    /// The room that they are in.
    pub place: Option<Place>,
    pub voice: Voice,
    open_round: OpenRound,
    pub facilitators: HashMap<String, String>,
    /// Private ones, by id: everyone in them.
    pub channels: HashMap<String, Vec<String>>,
    check: u32,
    spotlight: Option<spotlight::On>,
}

impl Seen {
    /// One step from what they saw to what they see.
    pub fn apply(&mut self, change: Change) -> Vec<News> {
        match change {
            Change::View(view) => self.look(view),
            Change::Session(session) => self.state(session.state()),
            Change::Me(me) => self.now_am(me),
            Change::PersonPut(person) => self.person(&person),
            Change::PersonGone(id) => self.gone(&id),
            Change::ChannelPut(channel) => self.channel(channel),
            Change::LineAdded(line) => {
                if self.is_here(&line) {
                    self.remember(line.clone());
                }
                vec![News::Line(Box::new(line))]
            }
            Change::LinePut(line) => {
                // Nobody answers what was taken back.
                self.recent.retain(|old| old.id != line.id);
                Vec::new()
            }
            Change::Now(now) => self.step(now.item),
            Change::Check(check) => self.check(check),
            Change::Spotlight(spotlight) => self.spotlight(spotlight),
            Change::OpenRound(round) => self.open(round),
            Change::MyRoom(mine) => self.room(mine),
            Change::ChannelSet(channel) => self.channel(channel),
            change @ (Change::RunPut(_)
            | Change::RunGone(_)
            | Change::MyBallot(_)
            | Change::QuestionPut(_)
            | Change::QuestionGone(_)
            | Change::QuestionVotes(_)
            | Change::MyQuestionPut(_)
            | Change::MyVote(_)
            | Change::Turn(_)
            | Change::Waterfall(_)) => {
                self.voice.apply(change, &self.me.person_id).into_iter().collect()
            }
            Change::LineReactions(_)
            | Change::Pinned(_)
            | Change::ChatRules(_)
            | Change::MyReaction(_)
            | Change::ReviewPut(_)
            | Change::Outline(_)
            | Change::Agenda(_)
            | Change::Tally(_)
            | Change::RoundPut(_)
            | Change::RoundGone(_)
            | Change::RoomSet(_)
            | Change::ChannelGone(_)
            | Change::ChoiceSet(_)
            | Change::ResultsPut(_)
            | Change::OutcomeSet(_)
            | Change::Results(_)
            | Change::Reports(_)
            | Change::QuestionDeskPut(_)
            | Change::QuestionRules(_)
            | Change::HandPut(_)
            | Change::HandGone(_)
            | Change::Hands(_)
            | Change::Pulse(_)
            | Change::WaterfallCount(_)
            | Change::MyAnswer(_)
            | Change::PollPut(_)
            | Change::PollGone(_)
            | Change::Shown(_)
            | Change::ShownGone(_)
            | Change::TallyPut(_)
            | Change::BoardPut(_)
            | Change::BoardGone(_)
            | Change::RoundBoard(_) => Vec::new(),
        }
    }

    fn now_am(&mut self, me: Me) -> Vec<News> {
        self.me = me;
        Vec::new()
    }

    fn gone(&mut self, person: &str) -> Vec<News> {
        self.facilitators.remove(person);
        Vec::new()
    }

    /// A whole view; news is what differs from before.
    pub fn look(&mut self, mut view: View) -> Vec<News> {
        self.me = view.me.take().unwrap_or_default();
        let voice = self.voice.look(&mut view, &self.me.person_id);
        self.facilitators.clear();
        let mut news = Vec::new();
        for person in &view.people {
            news.extend(self.person(person));
        }
        self.recent.clear();
        news.extend(self.open(view.open_round.unwrap_or_default()));
        news.extend(self.room(view.my_room.unwrap_or_default()));
        for channel in view.channels {
            news.extend(self.channel(channel));
        }
        news.extend(self.state(view.session.unwrap_or_default().state()));
        news.extend(self.step(view.now.unwrap_or_default().item));
        news.extend(self.check(view.check.unwrap_or_default()));
        news.extend(self.spotlight(view.spotlight.unwrap_or_default()));
        // At last: what people make of it depends on the step.
        news.extend(voice);
        news
    }

    pub fn is_private(&self, line: &Line) -> bool {
        self.channels.contains_key(&line.channel_id)
    }

    /// Whether it is said where they are: in their room, else in the plenary.
    pub fn is_here(&self, line: &Line) -> bool {
        match &self.place {
            Some(place) => place.channel_id == line.channel_id,
            None => !self.is_private(line),
        }
    }

    pub fn open_round_id(&self) -> Option<String> {
        let id = &self.open_round.id;
        (!id.is_empty()).then(|| id.clone())
    }

    fn open(&mut self, round: OpenRound) -> Vec<News> {
        let is_new = round.id != self.open_round.id;
        self.open_round = round;
        let choices = &self.open_round.choices;
        if is_new && !choices.is_empty() { vec![News::Choose(choices.clone())] } else { Vec::new() }
    }

    fn room(&mut self, mine: MyRoom) -> Vec<News> {
        let mine =
            mine.room.filter(|_| !mine.round_id.is_empty()).map(|room| (mine.round_id, room));
        let place = mine.map(|(round_id, room)| {
            let theirs = room.roles.iter().filter(|held| held.person_id == self.me.person_id);
            let own = (room.ends_at_ms != 0).then_some(room.ends_at_ms);
            Place {
                round_id,
                room: room.number,
                roles: theirs.map(|held| held.role()).collect(),
                ends_at_ms: own.unwrap_or(self.open_round.ends_at_ms),
                channel_id: room.channel_id,
            }
        });
        let which = |place: &Option<Place>| place.as_ref().map(|at| (at.round_id.clone(), at.room));
        let is_new = which(&place) != which(&self.place);
        self.place = place;
        if !is_new {
            return Vec::new();
        }
        self.recent.clear();
        vec![News::Room(self.place.clone().map(Box::new))]
    }

    fn remember(&mut self, line: Line) {
        self.recent.push_back(line);
        if self.recent.len() > RECENT_MAX {
            self.recent.pop_front();
        }
    }

    fn person(&mut self, person: &Person) -> Vec<News> {
        if person.permission() >= Permission::Facilitator {
            self.facilitators.insert(person.id.clone(), person.name.clone());
        } else {
            self.facilitators.remove(&person.id);
        }
        Vec::new()
    }

    fn channel(&mut self, channel: Channel) -> Vec<News> {
        if channel.kind() == ChannelKind::Private {
            self.channels.insert(channel.id, channel.person_ids);
        } else {
            let here = channel.lines.into_iter().filter(|line| self.is_here(line));
            let here: Vec<_> = here.collect();
            here.into_iter().for_each(|line| self.remember(line));
        }
        Vec::new()
    }

    fn state(&mut self, state: SessionState) -> Vec<News> {
        let is_new = std::mem::replace(&mut self.state, state) != state;
        if is_new { vec![News::State(state)] } else { Vec::new() }
    }

    fn step(&mut self, item: Option<AgendaItem>) -> Vec<News> {
        let id = item.as_ref().map(|item| item.id.clone()).unwrap_or_default();
        let is_new = std::mem::replace(&mut self.step, id) != self.step;
        let new = item.filter(|_| is_new).map(|item| News::Step(Box::new(item)));
        new.into_iter().collect()
    }

    fn check(&mut self, check: PresenceCheck) -> Vec<News> {
        let is_new = std::mem::replace(&mut self.check, check.check) != check.check;
        let is_open =
            check.check > self.me.confirmed_check && check.ends_at_ms > convene::clock::now();
        if is_new && is_open { vec![News::Check(check)] } else { Vec::new() }
    }

    fn spotlight(&mut self, spotlight: Spotlight) -> Vec<News> {
        let before = std::mem::replace(&mut self.spotlight, spotlight.on.clone());
        if before == spotlight.on {
            return Vec::new();
        }
        match spotlight.on {
            Some(spotlight::On::PersonId(id)) if id == self.me.person_id => {
                vec![News::SpotlightOnMe]
            }
            Some(spotlight::On::Line(line)) => vec![News::SpotlightOnLine(line.id)],
            Some(
                spotlight::On::PersonId(_)
                | spotlight::On::Slide(_)
                | spotlight::On::QuestionId(_)
                | spotlight::On::BoardId(_)
                | spotlight::On::RunId(_),
            )
            | None => Vec::new(),
        }
    }
}
