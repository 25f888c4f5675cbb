//! The judge: folds the shared log itself, with the domain and nothing else of the server, and
//! holds what clients were told against it, all the while.

use super::polls;
use crate::support::view::sorted;
use bytes::Bytes;
use convene::{
    codec::{self, ids::WireId},
    domain::{
        Actor, Audience, Event, PersonId, Recorded, RunId, SessionId, State,
        chat::{self, ChannelKey, Chat},
        poll::{self, Answer, Showing, Value},
        roster,
    },
    live::Sealer,
    log::{Entry, Epoch, EventLog, LogId, MemoryLog, Position, Tag, follow},
    proto::{ErrorCode, Line, View},
};
use futures_util::FutureExt;
use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard},
};

/// Names a command: whose, of which instance, which.
pub type Key = (PersonId, u64, u64);

/// What became of a command, as far as anyone was told.
#[derive(Clone, Debug, Default)]
struct Fate {
    /// It was first sent when everything up to here had been acknowledged.
    after: u64,
    /// How often it was sent.
    sent: u32,
    is_acked: bool,
    refused: Option<ErrorCode>,
    /// Where it lies in the log: its last event.
    at: Option<u64>,
    /// It lay in a tail that was lost.
    is_lost: bool,
}

pub struct Judge {
    log: MemoryLog,
    session: SessionId,
    sealer: Sealer,
    // Everything is on one thread; a lock is what lets it be shared all the same.
    trial: Mutex<Trial>,
}

struct Trial {
    /// The end of what is folded.
    head: Position,
    state: State,
    /// The state after each batch, also of what was lost.
    states: HashMap<Tag, State>,
    /// What is in the log.
    entries: Vec<(Entry, Vec<Recorded>)>,
    fates: HashMap<Key, Fate>,
    /// Everything that is acknowledged lies before.
    acked_to: u64,
    /// Every line that was ever in the log.
    lines: HashMap<String, ChannelKey>,
    /// What was said first, by its text; each is said once.
    said: HashMap<String, u64>,
    /// Who ever ran the session.
    ran: HashSet<PersonId>,
    /// Histories that lost something. Until someone who knew it has opened another, nobody can
    /// tell a count of what was lost from a count of what came in its place.
    lossy: HashSet<Epoch>,
    /// Runs of which everyone was ever to see what came, and who ever answered one.
    revealed: HashSet<RunId>,
    voted: HashSet<(RunId, PersonId)>,
    faults: Vec<String>,
    checks: usize,
}

impl Judge {
    pub async fn new(log: MemoryLog, session: SessionId, sealer: Sealer) -> Self {
        let start = log.head(LogId(session.0)).await.unwrap().unwrap();
        let start = Position::start(start.epoch);
        let trial = Trial {
            head: start,
            state: State::new(session),
            states: HashMap::from([(start.tag, State::new(session))]),
            entries: Vec::new(),
            fates: HashMap::new(),
            acked_to: 0,
            lines: HashMap::new(),
            said: HashMap::new(),
            ran: HashSet::new(),
            lossy: HashSet::new(),
            revealed: HashSet::new(),
            voted: HashSet::new(),
            faults: Vec::new(),
            checks: 0,
        };
        Self { log, session, sealer, trial: Mutex::new(trial) }
    }

    fn trial(&self) -> MutexGuard<'_, Trial> {
        self.trial.lock().unwrap()
    }

    /// As it stands in the log now.
    fn now(&self) -> MutexGuard<'_, Trial> {
        let mut trial = self.trial();
        loop {
            // A log in memory never waits.
            let read = self.log.read(LogId(self.session.0), trial.head.seq);
            let entries = read.now_or_never().unwrap().unwrap();
            if entries.is_empty() {
                return trial;
            }
            entries.into_iter().for_each(|entry| trial.fold(entry));
        }
    }

    pub fn blame(&self, fault: String) {
        self.trial().faults.push(fault);
    }

    pub fn faults(&self) -> Vec<String> {
        self.trial().faults.clone()
    }

    /// How often something was held against the log.
    pub fn checks(&self) -> usize {
        self.trial().checks
    }

    pub fn head(&self) -> Position {
        let seen = self.now().head;
        let head = self.log.head(LogId(self.session.0)).now_or_never().unwrap();
        let head = head.unwrap().unwrap();
        assert_eq!((seen.seq, seen.tag), (head.seq, head.tag));
        head
    }

    pub fn state(&self) -> State {
        self.now().state.clone()
    }

    /// The ends of all batches.
    pub fn ends(&self) -> Vec<u64> {
        self.now().entries.iter().map(|(entry, _)| entry.last_seq).collect()
    }

    /// The position that a token names.
    pub fn opened(&self, token: &[u8]) -> Option<Position> {
        self.sealer.open(self.session, token)
    }

    /// The log is about to lose what comes after an event.
    pub fn lose_after(&self, seq: u64) {
        let epoch = self.head().epoch;
        let mut trial = self.now();
        trial.lossy.insert(epoch);
        trial.lose_after(seq);
    }

    /// Whether a loss was never said: nobody knew.
    pub fn is_lossy(&self) -> bool {
        let epoch = self.head().epoch;
        self.trial().lossy.contains(&epoch)
    }

    /// Whether a position is in the log. What was lost while its append was in doubt is appended
    /// again as it was, and then nothing is lost.
    pub fn holds(&self, at: Position) -> bool {
        let trial = self.now();
        trial.entries.iter().any(|(entry, _)| (entry.last_seq, entry.tag) == (at.seq, at.tag))
    }

    /// Whether something was ever lost.
    pub fn has_lost(&self) -> bool {
        !self.trial().lossy.is_empty()
    }

    /// Someone sends a command.
    pub fn sends(&self, key: Key) {
        let mut trial = self.trial();
        let after = trial.acked_to;
        let fate = trial.fates.entry(key).or_insert_with(|| Fate { after, ..Fate::default() });
        fate.sent += 1;
    }

    /// Someone was told that it is on disk.
    pub fn acked(&self, key: Key) {
        let mut trial = self.now();
        trial.checks += 1;
        let fate = trial.fates.entry(key).or_default();
        fate.is_acked = true;
        let (at, is_lost, refused) = (fate.at, fate.is_lost, fate.refused);
        match at {
            Some(at) => trial.acked_to = trial.acked_to.max(at),
            None if is_lost => {}
            None => trial.faults.push(format!("{key:?} was acknowledged and is not in the log")),
        }
        if refused.is_some() && trial.fates[&key].sent == 1 {
            trial.faults.push(format!("{key:?} was refused and acknowledged"));
        }
    }

    /// Someone was told that it did not happen.
    pub fn refused(&self, key: Key, code: ErrorCode) {
        let mut trial = self.now();
        trial.checks += 1;
        let fate = trial.fates.entry(key).or_default();
        fate.refused = Some(code);
        let fate = fate.clone();
        if fate.is_acked {
            trial.faults.push(format!("{key:?} was acknowledged and then refused: {code:?}"));
        } else if fate.at.is_some() && fate.sent == 1 {
            // Sent twice, one may be refused and the other happen: what is refused is decided again.
            trial.faults.push(format!("{key:?} was refused and is in the log: {code:?} {fate:?}"));
        }
    }

    /// Whether something that this person was told to be on disk was lost.
    pub fn lost_of(&self, person: PersonId) -> bool {
        let trial = self.now();
        trial.fates.iter().any(|(key, fate)| key.0 == person && fate.is_acked && fate.is_lost)
    }

    /// A line was shown to someone. `again`: they have it already.
    pub fn shown(&self, person: PersonId, line: &Line, again: bool) -> bool {
        let mut trial = self.now();
        trial.checks += 1;
        let audience = trial.lines.get(&line.id).map(|key| Chat::default().audience(key));
        let is_theirs = match &audience {
            None => false,
            Some(Audience::Everyone) => true,
            Some(Audience::Facilitators) => trial.ran.contains(&person),
            Some(Audience::People(members)) => members.contains(&person),
            // Nobody opens rooms here.
            Some(Audience::Room(_) | Audience::RoomBut(..)) => false,
        };
        if audience.is_none() {
            trial.faults.push(format!("{} was shown and is not in the log", line.text));
        } else if !is_theirs {
            trial.faults.push(format!("{} was shown to {person:?}: {audience:?}", line.text));
        } else if again {
            trial.faults.push(format!("{} was shown twice to {person:?}", line.text));
        }
        is_theirs
    }

    /// What came of a run was shown to someone: to everyone, or because of who they are.
    pub fn results(&self, person: PersonId, run_id: &str, to_everyone: bool) {
        let mut trial = self.now();
        trial.checks += 1;
        let run = RunId::from_wire(run_id).unwrap();
        let is_live = trial.showing(run) == Some(Showing::Live);
        let is_theirs = match to_everyone {
            true => trial.revealed.contains(&run),
            false => {
                trial.ran.contains(&person) || (is_live && trial.voted.contains(&(run, person)))
            }
        };
        if !is_theirs {
            trial.faults.push(format!("what came of {run_id} was shown to {person:?} too early"));
        }
    }

    /// Someone has everything up to where this token is, they are told.
    pub fn sees(&self, person: PersonId, token: &Bytes, view: &View) {
        let at = self.opened(token);
        let mut trial = self.now();
        trial.checks += 1;
        let state = at.and_then(|at| trial.states.get(&at.tag).cloned());
        let (Some(at), Some(state)) = (at, state) else {
            trial.faults.push(format!("{person:?} was told of {at:?}, which is in no log"));
            return;
        };
        if trial.lossy.contains(&at.epoch) {
            return;
        }
        drop(trial);
        if let Some(difference) = difference(&state, person, view) {
            self.blame(format!(
                "at {} the view of {person:?} is not its own: {difference}",
                at.seq
            ));
        }
    }

    /// What was asked for, at the end of it all, by those who stayed for the answer.
    pub fn close(&self, stayed: &HashSet<PersonId>) {
        let mut trial = self.now();
        let trial = &mut *trial;
        for (key, fate) in &trial.fates {
            let is_there = fate.at.is_some() || fate.is_lost;
            let is_wrong = match (fate.is_acked, fate.refused) {
                (true, _) => !is_there,
                // Sent again it is a new try, and what was late on its way may come after.
                (false, Some(_)) => fate.at.is_some() && fate.sent == 1,
                (false, None) => stayed.contains(&key.0),
            };
            if is_wrong {
                trial.faults.push(format!("{key:?} came to nothing good: {fate:?}"));
            }
        }
    }
}

/// Where a view is not what the domain draws.
pub fn difference(state: &State, person: PersonId, view: &View) -> Option<String> {
    let right = sorted(codec::view(&state.view(&state.viewer(person))));
    let view = sorted(view.clone());
    if view == right {
        return None;
    }
    let (view, right) = (format!("{view:#?}"), format!("{right:#?}"));
    let mut lines = view.lines().zip(right.lines()).enumerate();
    let first = lines.find(|(_, (one, other))| one != other);
    Some(format!("{first:?} of {} and {} lines", view.lines().count(), right.lines().count()))
}

fn closed(event: &Event) -> Option<RunId> {
    match event {
        Event::Poll(poll::Event::Closed(run)) => Some(*run),
        _ => None,
    }
}

impl Trial {
    fn fold(&mut self, entry: Entry) {
        match follow(self.head, &entry) {
            Ok(after) => self.head = after,
            Err(broken) => self.faults.push(format!("{broken}")),
        }
        let facts = codec::decode(&entry).unwrap();
        for (seq, fact) in (entry.first_seq..).zip(&facts) {
            self.state.apply(seq, fact);
            self.note(seq, fact);
            if let (Actor::Person(person), Some(id)) = (fact.by, fact.command) {
                self.happened((person, id.instance, id.n), seq, entry.first_seq);
            }
        }
        self.states.insert(entry.tag, self.state.clone());
        let closed: Vec<RunId> = facts.iter().filter_map(|fact| closed(&fact.event)).collect();
        self.entries.push((entry, facts));
        closed.into_iter().for_each(|run| self.recount(run));
    }

    fn showing(&self, run: RunId) -> Option<Showing> {
        self.state.polls.run(run).map(|found| found.poll.showing)
    }

    /// A run has closed: the last ballot of each person counts, and nothing else.
    fn recount(&mut self, run: RunId) {
        self.checks += 1;
        let facts = self.entries.iter().flat_map(|(_, facts)| facts);
        let last: HashMap<PersonId, &[Answer]> = facts
            .filter_map(|fact| match &fact.event {
                Event::Poll(poll::Event::Cast(of, person, answers)) if *of == run => {
                    Some((*person, &**answers))
                }
                _ => None,
            })
            .collect();
        let mut counts = vec![0; polls::OPTIONS];
        for answer in last.values().flat_map(|answers| answers.iter()) {
            if let Value::Picks(picks) = &answer.value {
                picks.iter().for_each(|pick| counts[*pick as usize] += 1);
            }
        }
        let people = u32::try_from(last.len()).unwrap();
        let Some(found) = self.state.polls.run(run) else { return };
        let counted = &found.counted;
        if (counted.answered, &counted.items[0].counts) != (people, &counts) {
            let fault = format!("{people} answered {run:?}, {counts:?}, and it says {counted:?}");
            self.faults.push(fault);
        }
    }

    fn note(&mut self, seq: u64, fact: &Recorded) {
        match &fact.event {
            Event::Chat(chat::Event::Sent { line, channel, text, .. }) => {
                self.lines.insert(line.to_wire(), channel.clone());
                if let Some(before) = self.said.insert(text.clone(), seq) {
                    self.faults.push(format!("{text} was said twice: at {before} and {seq}"));
                }
            }
            Event::Roster(roster::Event::Added(new)) if new.permission.runs_sessions() => {
                self.ran.insert(new.id);
            }
            Event::Roster(roster::Event::PermissionSet(person, to)) if to.runs_sessions() => {
                self.ran.insert(*person);
            }
            Event::Poll(poll::Event::Cast(run, person, _)) => {
                self.voted.insert((*run, *person));
            }
            Event::Poll(poll::Event::Revealed(run, true)) => {
                self.revealed.insert(*run);
            }
            Event::Poll(poll::Event::Closed(run)) => {
                let is_live = self.showing(*run) == Some(Showing::Live);
                self.revealed.extend(is_live.then_some(*run));
            }
            _ => {}
        }
    }

    fn happened(&mut self, key: Key, seq: u64, batch_from: u64) {
        let fate = self.fates.entry(key).or_default();
        if fate.sent == 0 {
            self.faults.push(format!("{key:?} happened and nobody asked"));
        }
        if fate.at.is_some_and(|at| at < batch_from) {
            self.faults.push(format!("{key:?} happened twice: {fate:?} and at {seq}"));
        }
        if seq <= fate.after {
            self.faults.push(format!("{key:?} at {seq} overtook what was before: {fate:?}"));
        }
        fate.at = Some(seq);
    }

    fn lose_after(&mut self, seq: u64) {
        while self.entries.last().is_some_and(|(entry, _)| entry.last_seq > seq) {
            let Some((_, facts)) = self.entries.pop() else { break };
            for fact in facts {
                if let Event::Chat(chat::Event::Sent { text, .. }) = &fact.event {
                    self.said.remove(text);
                }
            }
        }
        for fate in self.fates.values_mut() {
            if fate.at.is_some_and(|at| at > seq) {
                (fate.at, fate.is_lost) = (None, true);
            }
            fate.after = fate.after.min(seq);
        }
        self.acked_to = self.acked_to.min(seq);
        let tag = self.entries.last().map_or(Tag::START, |(entry, _)| entry.tag);
        self.head = Position { seq, tag, ..self.head };
        self.state = self.states[&tag].clone();
    }
}
