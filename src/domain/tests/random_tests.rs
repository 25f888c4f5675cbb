//! Stories of random commands by everyone and the server, many of them refused.

use super::*;
use crate::domain::{
    PollId, RoundId, RunId,
    agenda::{File, FileKind, Place},
    breakout::{Draft, DraftRoom, Form, Role, Spec, Step, Strategy, Why},
    chat::{NewLine, PrivateLines, Reaction, To},
    poll::{self as polls, Answer, Kind, Opened, Opening, Poll, Privacy, Showing, Value},
    roster::{Correction, Update},
    session::{Life, ReplayAudience, Spotlight},
};

pub(super) mod board_tests;
pub(super) mod talk_tests;

const COMMANDS: u32 = 1_900;
const GUESTS: usize = 6;
/// Soon, so that something is still said afterwards.
const FORGET_AFTER_MS: Millis = 15_000;

/// Throws the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// What the next command is about.
struct Next<'a> {
    story: &'a Story,
    dice: &'a mut Dice,
    /// Counts the commands.
    n: u32,
    who: PersonId,
    other: PersonId,
    /// Half of it happens in breakout rooms.
    in_rooms: bool,
}

/// A story. Every text in it bears a mark of its own.
pub(super) fn story(seed: u64) -> Story {
    let mut story = Story::scheduled();
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    if seed % 2 == 1 {
        let forgetful = Plan { forgets_rooms: true, ..plan("Spring convening") };
        story.server(session::Command::Reschedule(forgetful));
    }
    // So much that many of the rest are not refused.
    for who in [ANA, BEN, FAY] {
        story.does(who, session::Command::AnswerConsent(Consent::Given));
    }
    if seed.is_multiple_of(5) {
        // Enough to answer anonymously.
        let crowd: Vec<_> = (300..308).map(person_id).collect();
        let new = crowd.iter().map(|id| new_person(*id, Permission::Participant)).collect();
        story.server(roster::Command::Add(new));
        for who in &crowd {
            story.does(*who, session::Command::AnswerConsent(Consent::Given));
        }
        story.server(roster::Command::Arrive(crowd));
    }
    // Of chance of their own.
    let mut at_boards = Dice(seed.wrapping_mul(0xD1B5_4A32_D192_ED03) | 1);
    for n in 0..COMMANDS {
        let ids: Vec<_> = story.state.roster.everyone().map(|person| person.id).collect();
        let regulars = [ANA, BEN, FAY, EVA, GUS];
        let (who, other) = match dice.below(5) {
            0 => (dice.one(&ids), dice.one(&ids)),
            1 => (FAY, dice.one(&ids)),
            _ => (dice.one(&regulars), dice.one(&regulars)),
        };
        if dice.below(40) == 0 {
            story.pass(dice.one(&[1_000, 20_000, 31_000, 130_000]));
        }
        let in_rooms = seed.is_multiple_of(3);
        let next = Next { story: &story, dice: &mut dice, n, who, other, in_rooms };
        let (actor, command) = next.command();
        let _ = story.ask(actor, command);
        if board_tests::are_in(seed) {
            board_tests::work(&mut story, &mut at_boards, n);
        }
    }
    story
}

impl Next<'_> {
    fn command(mut self) -> (Actor, Command) {
        let by_server = |command: Command| (Actor::Server, command);
        if let Some(due) = self.story.state.due(self.story.now(), FORGET_AFTER_MS) {
            return by_server(due);
        }
        if self.dice.below(5) == 0 {
            return self.talk();
        }
        let is_live = matches!(self.story.state.session.life, Life::Live { .. });
        if self.in_rooms && is_live && self.dice.coin() {
            self.who = if self.dice.coin() { FAY } else { self.who };
            return (Actor::Person(self.who), self.rooms().into());
        }
        let command = match self.dice.below(20) {
            0 | 1 => return self.session(),
            2..=4 => self.people(),
            5 | 6 => return by_server(self.roster()),
            7 if self.dice.below(30) == 0 => return by_server(self.replace().into()),
            7 | 8 => self.agenda().into(),
            9 if self.dice.coin() => self.presence().into(),
            9 => self.rooms().into(),
            14 | 15 => {
                self.who = if self.dice.coin() { FAY } else { self.who };
                self.rooms().into()
            }
            10 | 11 if self.dice.coin() => return self.polls(),
            10..=13 => self.send().into(),
            _ => self.about_a_line().into(),
        };
        (Actor::Person(self.who), command)
    }

    fn session(&mut self) -> (Actor, Command) {
        use session::Command as C;
        if matches!(self.story.state.session.life, Life::Ended { .. }) && self.dice.coin() {
            let audiences =
                [ReplayAudience::Team, ReplayAudience::Attended, ReplayAudience::Roster];
            let publish = C::PublishReplay(self.dice.one(&audiences));
            let command = if self.dice.below(3) == 0 { publish } else { C::Reopen };
            return (Actor::Person(FAY), command.into());
        }
        let line = self.line();
        let command = match self.dice.below(18) {
            0 | 1 => C::OpenLobby,
            2 | 3 => C::Start,
            4 if self.n > COMMANDS / 3 => C::End,
            4 | 5 => C::EndNow,
            6 => C::CancelEnd,
            7..=9 => C::SetSpotlight(Some(Spotlight::Line(line))),
            10 => C::SetSpotlight(Some(Spotlight::Person(self.other))),
            11 => C::SetSpotlight(Some(Spotlight::Slide(self.step(), 2))),
            12 => C::SetSpotlight(None),
            13 | 14 => C::PublishReplay(ReplayAudience::Roster),
            15 | 16 => C::SetSpotlight(Some(Spotlight::Question(self.some_question()))),
            _ => {
                let forgets_rooms = self.story.state.session.plan.forgets_rooms;
                let plan = Plan { forgets_rooms, ..plan(&format!("Plan {}", self.n)) };
                return (Actor::Server, C::Reschedule(plan).into());
            }
        };
        (Actor::Person(self.who), command.into())
    }

    /// What people ask about people.
    fn people(&mut self) -> Command {
        use roster::Command as C;
        let consent = if self.dice.below(5) == 0 { Consent::WatchOnly } else { Consent::Given };
        let command = match self.dice.below(14) {
            0..=3 => return session::Command::AnswerConsent(consent).into(),
            4 => C::SetPermission(self.other, Permission::Facilitator),
            5 => C::SetPermission(self.other, Permission::Participant),
            6 if self.n > COMMANDS * 2 / 3 => C::Remove(self.other),
            7 | 8 => C::Admit(self.other),
            9 => C::Correct(Correction {
                id: self.other,
                name: format!("Corrected {}", self.dice.below(3)),
                organisation: Organisation::default(),
                job_role: JobRole::Coach,
            }),
            10 if self.n > COMMANDS / 3 => {
                let guest = person_id(200 + self.dice.below(GUESTS) as u128);
                C::Merge { guest, into: self.other }
            }
            _ => C::SetAttention(self.dice.one(&[
                Attention::Active,
                Attention::Listening,
                Attention::Away,
            ])),
        };
        command.into()
    }

    /// What the server asks about people.
    fn roster(&mut self) -> Command {
        use roster::Command as C;
        let here: Vec<_> = self.story.state.roster.iter().map(|person| person.id).collect();
        let one = |dice: &mut Dice| dice.one(&here);
        let command = match self.dice.below(16) {
            0 | 1 => C::Add(vec![new_guest(person_id(200 + self.dice.below(GUESTS) as u128))]),
            2 => {
                let added =
                    new_person(person_id(1_000 + u128::from(self.n)), Permission::Participant);
                C::Add(vec![added])
            }
            3 => {
                let added =
                    new_person(person_id(1_000 + u128::from(self.n)), Permission::Participant);
                C::Import(vec![added], vec![self.update()])
            }
            4 => C::ReissueLink(one(self.dice)),
            5 => C::Claim(one(self.dice)),
            6 | 7 => C::Confirm(one(self.dice)),
            8 | 9 => C::Depart(self.other, self.story.now() - 5),
            _ => C::Arrive(vec![self.who, self.other, one(self.dice)]),
        };
        match command {
            // Nobody comes twice under one id.
            C::Add(new)
                if new.iter().any(|new| self.story.state.roster.anyone(new.id).is_some()) =>
            {
                C::Arrive(vec![self.who]).into()
            }
            command => command.into(),
        }
    }

    fn update(&mut self) -> Update {
        let groups = Arc::from([format!("Group {}", self.dice.below(3))]);
        Update {
            id: self.other,
            name: format!("Updated {}", self.dice.below(3)),
            organisation: Organisation::default(),
            job_role: None,
            details: Details { groups, ..Details::default() },
        }
    }

    /// A step of the agenda, or one that may not be there.
    fn step(&mut self) -> ItemId {
        let items: Vec<_> = self.story.state.agenda.items.iter().map(|item| item.id).collect();
        if !items.is_empty() && self.dice.coin() {
            return self.dice.one(&items);
        }
        ItemId(Uuid::from_u128(self.dice.below(8) as u128))
    }

    fn agenda(&mut self) -> agenda::Command {
        use agenda::Command as C;
        let (step, other) = (self.step(), self.step());
        let at = self.story.state.agenda.now.as_ref().map(|now| now.item.id);
        let now = at.unwrap_or(step);
        let place = if self.dice.below(3) == 0 { Place::First } else { Place::After(other) };
        let place = if self.story.state.agenda.items.is_empty() { Place::First } else { place };
        match self.dice.below(16) {
            0..=4 => {
                let id = self.dice.below(4) as u8;
                let file = File { id: [id; 32], name: "plan.pdf".to_owned(), kind: FileKind::Pdf };
                let file = (id > 0).then_some(file);
                let minutes = 1 + u32::from(id);
                C::Put(Box::new(agenda::Item { minutes, file, ..item(step.0.as_u128()) }), place)
            }
            5 => C::Remove(step),
            6 | 7 => C::Move(step, place),
            8..=10 => C::GoTo(step, at),
            11 => C::GoTo(step, Some(other)),
            12 | 13 => C::Extend(now, self.dice.one(&[5, -5, 60, -60])),
            _ => C::Turn(now, 1 + self.dice.below(4) as u32),
        }
    }

    /// Another session's agenda is copied: its steps get ids of their own.
    fn replace(&mut self) -> agenda::Command {
        let first = 10_000 + 10 * u128::from(self.n);
        agenda::Command::Replace(
            (first..first + 1 + self.dice.below(3) as u128).map(item).collect(),
        )
    }

    fn round(&mut self) -> RoundId {
        let open = self.story.state.breakouts.open;
        let any = RoundId(person_id(600 + self.dice.below(5) as u128).0);
        if self.dice.below(4) == 0 { any } else { open.unwrap_or(any) }
    }

    fn rooms(&mut self) -> breakout::Command {
        use breakout::Command as C;
        let (round, room) = (self.round(), 1 + self.dice.below(3) as u32);
        let name = Text::title(&format!("Room {}", self.n), "").unwrap();
        match self.dice.below(40) {
            0..=3 => C::Put(Box::new(self.draft())),
            4 => C::Remove(round),
            5..=8 => C::Open(RoundId(person_id(600 + self.dice.below(5) as u128).0)),
            9..=11 => {
                let to = (self.dice.below(4) > 0).then_some(room);
                C::Place(round, vec![(self.other, to), (ANA, Some(1 + self.n % 3))])
            }
            12 | 13 => C::PutRoom(round, self.dice.coin().then_some(room), name, None),
            14 => C::Extend(round, self.dice.one(&[0, 5, -600]), self.some(room)),
            15 => C::Close(round, self.some(room)),
            16 => C::CloseNow(round, self.some(room)),
            17 | 18 => C::Tell(round, name, self.some(room)),
            19 | 20 => C::CallHelp(self.dice.below(3) > 0),
            21 => C::ClaimHelp(round, room),
            22 => C::EndHelp(round, room),
            23 => C::Choose(round, (self.dice.below(5) > 0).then_some(room)),
            _ => self.inside(round, room),
        }
    }

    /// A room, or none named.
    fn some(&mut self, room: breakout::RoomNumber) -> Vec<breakout::RoomNumber> {
        if self.dice.coin() { Vec::new() } else { vec![room] }
    }

    fn role(&mut self) -> Role {
        self.dice.one(&[Role::Leader, Role::Reporter, Role::Timekeeper, Role::Presenter])
    }

    fn inside(&mut self, round: RoundId, room: breakout::RoomNumber) -> breakout::Command {
        use breakout::Command as C;
        let rotation = self.story.state.breakouts.open_round().map_or(0, |round| round.rotation);
        match self.dice.below(14) {
            0 => C::Pause(round, self.dice.coin()),
            1 => C::Reopen(RoundId(person_id(600 + self.dice.below(5) as u128).0), Vec::new()),
            2 => C::Reopen(round, vec![room]),
            3 => C::Merge(round, room, self.dice.coin().then_some(1 + room % 3)),
            4 | 5 => C::Look(round, self.some(room)),
            6 => C::Bar(round, self.dice.one(&[FAY, EVA, ANA]), self.some(room)),
            7 => C::Assign(round, vec![room], self.dice.coin().then_some(FAY)),
            8 => C::GiveRole(round, room, self.role(), self.dice.coin().then_some(self.other)),
            9 => C::Step(round, vec![room], 1 + self.dice.below(3) as u32),
            10 => C::Rotate(round, rotation + 1),
            11 | 12 => {
                let text =
                    if self.dice.coin() { format!("Found {}", self.n) } else { String::new() };
                C::PutResult(round, room, text)
            }
            _ => C::SetReports(round, self.some(room), 60, self.dice.below(2) as u32),
        }
    }

    fn draft(&mut self) -> Draft {
        let ids: Vec<_> = self.story.state.roster.iter().map(|person| person.id).collect();
        let mut rooms: Vec<_> = (1..=3)
            .map(|number| DraftRoom {
                number,
                name: Text::default(),
                link: None,
                places: Vec::new(),
            })
            .collect();
        for person in ids {
            let at = self.dice.below(5);
            let place = breakout::Place { person, why: Why::Chance };
            rooms.get_mut(at).into_iter().for_each(|room| room.places.push(place));
        }
        let chosen = self.dice.below(3) == 0;
        let strategy = if chosen { Strategy::SelfSelect } else { Strategy::Mixed };
        let hosts = Vec::new();
        Draft {
            id: RoundId(person_id(600 + self.dice.below(5) as u128).0),
            title: Text::title(&format!("Round {}", self.n), "").unwrap(),
            prompt: Text::default(),
            spec: Spec {
                strategy,
                size: 3,
                min: 1,
                max: if chosen { 2 } else { 4 },
                from: None,
                hosts,
                splits_districts: false,
            },
            item: None,
            minutes: self.dice.one(&[0, 0, 1]),
            form: self.form(),
            rooms,
        }
    }

    fn form(&mut self) -> Form {
        let step = |silent| Step { title: Text::title("Step", "").unwrap(), minutes: 1, silent };
        let next = RoundId(person_id(600 + self.dice.below(5) as u128).0);
        Form {
            candid: self.dice.below(4) == 0,
            roles: if self.dice.coin() {
                vec![Role::Reporter, Role::Presenter]
            } else {
                Vec::new()
            },
            steps: if self.dice.coin() {
                vec![step(None), step(Some(Role::Presenter))]
            } else {
                Vec::new()
            },
            rotation_minutes: self.dice.one(&[0, 0, 1]),
            next: self.dice.coin().then_some(next),
        }
    }

    /// A poll whose every text bears a mark.
    fn poll(&mut self) -> Poll {
        let text = |what: &str| Text::title(&format!("{what} {}", self.n), "").unwrap();
        let choice = Kind::Choice {
            options: vec![text("A"), text("B"), text("C")],
            picks_max: 2,
            shuffled: true,
            correct: vec![1],
            explanation: text("Because"),
        };
        let words = Kind::Words { words_max: 3 };
        let kinds = [(1, choice), (2, words), (3, Kind::Open { chars_max: 500 })];
        let items = kinds.map(|(id, kind)| polls::Item {
            id,
            question: text("What?"),
            required: id == 1,
            kind,
        });
        let privacies = [Privacy::Named, Privacy::Confidential, Privacy::Anonymous];
        let showings = [Showing::Revealed, Showing::Live, Showing::Live, Showing::Hidden];
        Poll {
            id: PollId(person_id(700 + self.dice.below(4) as u128).0),
            revision: 0,
            title: text("Poll"),
            items: items.into(),
            form: if self.dice.below(4) == 0 { polls::Form::ExitTicket } else { polls::Form::Poll },
            privacy: self.dice.one(&privacies),
            showing: self.dice.one(&showings),
            step: self.dice.coin().then(|| self.step()),
            seconds: self.dice.one(&[0, 0, 5]),
            once: self.dice.below(4) == 0,
        }
    }

    fn opening(&mut self) -> Opening {
        let all = &self.story.state.polls;
        let id = PollId(person_id(700 + self.dice.below(4) as u128).0);
        let last = all.boxes.iter().rev().find(|found| found.poll.id == id);
        let is_anonymous = all.poll(id).is_some_and(|poll| poll.privacy == Privacy::Anonymous);
        let round = self.round();
        let place = match self.dice.below(4) {
            0 if !is_anonymous => polls::Place::Rooms(round),
            1 if !is_anonymous => polls::Place::Room(round, 1 + self.dice.below(3) as u32),
            _ => polls::Place::Plenary,
        };
        let run = RunId(Uuid::from_u128((1 << 90) + u128::from(self.n)));
        let half = |n: u8| Arc::from([n; 4]);
        let key =
            is_anonymous.then(|| (run, polls::TokenKey { public: half(1), wrapped: half(2) }));
        Opening { poll: id, place, after: last.map_or(0, |last| last.run.number), key }
    }

    fn answers(&mut self) -> Vec<Answer> {
        let marked = format!("«{}»", self.n);
        let picks = self.dice.one(&[[0, 1], [1, 2], [0, 2]]).into();
        let mut answers = vec![Answer { item: 1, value: Value::Picks(picks) }];
        if self.dice.coin() {
            answers.push(Answer { item: 2, value: Value::Words(vec![marked.clone()]) });
        }
        let text = if self.dice.coin() { Value::Abstains } else { Value::Text(marked) };
        answers.push(Answer { item: 3, value: text });
        answers
    }

    fn polls(&mut self) -> (Actor, Command) {
        use polls::Command as C;
        let ids: Vec<_> = self.story.state.polls.boxes.iter().map(|held| held.run.id).collect();
        let some: Vec<_> = ids.iter().rev().take(2).copied().collect();
        let run = if some.is_empty() { RunId(Uuid::nil()) } else { self.dice.one(&some) };
        let (fay, who) = (Actor::Person(FAY), Actor::Person(self.who));
        let tag = [self.dice.below(6) as u8; 32];
        // Anonymous ones are rare, and soon over.
        let is_open = |held: &&Arc<polls::BallotBox>| {
            held.poll.privacy == Privacy::Anonymous && held.run.closed_at.is_none()
        };
        let held = self.story.state.polls.boxes.iter().find(is_open);
        if let Some(held) = held.filter(|_| self.dice.coin()) {
            let can_seal = held.tokens.len() > held.sealed.len();
            return match can_seal && self.dice.coin() {
                true => (Actor::Server, C::Seal(held.run.id, tag, Arc::from(tag)).into()),
                false => (who, C::Issue(held.run.id, [self.n as u8; 32]).into()),
            };
        }
        let (actor, command) = match self.dice.below(24) {
            0 | 1 => (fay, C::Put(Box::new(self.poll()))),
            2 if self.dice.below(3) == 0 => (fay, C::Remove(self.poll().id)),
            2..=5 => (fay, C::Open(self.opening())),
            6 => (fay, C::Extend(run, self.dice.one(&[0, 30, -30]))),
            7 if self.dice.coin() => {
                let on = session::Command::SetSpotlight(Some(Spotlight::Run(run)));
                return (fay, on.into());
            }
            7 => (fay, C::Close(run)),
            8 | 9 => (fay, C::Reveal(run, self.dice.below(3) > 0)),
            10 => {
                let said = format!("«{}»", self.dice.below(self.n as usize + 1));
                (fay, C::Hide(run, self.dice.one(&[2, 3]), said))
            }
            11 | 12 => {
                let answers = self.answers().into();
                (Actor::Server, C::Unseal(run, vec![Opened { nullifier: tag, answers }]))
            }
            _ => (who, C::Cast(run, self.answers())),
        };
        (actor, command.into())
    }

    fn presence(&mut self) -> presence::Command {
        let number = self.story.state.presence.check.number;
        match self.dice.below(4) {
            0 => presence::Command::Ask,
            1 => presence::Command::Confirm(number + 1),
            _ => presence::Command::Confirm(number),
        }
    }

    /// A line that was said lately, or some time, or never.
    fn line(&mut self) -> LineId {
        let sent = self.story.events.iter().rev().filter_map(|recorded| match &recorded.event {
            Event::Chat(chat::Event::Sent { line, .. }) => Some(*line),
            _ => None,
        });
        let lines: Vec<_> = sent.take(if self.dice.coin() { 5 } else { 500 }).collect();
        if lines.is_empty() { LineId(person_id(5).0) } else { self.dice.one(&lines) }
    }

    fn marked(&self) -> LineText {
        text(&format!("Said «{}»", self.n))
    }

    fn send(&mut self) -> chat::Command {
        let room = self.story.state.breakouts.room_of(self.who);
        let to = match self.dice.below(10) {
            8 | 9 => match room {
                Some((round, room)) => To::Room(round.id, room.number),
                None => To::Room(self.round(), 1),
            },
            0 | 1 => To::Facilitators,
            2 => To::People(vec![self.other]),
            3 => To::People(vec![self.other, FAY]),
            _ => To::Plenary,
        };
        let reply_to = (self.dice.below(4) == 0).then(|| self.line());
        let mentions = if self.dice.below(4) == 0 { vec![self.other, FAY] } else { Vec::new() };
        chat::Command::Send(NewLine { to, text: self.marked(), reply_to, mentions })
    }

    fn about_a_line(&mut self) -> chat::Command {
        use chat::Command as C;
        let line = self.line();
        let author = self.story.state.chat.line(line).map(|(_, line)| line.author);
        let reaction = self.dice.one(&Reaction::ALL);
        match self.dice.below(24) {
            0..=3 => {
                // Whoever said it, mostly: others are refused.
                self.who = author.unwrap_or(self.who);
                C::Edit(line, self.marked())
            }
            4 | 5 => C::Withdraw(line),
            6..=9 => C::Pin(line, self.dice.below(4) > 0),
            10..=15 => C::React(line, reaction, true),
            16 | 17 => {
                let mine = self.story.state.chat.reactions_of(self.who).next();
                let (line, reaction) = mine.unwrap_or((line, reaction));
                C::React(line, reaction, false)
            }
            18..=20 => C::Report(line),
            21 | 22 => C::Keep(line),
            _ => C::SetRules(chat::Rules {
                slow_mode_s: self.dice.one(&[0, 0, 0, 1]),
                locked: self.dice.below(6) == 0,
                digest_above_per_minute: self.dice.one(&[0, 0, 50]),
                private_lines: self.dice.one(&[
                    PrivateLines::Anyone,
                    PrivateLines::Anyone,
                    PrivateLines::ToFacilitators,
                    PrivateLines::Off,
                ]),
            }),
        }
    }
}

/// Every kind of event that commands lead to.
pub(super) const KINDS: [&str; 92] = [
    "scheduled",
    "rescheduled",
    "lobby opened",
    "started",
    "ending",
    "end cancelled",
    "ended",
    "reopened",
    "spotlight on a line",
    "spotlight on a person",
    "spotlight on a slide",
    "spotlight off",
    "consent answered",
    "replay published",
    "added",
    "updated",
    "admitted",
    "merged",
    "link reissued",
    "attention set",
    "permission set",
    "removed",
    "claimed",
    "confirmed",
    "arrived",
    "departed",
    "sent",
    "answered",
    "edited",
    "withdrawn",
    "pinned",
    "unpinned",
    "reacted",
    "reaction taken back",
    "reported",
    "kept",
    "rules set",
    "reported in a room",
    "forgotten",
    "step put",
    "step removed",
    "step moved",
    "steps replaced",
    "went to",
    "extended",
    "turned",
    "asked",
    "presence confirmed",
    "mentioned",
    "said in a room",
    "round put",
    "round removed",
    "rooms opened",
    "placed",
    "room put",
    "rooms timed",
    "rooms closing",
    "rooms closed",
    "rooms told",
    "help called",
    "help claimed",
    "help ended",
    "paused",
    "gone on",
    "some timed",
    "some ended",
    "reopened rooms",
    "some told",
    "looked",
    "barred",
    "assigned",
    "roles given",
    "stepped",
    "rotated",
    "result put",
    "reports set",
    "awaited",
    "counted",
    "poll put",
    "poll removed",
    "run opened",
    "run in all rooms",
    "run in a room",
    "run timed",
    "run closed",
    "run revealed",
    "cast",
    "answer hidden",
    "token issued",
    "ballot sealed",
    "ballots opened",
    "spotlight on results",
];

/// Names every kind, so that a new one is not forgotten.
pub(super) fn kind(event: &Event) -> &'static str {
    match event {
        Event::Accepted => "accepted",
        Event::Unknown => "of a newer version",
        Event::Session(event) => session_kind(event),
        Event::Roster(event) => roster_kind(event),
        Event::Chat(event) => chat_kind(event),
        Event::Agenda(event) => agenda_kind(event),
        Event::Presence(presence::Event::Asked(_)) => "asked",
        Event::Presence(presence::Event::Confirmed(..)) => "presence confirmed",
        Event::Breakout(event) => breakout_kind(event),
        Event::Poll(event) => poll_kind(event),
        Event::Counted => "counted",
        Event::Question(event) => talk_tests::question_kind(event),
        Event::Hand(event) => talk_tests::hand_kind(event),
        Event::Waterfall(event) => talk_tests::waterfall_kind(event),
        Event::Board(event) => board_tests::kind(event),
    }
}

fn poll_kind(event: &polls::Event) -> &'static str {
    use polls::Event as E;
    match event {
        E::Put(_) => "poll put",
        E::Removed(_) => "poll removed",
        E::Opened(opened) => match opened.place {
            polls::Place::Plenary => "run opened",
            polls::Place::Rooms(_) => "run in all rooms",
            polls::Place::Room(..) => "run in a room",
        },
        E::Timed(..) => "run timed",
        E::Closed(_) => "run closed",
        E::Revealed(..) => "run revealed",
        E::Cast(..) => "cast",
        E::Hidden(..) => "answer hidden",
        E::Issued(..) => "token issued",
        E::Sealed(..) => "ballot sealed",
        E::Unsealed(..) => "ballots opened",
    }
}

fn breakout_kind(event: &breakout::Event) -> &'static str {
    use breakout::Event as E;
    match event {
        E::Put(_) => "round put",
        E::Removed(_) => "round removed",
        E::Opened(..) => "rooms opened",
        E::Placed(..) => "placed",
        E::RoomPut(..) => "room put",
        E::Timed(..) => "rooms timed",
        E::Closing(..) => "rooms closing",
        E::Closed(_) => "rooms closed",
        E::Told(..) => "rooms told",
        E::HelpCalled(..) => "help called",
        E::HelpClaimed(..) => "help claimed",
        E::HelpEnded(..) => "help ended",
        E::Paused(_, true) => "paused",
        E::Paused(_, false) => "gone on",
        E::RoomsTimed(..) => "some timed",
        E::RoomsEnded(..) => "some ended",
        E::Reopened(..) => "reopened rooms",
        E::RoomsTold(..) => "some told",
        E::Looked(..) => "looked",
        E::Barred(..) => "barred",
        E::Assigned(..) => "assigned",
        E::RolesGiven(..) => "roles given",
        E::Stepped(..) => "stepped",
        E::Rotated(..) => "rotated",
        E::ResultPut(..) => "result put",
        E::ReportsSet(..) => "reports set",
        E::Awaited(..) => "awaited",
    }
}

fn session_kind(event: &session::Event) -> &'static str {
    use session::Event as E;
    match event {
        E::Scheduled(_) => "scheduled",
        E::Rescheduled(_) => "rescheduled",
        E::LobbyOpened => "lobby opened",
        E::Started => "started",
        E::Ending(_) => "ending",
        E::EndCancelled => "end cancelled",
        E::Ended => "ended",
        E::Reopened => "reopened",
        E::SpotlightSet(Some(Spotlight::Line(_))) => "spotlight on a line",
        E::SpotlightSet(Some(Spotlight::Person(_))) => "spotlight on a person",
        E::SpotlightSet(Some(Spotlight::Slide(..))) => "spotlight on a slide",
        E::SpotlightSet(Some(Spotlight::Run(_))) => "spotlight on results",
        E::SpotlightSet(Some(Spotlight::Board(_))) => "spotlight on a board",
        E::SpotlightSet(None) => "spotlight off",
        E::SpotlightSet(Some(Spotlight::Question(_))) => "spotlight on a question",
        E::ConsentAnswered(..) => "consent answered",
        E::ReplayPublished(_) => "replay published",
    }
}

fn roster_kind(event: &roster::Event) -> &'static str {
    use roster::Event as E;
    match event {
        E::Added(_) => "added",
        E::Updated(_) => "updated",
        E::Admitted(_) => "admitted",
        E::Merged { .. } => "merged",
        E::LinkReissued(_) => "link reissued",
        E::AttentionSet(..) => "attention set",
        E::PermissionSet(..) => "permission set",
        E::Removed(_) => "removed",
        E::Claimed(_) => "claimed",
        E::Confirmed(_) => "confirmed",
        E::Arrived(_) => "arrived",
        E::Departed { .. } => "departed",
    }
}

fn chat_kind(event: &chat::Event) -> &'static str {
    use chat::Event as E;
    match event {
        E::Sent { channel: chat::ChannelKey::Room(..), .. } => "said in a room",
        E::Sent { mentions, .. } if !mentions.is_empty() => "mentioned",
        E::Sent { reply_to: Some(_), .. } => "answered",
        E::Sent { .. } => "sent",
        E::Edited(..) => "edited",
        E::Withdrawn { .. } => "withdrawn",
        E::Pinned(_, true) => "pinned",
        E::Pinned(_, false) => "unpinned",
        E::Reacted(.., true) => "reacted",
        E::Reacted(.., false) => "reaction taken back",
        E::Reported(..) => "reported",
        E::Kept(..) => "kept",
        E::RulesSet(_) => "rules set",
        E::ReportedInRoom(..) => "reported in a room",
        E::Forgotten(_) => "forgotten",
    }
}

fn agenda_kind(event: &agenda::Event) -> &'static str {
    use agenda::Event as E;
    match event {
        E::Put(..) => "step put",
        E::Removed(_) => "step removed",
        E::Moved(..) => "step moved",
        E::Replaced(_) => "steps replaced",
        E::WentTo(..) => "went to",
        E::Extended(_) => "extended",
        E::Turned(_) => "turned",
    }
}
