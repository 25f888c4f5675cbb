//! What one person sees of a session, and how it changes.

use crate::domain::{
    Audience, LineId, PersonId, PollId, Recorded, RoundId, RunId, State,
    agenda::{Item, Now},
    board,
    breakout::{Choice, MyRoom, OpenRound, Outcome, Reports, Results, Room, RoomNumber, Round},
    chat::{ChannelKey, Conversation, Line, Reaction, Review, Rules},
    hand,
    poll::{MyBallot, Poll, Run, Tally},
    presence::Check,
    question,
    roster::{Consent, Permission, Person},
    session::{Session, Shown},
    text::Text,
    waterfall,
};
use imbl::Vector;
use std::sync::Arc;

/// How much someone sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not on the roster, or taken out of it.
    Nothing,
    /// Waits at the door, or has not answered the consent notice: the session's name and
    /// state alone.
    Header,
    /// What everyone sees, and what is for them.
    Participant,
    /// Also what is for facilitators.
    Facilitator,
}

/// Everything that decides what a person sees. When it changes, their whole view does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// How much.
    pub level: Level,
    /// What they may do.
    pub permission: Permission,
    /// What they answered.
    pub consent: Option<Consent>,
    /// They wait at the door.
    pub waiting: bool,
}

/// Someone who looks at a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Nobody on the roster: staff who review the replay.
    pub person: Option<PersonId>,
    /// How much they see.
    pub sight: Sight,
}

impl Viewer {
    /// Whether something for this audience is for them.
    #[must_use]
    pub fn is_in(&self, audience: &Audience) -> bool {
        match audience {
            Audience::Everyone => self.sight.level >= Level::Participant,
            Audience::Facilitators => self.sight.level >= Level::Facilitator,
            Audience::People(members) => {
                self.sight.level >= Level::Participant
                    && self.person.is_some_and(|person| members.contains(&person))
            }
            Audience::Room(members) => {
                self.sight.level >= Level::Facilitator
                    || self.is_in(&Audience::People(Arc::clone(members)))
            }
            Audience::RoomBut(members, barred) => {
                let is_barred = self.person.is_some_and(|person| barred.contains(&person));
                self.is_in(&Audience::Room(Arc::clone(members)))
                    && (!is_barred || self.is_in(&Audience::People(Arc::clone(members))))
            }
        }
    }
}

/// Whose view it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Me {
    /// Who looks.
    pub viewer: Viewer,
    /// The last presence check that they answered.
    pub confirmed_check: u32,
}

/// One step from a view to the next.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Replaces the session.
    Session(Session),
    /// Adds or replaces a person.
    PersonPut(Arc<Person>),
    /// Takes a person out.
    PersonGone(PersonId),
    /// Adds an empty channel if there is none.
    ChannelPut(ChannelKey),
    /// Adds a line to its channel.
    LineAdded(ChannelKey, Arc<Line>),
    /// Replaces a line, wherever it is held.
    LinePut(ChannelKey, Arc<Line>),
    /// Replaces the reactions to a line, wherever it is held.
    LineReactions(ChannelKey, LineId, [u32; 6]),
    /// Replaces the pinned lines of a channel.
    Pinned(ChannelKey, Vec<Arc<Line>>),
    /// Replaces the rules of conversation.
    ChatRules(Rules),
    /// Adds or takes out a reaction of one's own.
    MyReaction(LineId, Reaction, bool),
    /// Adds or replaces a review.
    ReviewPut(Arc<Review>),
    /// Replaces the plan as everyone sees it.
    Outline(Vector<Arc<Item>>),
    /// Replaces the plan as facilitators see it.
    Agenda(Vector<Arc<Item>>),
    /// Replaces the present step.
    Now(Option<Now>),
    /// Replaces what is shown to everyone.
    Spotlight(Option<Shown>),
    /// Replaces the presence check.
    Check(Check),
    /// Replaces how many have answered it.
    Tally(Check, u32),
    /// Replaces whose view it is.
    Me(Me),
    /// Replaces the open round.
    OpenRound(Option<Box<OpenRound>>),
    /// Replaces where one is in it.
    MyRoom(Option<MyRoom>),
    /// Adds a round at the end, or replaces it.
    RoundPut(Arc<Round>),
    /// Takes a round out.
    RoundGone(RoundId),
    /// Replaces a room of a round, or adds it at the end.
    RoomSet(RoundId, Arc<Room>),
    /// Adds a channel with its lines, or replaces it.
    ChannelSet(Conversation),
    /// Takes a channel out.
    ChannelGone(ChannelKey),
    /// Replaces a room that can be chosen, or adds it at the end.
    ChoiceSet(Choice),
    /// Adds the results of a round at the end; of more than three the first go.
    ResultsPut(Results),
    /// Replaces what a room brought back.
    OutcomeSet(RoundId, RoomNumber, Text, Option<Outcome>),
    /// Replaces the results of all rounds.
    Results(Vec<Results>),
    /// Replaces who reports.
    Reports(Option<Reports>),
    /// Adds a poll at the end, or replaces it.
    PollPut(Arc<Poll>),
    /// Takes a poll out.
    PollGone(PollId),
    /// Adds a run at the end, or replaces it.
    RunPut(Arc<Run>),
    /// Adds what everyone sees of a run, or replaces it.
    ShownPut(Arc<Tally>),
    /// Takes out what everyone sees of a run.
    ShownGone(RunId),
    /// Adds a tally of a run, or replaces it.
    TallyPut(Arc<Tally>),
    /// Adds a ballot of one's own, or replaces it.
    MyBallot(Box<MyBallot>),
    /// Replaces everything.
    View(Box<View>),
    /// Of questions.
    Question(question::Update),
    /// Of hands, turns and the pulse.
    Hand(hand::Update),
    /// Of the waterfall.
    Waterfall(waterfall::Update),
    /// Of which boards there are.
    Board(board::Listing),
}

/// A whole screen, or the part of it that all share: parts are joined list by list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The session's name and state.
    pub session: Option<Session>,
    /// Whose view it is.
    pub me: Option<Me>,
    /// Who is there.
    pub people: Vec<Arc<Person>>,
    /// What they say.
    pub channels: Vec<Conversation>,
    /// How they are ruled.
    pub chat_rules: Rules,
    /// The viewer's own reactions.
    pub my_reactions: Vec<(LineId, Reaction)>,
    /// The plan as everyone sees it.
    pub outline: Vector<Arc<Item>>,
    /// The present step.
    pub now: Option<Now>,
    /// What is shown to everyone.
    pub spotlight: Option<Shown>,
    /// The last presence check.
    pub check: Check,
    /// For facilitators: the plan.
    pub agenda: Vector<Arc<Item>>,
    /// For facilitators: lines that were reported or withdrawn.
    pub reviews: Vec<Arc<Review>>,
    /// For facilitators: how many have answered the check.
    pub tally: Option<(Check, u32)>,
    /// The round that is open.
    pub open_round: Option<OpenRound>,
    /// Where the viewer is in it.
    pub my_room: Option<MyRoom>,
    /// For facilitators: all rounds.
    pub rounds: Vector<Arc<Round>>,
    /// What rooms brought back.
    pub results: Vec<Results>,
    /// Who reports.
    pub reports: Option<Reports>,
    /// For facilitators: what is prepared.
    pub polls: Vector<Arc<Poll>>,
    /// What was opened.
    pub runs: Vec<Arc<Run>>,
    /// What came of it, as everyone sees it.
    pub shown: Vec<Arc<Tally>>,
    /// The same: for facilitators, of all runs; for others, of those that they have answered and
    /// that show it at once.
    pub tallies: Vec<Arc<Tally>>,
    /// What the viewer has answered.
    pub my_ballots: Vec<MyBallot>,
    /// Questions.
    pub questions: question::Seen,
    /// Hands, turns and the pulse.
    pub hands: hand::Seen,
    /// The waterfall.
    pub waterfall: waterfall::Seen,
    /// Which boards there are.
    pub boards: board::Listed,
}

impl State {
    /// How much a person sees now.
    #[must_use]
    pub fn viewer(&self, person: PersonId) -> Viewer {
        let found = self.roster.person(person);
        let level = match found {
            None => Level::Nothing,
            Some(found) if found.waiting => Level::Header,
            Some(found) => match (found.consent, found.permission.runs_sessions()) {
                (None, _) => Level::Header,
                (Some(_), false) => Level::Participant,
                (Some(_), true) => Level::Facilitator,
            },
        };
        let sight = Sight {
            level,
            permission: found.map_or(Permission::Participant, |found| found.permission),
            consent: found.and_then(|found| found.consent),
            waiting: found.is_some_and(|found| found.waiting),
        };
        Viewer { person: Some(person), sight }
    }

    /// Whose view it is.
    #[must_use]
    pub fn me(&self, viewer: &Viewer) -> Me {
        let confirmed = viewer.person.map(|person| self.presence.of(person));
        Me { viewer: *viewer, confirmed_check: confirmed.unwrap_or_default().last }
    }

    /// The session as someone sees it.
    #[must_use]
    pub fn view(&self, viewer: &Viewer) -> View {
        let own = self.view_own(viewer);
        if viewer.sight.level < Level::Participant {
            return own;
        }
        let mut view = self.view_shared();
        view.me = own.me;
        view.people.extend(own.people);
        view.channels.extend(own.channels);
        view.runs.extend(own.runs);
        view.shown.extend(own.shown);
        view.boards.boards.extend(own.boards.boards);
        view.boards.rounds.extend(own.boards.rounds);
        View {
            my_reactions: own.my_reactions,
            agenda: own.agenda,
            reviews: own.reviews,
            tally: own.tally,
            my_room: own.my_room,
            rounds: own.rounds,
            polls: own.polls,
            tallies: own.tallies,
            my_ballots: own.my_ballots,
            questions: question::Seen {
                shown: view.questions.shown,
                rules: view.questions.rules,
                ..own.questions
            },
            waterfall: waterfall::Seen { waterfall: view.waterfall.waterfall, ..own.waterfall },
            ..view
        }
    }

    /// What is the same on every participant's screen.
    #[must_use]
    pub fn view_shared(&self) -> View {
        let mut view = View {
            session: Some(self.session.clone()),
            people: self.roster.arrived().cloned().collect(),
            channels: vec![self.chat.plenary()],
            chat_rules: self.chat.rules,
            outline: self.agenda.items.clone(),
            now: self.agenda.now.clone(),
            spotlight: self.spotlight(),
            check: self.presence.check,
            open_round: self.breakouts.overview(),
            results: self.breakouts.results(),
            reports: self.breakouts.reports(),
            questions: self.questions.seen_by_all(),
            hands: self.hands.seen(),
            boards: self.boards_shared(),
            waterfall: waterfall::Seen {
                waterfall: self.waterfall.last.clone(),
                ..waterfall::Seen::default()
            },
            ..View::default()
        };
        self.polls_shared(&mut view);
        view
    }

    /// What is on this screen besides [`Self::view_shared`], which is only for participants.
    #[must_use]
    pub fn view_own(&self, viewer: &Viewer) -> View {
        let mut view = View { me: Some(self.me(viewer)), ..View::default() };
        if viewer.sight.level == Level::Header {
            view.session = Some(self.session.clone());
        }
        if viewer.sight.level >= Level::Facilitator {
            view.people = self.roster.expected().cloned().collect();
            view.channels.push(self.chat.back_channel());
            view.agenda = self.agenda.items.clone();
            view.reviews = self.chat.reviews().cloned().collect();
            let check = self.presence.check;
            view.tally = (check.number > 0).then_some((check, self.presence.tally));
            view.rounds = self.breakouts.rounds.clone();
            view.questions.desk = self.questions.desk();
            view.boards = self.boards_prepared();
            view.waterfall.count = self.waterfall.shown_count();
            let rooms = self.breakouts.open_round().into_iter().flat_map(|round| {
                round.open_rooms().map(|room| ChannelKey::Room(round.id, room.number))
            });
            let heard = rooms.filter(|key| viewer.is_in(&self.chat.audience(key)));
            view.channels.extend(heard.map(|key| self.chat.conversation(key)));
        }
        if let Some(person) = viewer.person.filter(|_| viewer.sight.level >= Level::Participant) {
            view.channels.extend(self.chat.private_of(person));
            view.my_room = self.breakouts.my_room(person);
            if let (Some(mine), Level::Participant) = (&view.my_room, viewer.sight.level) {
                let key = ChannelKey::Room(mine.round, mine.room.number);
                view.channels.push(self.chat.conversation(key));
            }
            view.my_reactions = self.chat.reactions_of(person).collect();
            self.questions.add_own(person, &mut view.questions);
            view.waterfall.mine = self.waterfall.mine(person);
        }
        if viewer.sight.level >= Level::Participant {
            self.polls_own(viewer, &mut view);
        }
        view
    }

    /// What an event changes for one viewer who sees the same before and after it.
    #[must_use]
    pub fn changes(&self, recorded: &Recorded, viewer: &Viewer) -> Vec<Change> {
        let projected = self.project(recorded);
        projected
            .into_iter()
            .filter_map(|(audience, change)| {
                let header =
                    matches!(change, Change::Session(_)) && viewer.sight.level == Level::Header;
                (header || viewer.is_in(&audience)).then_some(change)
            })
            .collect()
    }
}
