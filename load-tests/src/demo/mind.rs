//! What a simulated educator makes of what they see: deeds, each at its time.

use super::{
    bank,
    deeds::{self, Deed, Deeds, Pace},
    roster::Invitee,
    seen::{News, Place, Seen},
    steps::Act,
};
use crate::{measure::now, rng::Rng, script::Params};
use convene::proto::{AgendaItem, Attention, Consent, Language, Line, RoomRole, SessionState};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::{Duration, Instant},
};

/// Share of the people who say "I'm here".
const CONFIRM: f64 = 0.85;
/// Share of the people who only watch.
const WATCH_ONLY: f64 = 0.03;
/// Share of the people who react to what a facilitator says, and to what is shown large.
const REACT_TO_FACILITATOR: f64 = 0.08;
const REACT_TO_SPOTLIGHT: f64 = 0.2;
/// Share of the people who answer a question of a facilitator, or greet back.
const ANSWER: f64 = 0.05;
/// Share of those who are mentioned that answer.
const ANSWER_MENTION: f64 = 0.6;
/// Answers to mentions, and in one private conversation, before they fall silent.
const ANSWERS_MAX: usize = 4;
/// Share of the people who drop and come back in a breakout-long step, in minutes of it.
const DROP: (f64, f64) = (0.08, 22.0);
/// Share of the rooms that ask for help.
const HELP: f64 = 0.06;
/// In which people in rooms have said most, however long these are open.
const ROOM_S: f64 = 300.0;
/// Share of the people who only listen for a while, in each step.
const LISTEN: f64 = 0.01;
/// "Go" need not come: after so long they send anyway.
const HOLD_S: f64 = 60.0;
/// However fast the demo goes: whoever facilitates types as fast as ever.
const HOLD_MIN: Duration = Duration::from_secs(20);

/// What everyone shares.
pub struct World {
    pub address: String,
    pub session: String,
    pub pace: Pace,
    /// By the key of a step.
    pub params: HashMap<String, Params>,
    /// Simulated people.
    pub people: usize,
    /// The facilitator who is written to.
    pub facilitator: String,
}

pub struct Mind {
    pub who: Invitee,
    pub seen: Seen,
    pub deeds: Deeds,
    pub rng: Rng,
    world: Arc<World>,
    answer: Consent,
    asks_privately: bool,
    act: Option<Act>,
    /// Lines that wait for "go".
    holds: bool,
    is_away: bool,
    answers: usize,
    private_answers: HashMap<String, usize>,
    /// Reacting twice takes back.
    reacted: HashSet<String>,
    /// What they meant, by what they wrote.
    typos: HashMap<String, String>,
}

impl Mind {
    pub fn new(n: usize, who: Invitee, world: Arc<World>, seed: u64) -> Self {
        let mut rng = Rng::new(seed ^ (u64::try_from(n).unwrap_or_default() << 20));
        let asks_privately = n == 7 % world.people.max(1);
        let watches = !asks_privately && rng.chance(WATCH_ONLY);
        Self {
            who,
            seen: Seen::default(),
            deeds: Deeds::default(),
            rng,
            world,
            answer: if watches { Consent::WatchOnly } else { Consent::Given },
            asks_privately,
            act: None,
            holds: false,
            is_away: false,
            answers: 0,
            private_answers: HashMap::new(),
            reacted: HashSet::new(),
            typos: HashMap::new(),
        }
    }

    pub fn writes(&self) -> bool {
        self.answer == Consent::Given
    }

    /// Between two numbers of seconds, as fast as the demo goes.
    fn think(&mut self, from: f64, to: f64) -> Duration {
        self.world.pace.think(self.rng.seconds(from, to))
    }

    pub fn soon(&mut self, (from, to): (f64, f64), deed: Deed) {
        let at = now() + self.think(from, to);
        self.deeds.add(at, deed);
    }

    /// They have a connection, and see what `news` says.
    pub fn arrived(&mut self, news: Vec<News>) {
        if self.seen.me.consent() == Consent::Unspecified && !self.deeds.has_consent() {
            self.soon((2.0, 10.0), Deed::Consent(self.answer));
        }
        self.hear(news);
    }

    pub fn hear(&mut self, news: Vec<News>) {
        for news in news {
            match news {
                News::State(state) => self.on_state(state),
                News::Step(item) => {
                    let params = |key: &str| self.world.params.get(key).copied();
                    let act = Act::of(&item, |key| params(key).unwrap_or_default());
                    self.on_step(act, f64::from(item.minutes) * 60.0);
                }
                News::Check(check) => {
                    if !self.is_away && self.rng.chance(CONFIRM) {
                        self.soon((2.0, 50.0), Deed::Confirm(check.check));
                    }
                }
                News::SpotlightOnMe => self.soon((2.0, 6.0), Deed::Say("thanks")),
                News::SpotlightOnLine(id) => {
                    if self.rng.chance(REACT_TO_SPOTLIGHT) {
                        self.soon((1.0, 10.0), Deed::ReactTo(id));
                    }
                }
                News::Line(line) => self.on_line(&line),
                News::Run(run) => self.on_run(&run),
                News::Waterfall(id) => self.on_waterfall(&id),
                News::Turn { is_mine } => self.on_turn(is_mine),
                News::Room(place) => self.on_room(place.map(|place| *place)),
                News::Choose(rooms) => {
                    if let Some(room) = self.rng.pick(&rooms).map(|room| room.number) {
                        self.soon((4.0, 40.0), Deed::Choose(room));
                    }
                }
            }
        }
    }

    fn on_state(&mut self, state: SessionState) {
        match state {
            SessionState::Lobby => {
                if self.rng.chance(0.25) {
                    self.soon((5.0, 60.0), Deed::Say("hello"));
                }
                self.small_talk();
            }
            SessionState::Live if self.asks_privately => {
                self.soon((60.0, 120.0), Deed::AskPrivately);
            }
            SessionState::Ended => self.deeds.forget(),
            SessionState::Live | SessionState::Scheduled | SessionState::Unspecified => {}
        }
    }

    /// All of them together say something about every half minute.
    pub fn small_talk(&mut self) {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred people")]
        let mean_s = self.world.people.max(1) as f64 * 30.0;
        self.soon((20.0, mean_s * 2.0), Deed::SmallTalk);
    }

    fn on_step(&mut self, act: Act, length_s: f64) {
        self.deeds.forget_plans();
        self.act = Some(act);
        self.holds = false;
        if self.is_away {
            self.soon((3.0, 20.0), Deed::Attend(Attention::Unspecified));
        }
        self.plan_absence(&act, length_s);
        if !self.writes() {
            return;
        }
        self.plan_part(&act, length_s);
        for _ in 0..self.rng.count(act.reactions) {
            let at = self.in_a_burst(length_s);
            self.deeds.add(at, Deed::React);
        }
        if !self.rng.chance(act.writers) {
            return;
        }
        if act.held_s.is_some() {
            // Thinking and typing; those who are not ready at "go" send theirs late.
            self.holds = true;
            let hold = self.think(HOLD_S, HOLD_S + 5.0).max(HOLD_MIN);
            self.deeds.add(now() + hold, Deed::LetGo);
            return;
        }
        for _ in 0..self.rng.count(act.lines).max(1) {
            let at = self.in_a_burst(length_s);
            let deed = if self.rng.chance(0.25) { Deed::Reply } else { Deed::Say(act.key) };
            self.deeds.add(at, deed);
        }
    }

    /// The step that they are at.
    pub fn at_step(&self) -> Act {
        self.act.unwrap_or(Act::of(&AgendaItem::default(), |_| Params::default()))
    }

    /// There is a better way to send all at once than "go".
    pub fn hold_no_more(&mut self) {
        self.holds = false;
        self.deeds.forget_held();
    }

    /// They are in another room now, or back.
    fn on_room(&mut self, place: Option<Place>) {
        self.deeds.forget_plans();
        let Some(place) = place.filter(|_| self.writes()) else { return };
        let left_s = match place.ends_at_ms {
            0 => ROOM_S,
            #[expect(clippy::cast_precision_loss, reason = "a few hours")]
            ends_at => (ends_at - convene::clock::now()).max(0) as f64 / 1000.0,
        };
        // Whoever tries the demo does not wait for half an hour.
        let length_s = left_s.clamp(30.0, ROOM_S);
        let act = self.at_step();
        for _ in 0..self.rng.count(act.in_rooms).max(1) {
            let at = self.in_a_burst(length_s);
            let deed = if self.rng.chance(0.3) { Deed::Reply } else { Deed::Say(act.key) };
            self.deeds.add(at, deed);
        }
        if self.rng.chance(0.5) {
            self.soon((length_s * 0.2, length_s * 0.8), Deed::React);
        }
        if place.roles.contains(&RoomRole::Reporter) {
            self.soon((length_s * 0.4, length_s * 0.85), Deed::BringBack(act.key));
        }
        if place.roles.contains(&RoomRole::Leader) && self.rng.chance(HELP) {
            self.soon((length_s * 0.1, length_s * 0.5), Deed::CallHelp);
        }
    }

    /// What moves one moves others: a step has a few moments, the same for all, around which
    /// most is said.
    pub fn in_a_burst(&mut self, length_s: f64) -> Instant {
        let bursts = 1.0 + (length_s / 240.0).floor();
        let which = (self.rng.share() * bursts).floor();
        let middle_s = 25.0 + (length_s - 40.0).max(0.0) * (which + 0.3) / bursts;
        let spread_s = 8.0 + length_s / bursts / 5.0;
        let at_s = middle_s + (self.rng.share() + self.rng.share() - 1.0) * spread_s;
        now() + self.world.pace.think(Duration::from_secs_f64(at_s.max(4.0)))
    }

    fn plan_absence(&mut self, act: &Act, length_s: f64) {
        let minutes = length_s / 60.0;
        if self.rng.chance(act.leave) {
            self.soon((5.0, 40.0), Deed::Attend(Attention::Away));
            self.soon((length_s * 0.7, length_s), Deed::Attend(Attention::Unspecified));
        } else if self.rng.chance(LISTEN) {
            self.soon((10.0, 60.0), Deed::Attend(Attention::Listening));
            self.soon((length_s * 0.5, length_s), Deed::Attend(Attention::Unspecified));
        }
        let site_minutes = act.site_drops_min.filter(|_| self.who.place.district == Some(0));
        if let Some(minutes) = site_minutes {
            let at = now() + self.world.pace.think(Duration::from_secs_f64(minutes * 60.0));
            let away = self.world.pace.think(Duration::from_secs(20)) + self.rng.seconds(0.0, 5.0);
            self.deeds.add(at, Deed::DropOut(away));
        } else if self.rng.chance(DROP.0 * minutes.min(DROP.1) / DROP.1) {
            let away = self.think(6.0, 40.0).max(deeds::AWAY_MIN);
            self.soon((10.0, length_s.max(20.0)), Deed::DropOut(away));
        }
    }

    fn on_line(&mut self, line: &Line) {
        if line.author_id == self.seen.me.person_id {
            return self.on_own_line(line);
        }
        if !self.writes() || self.is_away {
            return;
        }
        if self.seen.is_private(line) {
            let answers = self.private_answers.entry(line.channel_id.clone()).or_default();
            *answers += 1;
            if *answers <= ANSWERS_MAX {
                let to = line.channel_id.clone();
                self.soon((5.0, 15.0), Deed::AnswerPrivately(to));
            }
            return;
        }
        if line.mention_ids.contains(&self.seen.me.person_id) {
            self.answers += 1;
            if self.answers <= ANSWERS_MAX && self.rng.chance(ANSWER_MENTION) {
                self.soon((5.0, 20.0), Deed::Answer(Box::new(line.clone())));
            }
            return;
        }
        if self.seen.facilitators.contains_key(&line.author_id) {
            self.on_facilitator(line);
        }
    }

    fn on_facilitator(&mut self, line: &Line) {
        if self.holds && bank::means_go(&line.text) {
            self.let_go();
        }
        if self.rng.chance(REACT_TO_FACILITATOR) {
            self.soon((2.0, 12.0), Deed::ReactTo(line.id.clone()));
        }
        if bank::greets(&line.text) && self.rng.chance(ANSWER) {
            self.soon((3.0, 20.0), Deed::Say("hello"));
        } else if line.text.contains('?') && self.rng.chance(ANSWER) {
            let key = self.act.map_or("other", |act| act.key);
            self.soon((6.0, 30.0), Deed::Say(key));
        }
    }

    /// Sends what was held, within the window, whatever the pace: that is the point of it.
    pub fn let_go(&mut self) {
        let window_s = self.act.and_then(|act| act.held_s);
        let Some(window_s) = window_s.filter(|_| std::mem::take(&mut self.holds)) else { return };
        // Most within the first half.
        let at = now() + Duration::from_secs_f64(window_s * self.rng.share() * self.rng.share());
        self.deeds.add(at, Deed::Say("waterfall"));
    }

    fn on_own_line(&mut self, line: &Line) {
        if let Some(meant) = self.typos.remove(&line.text) {
            self.soon((3.0, 10.0), Deed::Edit(line.id.clone(), meant));
        } else if self.rng.chance(deeds::WITHDRAW) && self.seen.is_here(line) {
            self.soon((6.0, 20.0), Deed::Withdraw(line.id.clone()));
        }
    }

    /// Something to say.
    pub fn words(&mut self, key: &str) -> String {
        let is_spanish = match self.who.language {
            Language::Spanish => true,
            Language::Bilingual => self.rng.chance(0.5),
            Language::English | Language::Unspecified => false,
        };
        bank::line(key, is_spanish, &self.who.place.name, &mut self.rng)
    }

    /// The same, now and then with a slip, which is put right later.
    pub fn typed(&mut self, key: &str) -> String {
        let text = self.words(key);
        if !self.rng.chance(deeds::TYPO) {
            return text;
        }
        let Some(written) = bank::with_typo(&text, &mut self.rng) else { return text };
        self.typos.insert(written.clone(), text);
        written
    }

    /// A line that they have not reacted to, not their own.
    pub fn line_to_react_to(&mut self) -> Option<String> {
        let is_new = |line: &&Line| {
            line.author_id != self.seen.me.person_id && !self.reacted.contains(&line.id)
        };
        let lines: Vec<&Line> = self.seen.recent.iter().filter(is_new).collect();
        let id = self.rng.pick(&lines)?.id.clone();
        self.reacted.insert(id.clone());
        Some(id)
    }

    /// Whether this would be the first reaction to it.
    pub fn reacts_first(&mut self, id: &str) -> bool {
        self.reacted.insert(id.to_owned())
    }

    pub fn line_to_answer(&mut self) -> Option<Line> {
        let is_other = |line: &&Line| line.author_id != self.seen.me.person_id;
        let lines: Vec<&Line> = self.seen.recent.iter().filter(is_other).collect();
        self.rng.pick(&lines).map(|line| (*line).clone())
    }

    /// The one who is written to: who was promised, when they are there.
    pub fn facilitator(&self) -> Option<String> {
        let mut all = self.seen.facilitators.iter();
        all.find(|(_, name)| **name == self.world.facilitator).map(|(id, _)| id.clone())
    }

    pub fn attends(&mut self, attention: Attention) {
        self.is_away = attention == Attention::Away;
    }
}
