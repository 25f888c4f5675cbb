//! A client of the live protocol, written from its description: keeps a view, applies
//! changes, counts them.

use super::{
    boards::HeldBoards,
    browser::Browser,
    link::{Link, Read},
    view::{apply, sorted},
};
use bytes::Bytes;
use convene::{
    codec::json,
    proto::{
        self, ClientFrame, Command, Consent, Goodbye, Hello, Reject, SendLine, ServerFrame, View,
        Why, client_frame, command::Body, send_line, server_item::Item,
    },
};
use flate2::read::GzDecoder;
use prost::Message as _;
use std::{collections::BTreeSet, io::Read as _, time::Duration};

const PATIENCE: Duration = Duration::from_secs(10);

/// What a client keeps when its connection is gone.
#[derive(Clone, Default)]
pub struct Kept {
    pub view: View,
    pub instance: u64,
    pub resume_token: Bytes,
    pub received_since: u32,
    pub next_n: u64,
}

pub struct Live {
    pub link: Link,
    pub is_json: bool,
    pub kept: Kept,
    pub why: Why,
    pub here: BTreeSet<String>,
    pub acked: Vec<u64>,
    pub rejected: Vec<Reject>,
    pub goodbye: Option<Goodbye>,
    pub close_code: Option<u16>,
    pub resyncs: usize,
    pub frames: usize,
    pub changes: usize,
    /// Whether it says that it reads packed frames, and how many came.
    pub unpacks: bool,
    pub packed: usize,
    /// How many bytes came, before they were unpacked.
    pub received: usize,
    /// Every byte that came, to look for what must not be in it.
    pub bytes: Vec<u8>,
    /// Boards that it looks at.
    pub boards: HeldBoards,
}

impl Live {
    /// Comes in for the first time.
    pub async fn enter(browser: &Browser, session: &str) -> Self {
        Self::enter_with(browser, session, Kept::default()).await
    }

    /// Comes in with what was kept.
    pub async fn enter_with(browser: &Browser, session: &str, kept: Kept) -> Self {
        let mut live = Self::open(browser, "convene.v1.proto", kept).await;
        let ticket = browser.ticket(session).await.unwrap();
        live.hello(ticket).await;
        live.until("welcome", |live| live.why != Why::Unspecified).await;
        live
    }

    pub async fn open(browser: &Browser, protocol: &'static str, kept: Kept) -> Self {
        let link = Link::open(browser, protocol).await;
        Self {
            link,
            is_json: protocol.ends_with("json"),
            kept: Kept { next_n: kept.next_n.max(1), ..kept },
            why: Why::Unspecified,
            here: BTreeSet::new(),
            acked: Vec::new(),
            rejected: Vec::new(),
            goodbye: None,
            close_code: None,
            resyncs: 0,
            frames: 0,
            changes: 0,
            unpacks: true,
            packed: 0,
            boards: HeldBoards::default(),
            received: 0,
            bytes: Vec::new(),
        }
    }

    pub async fn hello(&mut self, ticket: String) {
        let hello = Hello {
            ticket,
            instance: self.kept.instance,
            resume_token: self.kept.resume_token.clone(),
            received_since: self.kept.received_since,
            revision: 1,
            unpacks: self.unpacks,
        };
        self.send(client_frame::Item::Hello(hello)).await;
    }

    pub async fn send(&mut self, item: client_frame::Item) {
        self.link.send(ClientFrame { item: Some(item) }, self.is_json).await;
    }

    /// Sends a command under the next number, and does not wait.
    pub async fn command(&mut self, body: Body) -> u64 {
        let n = self.kept.next_n;
        self.kept.next_n += 1;
        self.resend(n, body).await;
        n
    }

    pub async fn resend(&mut self, n: u64, body: Body) {
        self.send(client_frame::Item::Command(Command { n, body: Some(body) })).await;
    }

    /// Sends a command and waits for its answer.
    pub async fn ask(&mut self, body: Body) -> Result<(), Reject> {
        let n = self.command(body).await;
        self.answer(n).await
    }

    pub async fn answer(&mut self, n: u64) -> Result<(), Reject> {
        let is_answer = |live: &Self| {
            live.acked.contains(&n) || live.rejected.iter().any(|reject| reject.n == n)
        };
        self.until("an answer", is_answer).await;
        match self.rejected.iter().position(|reject| reject.n == n) {
            Some(at) => Err(self.rejected.remove(at)),
            None => Ok(()),
        }
    }

    pub async fn consent(&mut self) {
        self.ask(answer_consent(Consent::Given)).await.unwrap();
    }

    pub async fn says(&mut self, text: &str) {
        self.ask(say(text)).await.unwrap();
    }

    /// Ends the session without the countdown.
    pub async fn ends(&mut self) {
        for now in [false, true] {
            self.ask(Body::EndSession(proto::EndSession { now })).await.unwrap();
        }
    }

    /// Reads frames until something is so.
    #[track_caller]
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) -> impl Future<Output = ()> {
        let caller = std::panic::Location::caller();
        async move {
            let wait = async {
                while !is_so(self) {
                    assert!(self.read().await, "closed while waiting for {what} at {caller}");
                }
            };
            let waited = tokio::time::timeout(PATIENCE, wait).await;
            assert!(waited.is_ok(), "waited for {what} at {caller}");
        }
    }

    pub async fn until_line(&mut self, text: &str) {
        self.until(text, |live| live.lines().iter().any(|line| line == text)).await;
    }

    /// Reads until the server closes. The close code.
    pub async fn until_closed(&mut self) -> u16 {
        let wait = async { while self.read().await {} };
        tokio::time::timeout(PATIENCE, wait).await.expect("closed in time");
        self.close_code.unwrap_or_default()
    }

    /// Reads one message. False: the connection is over.
    pub async fn read(&mut self) -> bool {
        let bytes = match self.link.read().await {
            Read::Frame(bytes) => bytes,
            Read::Closed(code) => {
                self.close_code = code;
                return true;
            }
            Read::Nothing => return true,
            Read::End => return false,
        };
        self.received += bytes.len();
        self.bytes.extend_from_slice(&bytes);
        let frame: ServerFrame = match self.is_json {
            true => json::read(&bytes).unwrap(),
            false => ServerFrame::decode(bytes).unwrap(),
        };
        self.frames += 1;
        for item in frame.items {
            self.take(item.item.unwrap());
        }
        true
    }

    fn take(&mut self, item: Item) {
        match item {
            Item::Welcome(welcome) => {
                self.why = welcome.why();
                self.kept.instance = welcome.instance;
                assert_eq!(welcome.view.is_some(), self.why != Why::Resumed);
                if let Some(view) = welcome.view {
                    self.kept.view = view;
                }
                self.token(welcome.resume_token);
            }
            Item::Change(change) => {
                self.kept.received_since += 1;
                self.changes += 1;
                apply(&mut self.kept.view, change.change.unwrap());
            }
            Item::Ack(ack) => {
                self.acked.push(ack.n);
                self.token(ack.resume_token);
            }
            Item::Reject(reject) => self.rejected.push(reject),
            Item::Presence(presence) => {
                if presence.full {
                    self.here.clear();
                }
                self.here.extend(presence.here);
                presence.away.iter().for_each(|id| {
                    self.here.remove(id);
                });
            }
            Item::Resync(resync) => {
                self.resyncs += 1;
                self.kept.view = resync.view.unwrap();
                self.token(resync.resume_token);
            }
            Item::Heartbeat(heartbeat) => self.token(heartbeat.resume_token),
            Item::Packed(packed) => {
                self.packed += 1;
                let mut bytes = Vec::new();
                GzDecoder::new(&*packed.gzip).read_to_end(&mut bytes).unwrap();
                self.bytes.extend_from_slice(&bytes);
                let frame = ServerFrame::decode(&*bytes).unwrap();
                frame.items.into_iter().for_each(|item| self.take(item.item.unwrap()));
            }
            Item::BoardOpened(opened) => self.boards.opened(opened),
            Item::BoardChanged(changed) => self.boards.changed(changed),
            Item::BoardClosed(closed) => self.boards.closed(&closed.board_id),
            Item::BoardSigns(signs) => self.boards.signs(signs),
            Item::Goodbye(goodbye) => {
                // Over HTTP no other close follows.
                self.close_code = u16::try_from(goodbye.code).ok();
                self.goodbye = Some(goodbye);
            }
        }
    }

    fn token(&mut self, token: Bytes) {
        if !token.is_empty() {
            self.kept.resume_token = token;
            self.kept.received_since = 0;
        }
    }

    /// The lines of the plenary.
    pub fn lines(&self) -> Vec<String> {
        self.lines_of("plenary")
    }

    pub fn lines_of(&self, channel: &str) -> Vec<String> {
        let channels = self.kept.view.channels.iter().filter(|found| found.id == channel);
        channels.flat_map(|channel| &channel.lines).map(|line| line.text.clone()).collect()
    }

    pub fn view(&self) -> View {
        sorted(self.kept.view.clone())
    }

    pub fn sees_bytes(&self, text: &str) -> bool {
        self.bytes.windows(text.len()).any(|window| window == text.as_bytes())
    }
}

/// What a reader holds is what a newcomer is given, as soon as what is counted by the tick has
/// reached both.
pub async fn equals_fresh(live: &mut Live, browser: &Browser, session: &str, what: &str) {
    let mut fresh = Live::enter(browser, session).await;
    let wanted = fresh.view();
    if live.view() != wanted {
        // It may know of a count that the other does not, or the other way round.
        let same = live.until("a count", |live| live.view() == wanted);
        let _ = tokio::time::timeout(Duration::from_secs(2), same).await;
        let here = live.view();
        let same = fresh.until("a count", |fresh| fresh.view() == here);
        let _ = tokio::time::timeout(Duration::from_secs(2), same).await;
    }
    assert_eq!(live.view(), fresh.view(), "{what}");
}

pub fn answer_consent(answer: Consent) -> Body {
    Body::AnswerConsent(proto::AnswerConsent { answer: answer.into() })
}

pub fn say(text: &str) -> Body {
    let to = Some(send_line::To::Plenary(proto::ToPlenary {}));
    Body::SendLine(SendLine { text: text.to_owned(), to, ..SendLine::default() })
}

pub fn say_in_the_back(text: &str) -> Body {
    let to = Some(send_line::To::Facilitators(proto::ToFacilitators {}));
    Body::SendLine(SendLine { text: text.to_owned(), to, ..SendLine::default() })
}

pub fn say_to(people: &[&str], text: &str) -> Body {
    let person_ids = people.iter().map(ToString::to_string).collect();
    let to = Some(send_line::To::People(proto::ToPeople { person_ids }));
    Body::SendLine(SendLine { text: text.to_owned(), to, ..SendLine::default() })
}
