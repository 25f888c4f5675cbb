//! The task of one live session: decides what waits, appends it as one batch, and shows
//! what has become durable.

use crate::{
    clock, codec,
    domain::{Actor, Command, State, roster},
    fold::{FoldError, Folded, Outcome, Step},
    live::{
        BATCH_COMMANDS_MAX, Close, Forgetting, Hub, IDLE, INBOX_MAX, ReaderId, Refusal,
        SETTLE_PAUSE, SNAPSHOT_EVENTS, Sealer, Session, TICK,
        answers::Answers,
        deciding::Deciding,
        forgetting::is_over,
        forward::{Forwarding, can_go},
        loss,
        present::Attendance,
        pump,
        reader::Reply,
        session::{From, Waiting},
        shown::{Encoded, Shown},
    },
    log::{Append, Batch, EventLog, LogError, LogId, Sealed, Tail},
    nodes::Nodes,
    proto::NodeAnswer,
};
use std::{pin::Pin, sync::Arc};
use tokio::{
    sync::{Notify, mpsc},
    time::{Interval, MissedTickBehavior},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::Instrument;

/// How much later than its home another node does what is due.
const LATE_MS: i64 = 1500;

/// Between two looks whether the log is still what was folded, in ticks: 5 s.
const LOOK_TICKS: u32 = 20;

/// Everything that can happen to a session's task.
enum Signal {
    /// Someone asks for something.
    Asked(Waiting),
    /// The append came back.
    Appended(Result<Append, LogError>),
    /// Another node has decided.
    Forwarded(Option<NodeAnswer>),
    /// Someone else may have appended.
    Tail,
    /// Time for presence, attendance and housekeeping.
    Tick,
    /// The server shuts down.
    Drain,
}

/// How a session's task is told to end, and how it tells that it has.
pub(super) struct Stop {
    /// The server shuts down.
    pub(super) drain: CancellationToken,
    /// What the task starts besides itself; a shutdown waits for it.
    pub(super) tracker: TaskTracker,
}

/// A batch on its way to the disk.
struct Writing {
    batch: Batch,
    /// The state with its facts folded: durable once the append is.
    after: State,
    shown: Vec<Shown>,
    /// The commands that it answers, and how.
    answers: Vec<(Waiting, Result<(), Refusal>)>,
    append: Pin<Box<dyn Future<Output = Result<Append, LogError>> + Send>>,
}

/// Whether the task goes on.
#[derive(PartialEq, Eq)]
enum Then {
    GoOn,
    End,
}

/// The task of one session.
pub(super) struct Task {
    hub: Arc<Hub>,
    /// Durable, always.
    folded: Folded<State>,
    inbox: mpsc::Receiver<Waiting>,
    waiting: Vec<Waiting>,
    writing: Option<Writing>,
    forwarding: Option<Forwarding>,
    /// The outcome of the last append is unknown, and it is being settled.
    is_failing: bool,
    tail: Tail,
    /// Someone has seen more than is known here.
    look: Arc<Notify>,
    forgetting: Forgetting,
    encoded: Encoded,
    nodes: Nodes,
    snapshot_at: u64,
    ticks: u32,
    /// How many acknowledged events the log has lost, if it has.
    lost: Option<u64>,
    stop: Stop,
}

impl Task {
    /// Loads a session: a handle on it, and its task, which must then be run.
    pub(super) async fn load(
        forgetting: Forgetting,
        id: LogId,
        sealer: Sealer,
        nodes: Nodes,
        stop: Stop,
    ) -> Result<(Session, Self), FoldError> {
        let log: Arc<dyn EventLog> = Arc::<Sealed>::clone(&forgetting.log);
        let tail = log.tail(id);
        let mut folded = Folded::<State>::open(Arc::clone(&log), id, u64::MAX).await?;
        let now = clock::now();
        let session = folded.state().session.id;
        let hub = Arc::new(Hub::new(session, sealer, now, folded.position()));
        let snapshot_at = folded.position().seq;
        // Those who were there before a restart come back to exactly what they missed.
        let mut encoded = Encoded::default();
        let remember = |step: Step<'_, State>| hub.remember(Shown::of_step(&step, &mut encoded));
        folded.catch_up(|_, _| true, remember).await?;
        Forgetting::catch_up(&mut folded);
        hub.load(folded.state().clone(), folded.position(), now);
        let (sender, inbox) = mpsc::channel(INBOX_MAX);
        let look = Arc::new(Notify::new());
        let task = Self {
            hub: Arc::clone(&hub),
            folded,
            inbox,
            waiting: Vec::new(),
            writing: None,
            forwarding: None,
            is_failing: false,
            tail,
            look: Arc::clone(&look),
            forgetting,
            encoded,
            nodes: nodes.clone(),
            snapshot_at,
            ticks: 0,
            lost: None,
            stop,
        };
        Ok((Session { hub, inbox: sender, nodes, look, log }, task))
    }

    /// Runs until nobody needs the session or the server shuts down. What comes
    /// out: how many acknowledged events the log has lost, if it has.
    pub(super) async fn run(mut self) -> Option<u64> {
        let pump = self.stop.tracker.spawn(pump::run(Arc::clone(&self.hub)));
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let signal = self.next(&mut ticks).await;
            if self.handle(signal).await == Then::End {
                break;
            }
        }
        pump.abort();
        self.lost
    }

    async fn next(&mut self, ticks: &mut Interval) -> Signal {
        // Told once, also when the shutdown begins while something else is being handled.
        let is_told = self.inbox.is_closed();
        let is_writing = self.writing.is_some();
        let append = async {
            match &mut self.writing {
                Some(writing) => writing.append.as_mut().await,
                None => std::future::pending().await,
            }
        };
        let forwarded = async {
            match &mut self.forwarding {
                Some(forwarding) => forwarding.answer.as_mut().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            appended = append => Signal::Appended(appended),
            // What an answer rests on cannot be folded while an append is on its way.
            answer = forwarded, if !is_writing => Signal::Forwarded(answer),
            () = self.look.notified(), if !is_writing => Signal::Tail,
            Some(asked) = self.inbox.recv(), if self.waiting.len() < BATCH_COMMANDS_MAX => {
                Signal::Asked(asked)
            }
            () = self.tail.changed(), if !is_writing => Signal::Tail,
            () = self.stop.drain.cancelled(), if !is_told => Signal::Drain,
            _ = ticks.tick() => Signal::Tick,
        }
    }

    async fn handle(&mut self, signal: Signal) -> Then {
        let outcome = match signal {
            Signal::Asked(asked) => {
                self.waiting.push(asked);
                while self.waiting.len() < BATCH_COMMANDS_MAX
                    && let Ok(asked) = self.inbox.try_recv()
                {
                    self.waiting.push(asked);
                }
                Ok(Then::GoOn)
            }
            Signal::Appended(appended) => self.appended(appended).await,
            Signal::Forwarded(answer) => self.forwarded(answer).await.map(|()| Then::GoOn),
            Signal::Tail => self.catch_up().await.map(|()| Then::GoOn),
            Signal::Tick if self.is_lost().await => return self.lose().await,
            Signal::Tick => Ok(self.tick()),
            Signal::Drain => {
                // What has come is decided; what comes now is told to come back.
                self.inbox.close();
                Ok(Then::GoOn)
            }
        };
        let outcome = match outcome {
            Ok(Then::GoOn) => self.work().await,
            other => other,
        };
        match outcome {
            Ok(then) => then,
            Err(error) => {
                // What is in the log cannot be folded. Serving on would be guessing.
                tracing::error!(
                    session.id = codec::ids::WireId::to_wire(&self.hub.session),
                    error = &error as &dyn std::error::Error,
                    "the session cannot go on"
                );
                // Where this history went on there may be another.
                let is_broken = matches!(error, FoldError::Broken(_));
                if is_broken { self.lose().await } else { self.end(Close::Reloaded) }
            }
        }
    }

    /// Decides what waits, unless a batch is on its way.
    async fn work(&mut self) -> Result<Then, FoldError> {
        if self.is_failing {
            self.refuse_waiting();
        }
        let session = self.hub.session;
        loop {
            let is_outdated = self.folded.state().is_outdated;
            let home = if is_outdated { self.nodes.newer() } else { self.nodes.home(session) };
            // What is decided here comes first: it may be of the same people.
            if let (None, None, Some(home)) = (&self.forwarding, &self.writing, home) {
                self.forwarding = Forwarding::start(&self.nodes, home, session, &mut self.waiting);
            }
            // While some are away, others of the same people must not overtake them.
            let all_ours = home.is_none() && self.forwarding.is_none();
            let is_ours = |waiting: &Waiting| all_ours || !can_go(waiting);
            if self.writing.is_some() || !self.waiting.iter().any(is_ours) {
                break;
            }
            let all = std::mem::take(&mut self.waiting);
            let (ours, theirs) = all.into_iter().partition(is_ours);
            self.waiting = theirs;
            if is_outdated {
                Answers::without_deciding(ours, self.folded.state()).give(&self.hub);
            } else if self.decide(ours).await? == Then::End {
                return Ok(Then::End);
            }
        }
        let is_done = self.writing.is_none() && self.forwarding.is_none();
        if self.stop.drain.is_cancelled() && (is_done || self.is_failing) {
            return Ok(self.end(Close::Draining));
        }
        Ok(Then::GoOn)
    }

    /// Another node has decided, or could not be reached.
    async fn forwarded(&mut self, answer: Option<NodeAnswer>) -> Result<(), FoldError> {
        let Some(forwarding) = self.forwarding.take() else { return Ok(()) };
        let rests_on = answer.as_ref().map_or(0, |answer| answer.seq);
        if rests_on > self.folded.position().seq {
            self.catch_up().await?;
        }
        let here = self.folded.position();
        let is_shown = |answer: &NodeAnswer| {
            answer.seq <= here.seq && answer.epoch == here.epoch.0.as_bytes()[..]
        };
        let (replies, again) = forwarding.settle(answer.as_ref().filter(|answer| is_shown(answer)));
        self.hub.reply(replies);
        if !again.is_empty() {
            // What came after them stays after them.
            self.waiting.iter_mut().for_each(|waiting| waiting.sent = None);
            self.waiting.splice(0..0, again);
        }
        Ok(())
    }

    /// Decides all waiting commands one after the other, each on what the ones before it
    /// have changed.
    async fn decide(&mut self, waiting: Vec<Waiting>) -> Result<Then, FoldError> {
        let mut deciding = Deciding {
            now: clock::now().max(self.folded.state().last_at),
            seq: self.folded.position().seq,
            after: self.folded.state().clone(),
            facts: Vec::new(),
            shown: Vec::new(),
            encoded: &mut self.encoded,
            too_new: self.nodes.too_new(),
        };
        let answers = waiting.into_iter().map(|waiting| (deciding.answer(&waiting), waiting));
        let answers: Vec<_> = answers.map(|(answer, waiting)| (waiting, answer)).collect();
        let Deciding { after, facts, shown, .. } = deciding;
        if facts.is_empty() {
            return self.answer_without_facts(answers).await;
        }
        let batch = self.folded.batch(clock::id(), &facts, &after, &mut clock::secret::<16>);
        let (commands, events) = (answers.len(), batch.events);
        let session = codec::ids::WireId::to_wire(&self.hub.session);
        let span = tracing::debug_span!("batch", session.id = session, commands, events);
        let append = Box::pin(self.folded.append(batch.clone()).instrument(span));
        self.writing = Some(Writing { batch, after, shown, answers, append });
        Ok(Then::GoOn)
    }

    /// Nothing guards a refusal that was decided on an old state, so look at the log first.
    async fn answer_without_facts(
        &mut self,
        answers: Vec<(Waiting, Result<(), Refusal>)>,
    ) -> Result<Then, FoldError> {
        let is_current = match answers.iter().any(|(_, answer)| answer.is_err()) {
            true => self.folded.is_current().await,
            false => Ok(true),
        };
        match is_current {
            Ok(true) => Answers::of(answers).give(&self.hub),
            Ok(false) => {
                let again = answers.into_iter().map(|(waiting, _)| waiting);
                self.waiting.splice(0..0, again);
                let before = self.folded.position();
                self.catch_up().await?;
                if self.folded.position() == before {
                    // The log has less than we do: another history.
                    return Ok(self.lose().await);
                }
            }
            Err(_) => Answers::unknown(answers).give(&self.hub),
        }
        Ok(Then::GoOn)
    }

    /// Shows what others have appended.
    async fn catch_up(&mut self) -> Result<(), FoldError> {
        let mut shown = Vec::new();
        let hub = Arc::clone(&self.hub);
        let see = |step: Step<'_, State>| shown.push(Shown::of_step(&step, &mut self.encoded));
        match self.folded.catch_up(|_, _| true, see).await {
            // Reading goes on from memory while the store is away.
            Ok(()) | Err(FoldError::Log(_)) => {}
            Err(error) => return Err(error),
        }
        self.forgetting.forget(&mut self.folded, &shown, &self.stop.tracker);
        if !shown.is_empty() {
            hub.publish(self.folded.state().clone(), self.folded.position(), shown, Vec::new());
        }
        Ok(())
    }

    async fn appended(&mut self, appended: Result<Append, LogError>) -> Result<Then, FoldError> {
        let Some(mut writing) = self.writing.take() else { return Ok(Then::GoOn) };
        let append = match appended {
            Ok(append) => append,
            Err(error) => {
                self.settle_later(writing, &error);
                return Ok(Then::GoOn);
            }
        };
        self.is_failing = false;
        let mut others = Vec::new();
        let see = |step: Step<'_, State>| others.push(Shown::of_step(&step, &mut self.encoded));
        match self.folded.settle(append, writing.batch, writing.after, see)? {
            Outcome::Done => {
                let mut answers = Answers::of(std::mem::take(&mut writing.answers));
                self.show(writing.shown, std::mem::take(&mut answers.replies));
                answers.tell();
            }
            Outcome::Moved => {
                self.show(others, Vec::new());
                let again = writing.answers.into_iter().map(|(waiting, _)| waiting);
                self.waiting.splice(0..0, again);
            }
            Outcome::Diverged => return Ok(self.lose().await),
        }
        Ok(Then::GoOn)
    }

    fn show(&mut self, shown: Vec<Shown>, replies: Vec<(ReaderId, Reply)>) {
        self.forgetting.forget(&mut self.folded, &shown, &self.stop.tracker);
        let (state, position) = (self.folded.state().clone(), self.folded.position());
        let may_be_saved = state.may_be_saved();
        let has_ended = !is_over(&self.hub.state()) && is_over(&state);
        self.hub.publish(state, position, shown, replies);
        // A snapshot holds all that was said: ever rarer ones keep their sum within bounds.
        let apart = SNAPSHOT_EVENTS.max(self.snapshot_at / 8);
        if (has_ended || position.seq >= self.snapshot_at + apart) && may_be_saved {
            self.snapshot_at = position.seq;
            let snapshot = self.folded.snapshot();
            self.stop.tracker.spawn(async move {
                if let Err(error) = snapshot.await {
                    // Only a short cut is lost.
                    tracing::warn!(error = &error as &dyn std::error::Error, "no snapshot");
                }
            });
        }
    }

    /// The batch may be on disk or not. Those who asked are told so, and the same batch is
    /// sent again until the log says what became of it.
    fn settle_later(&mut self, mut writing: Writing, error: &LogError) {
        if !self.is_failing {
            tracing::error!(error = error as &dyn std::error::Error, "an append is in doubt");
        }
        self.is_failing = true;
        let answers = std::mem::take(&mut writing.answers);
        Answers::unknown(answers).give(&self.hub);
        let append = self.folded.append(writing.batch.clone());
        writing.append = Box::pin(async move {
            tokio::time::sleep(SETTLE_PAUSE).await;
            append.await
        });
        self.writing = Some(writing);
    }

    fn refuse_waiting(&mut self) {
        let answers = self.waiting.drain(..).map(|waiting| (waiting, Err(Refusal::RetryLater)));
        Answers::of(answers).give(&self.hub);
    }

    fn tick(&mut self) -> Then {
        let now = clock::now();
        let session = self.hub.session;
        let elsewhere = (!self.nodes.is_alone()).then(|| self.nodes.elsewhere(session));
        let (Attendance { arrive, depart }, moves) = self.hub.tick(now, elsewhere.as_deref());
        if !(moves.came.is_empty() && moves.went.is_empty()) {
            self.nodes.tell(session, &moves.came, &moves.went);
        }
        // Asking again before the last answer would only repeat it.
        if !self.waiting.iter().any(|waiting| matches!(waiting.from, From::Tick)) {
            let arrive = (!arrive.is_empty()).then_some(roster::Command::Arrive(arrive));
            let depart = depart.into_iter().map(|(who, when)| roster::Command::Depart(who, when));
            let attendance = depart.chain(arrive).map(Command::Roster);
            // Others look later, in case the home of the session does not.
            let is_home = self.nodes.home(session).is_none();
            let now = if is_home { now } else { now - LATE_MS };
            let due = self.folded.state().due(now, self.forgetting.after_ms());
            let asked = attendance.chain(due);
            self.waiting.extend(asked.map(|asked| Waiting::new(From::Tick, Actor::Server, asked)));
        }
        let idle_ms = i64::try_from(IDLE.as_millis()).unwrap_or(i64::MAX);
        // Those who are elsewhere may send their commands here.
        let is_empty = elsewhere.is_none_or(|elsewhere| elsewhere.is_empty());
        let is_quiet = self.hub.empty_since().is_some_and(|since| since + idle_ms <= now);
        let is_idle = is_empty && is_quiet && !self.folded.state().will_forget();
        let is_done = self.writing.is_none()
            && self.forwarding.is_none()
            && self.waiting.is_empty()
            && self.inbox.is_empty();
        if is_idle && is_done && self.hub.shut_if_empty() { Then::End } else { Then::GoOn }
    }

    /// Whether the log has another history now: a node that has little to do would not notice.
    async fn is_lost(&mut self) -> bool {
        self.ticks = (self.ticks + 1) % LOOK_TICKS;
        // An append in doubt finds out by itself.
        let looks = self.ticks == 0 && !self.is_failing;
        looks && self.folded.is_lost().await.unwrap_or(false)
    }

    /// The log is not what it was. That is said in it, and everyone comes back to what is left.
    async fn lose(&mut self) -> Then {
        // Nobody comes in here before it is said.
        let then = self.end(Close::Reloaded);
        self.lost = loss::report(&self.folded, self.hub.session).await;
        then
    }

    fn end(&mut self, close: Close) -> Then {
        let went = self.hub.shut(close);
        if !went.is_empty() {
            self.nodes.tell(self.hub.session, &[], &went);
        }
        if let Some(writing) = self.writing.take() {
            Answers::unknown(writing.answers).tell();
        }
        self.refuse_waiting();
        Then::End
    }
}
