//! Random work on boards, and the law for what is on them.

use super::*;
use crate::domain::{
    BoardId, ElementId,
    board::{
        Carry, Command as C, Content, Event as E, Face, Header, Key, Kind as Of, Listing, Made,
        Mode, Opened as Whole, Owner, Part, Patch, Rank, Settings, Template, Update,
    },
};

/// Every kind of event that commands about boards lead to.
pub(in crate::domain::tests) const KINDS: [&str; 13] = [
    "board put",
    "board set",
    "board removed",
    "round's board set",
    "round's board removed",
    "boards of a round set",
    "edited a board",
    "copied to a board",
    "voted for an element",
    "vote for an element taken back",
    "element reported",
    "element hidden",
    "spotlight on a board",
];

pub(super) fn kind(event: &E) -> &'static str {
    match event {
        E::Put(_, _, elements) if elements.is_empty() => "board set",
        E::Put(..) => "board put",
        E::Removed(_) => "board removed",
        E::RoundSet(_, Some(_)) => "round's board set",
        E::RoundSet(_, None) => "round's board removed",
        E::AllSet(..) => "boards of a round set",
        E::Edited(..) => "edited a board",
        E::Copied(..) => "copied to a board",
        E::Voted(.., true) => "voted for an element",
        E::Voted(.., false) => "vote for an element taken back",
        E::Reported(..) => "element reported",
        E::Hidden(..) => "element hidden",
    }
}

/// Whether people work on boards in the story of this seed.
pub(super) fn are_in(seed: u64) -> bool {
    seed % 4 < 2
}

fn header(dice: &mut Dice) -> Header {
    Header {
        title: crate::domain::text::Text::title("Notice and wonder", "").unwrap(),
        face: dice.one(&[Face::Notes, Face::Canvas]),
        mode: dice.one(&[Mode::Open, Mode::Open, Mode::Open, Mode::Comments, Mode::Facilitators]),
        veiled: dice.below(3) == 0,
        votes_each: dice.one(&[0, 2, 3]),
        shared: dice.below(3) > 0,
        item: None,
        named: dice.coin(),
    }
}

fn made(kind: Of, parent: Option<ElementId>) -> Option<Made> {
    let image = (kind == Of::Image).then_some([7; 32]);
    Some(Made { kind, at: 0, by_desk: false, parent, image })
}

fn section(n: u128) -> Patch {
    let title = crate::domain::text::Text::title("We notice", "Notamos").unwrap();
    let id = ElementId(Uuid::from_u128(n));
    Patch { made: made(Of::Section, None), title: Some(title), ..Patch::of(id) }
}

/// Someone does something on a board, or tries to.
pub(super) fn work(story: &mut Story, dice: &mut Dice, n: u32) {
    if dice.below(3) > 0 {
        return;
    }
    let ids: Vec<_> = story.state.roster.everyone().map(|person| person.id).collect();
    let who = if dice.coin() { dice.one(&[ANA, BEN, FAY, FAY]) } else { dice.one(&ids) };
    let boards: Vec<_> = story.state.boards.iter().map(|(key, _)| key).collect();
    let key = match boards.is_empty() {
        true => Key::Plenary(BoardId(person_id(5).0)),
        false => dice.one(&boards),
    };
    let command = match dice.below(24) {
        0 | 1 if boards.len() < 6 => C::Put(
            None,
            Box::new(header(dice)),
            vec![section(u128::from(n) << 8), section((u128::from(n) << 8) + 1)],
        ),
        0 | 2 => C::Put(Some(key), Box::new(header(dice)), Vec::new()),
        1 if dice.below(4) == 0 => C::Remove(key),
        3 | 4 => on_rounds(story, dice, key),
        5 => {
            let on = session::Command::SetSpotlight(Some(Spotlight::Board(key)));
            let _ = story.ask(Actor::Person(FAY), on);
            return;
        }
        _ => on_board(story, dice, key, n),
    };
    let _ = story.ask(Actor::Person(who), command);
}

fn on_rounds(story: &Story, dice: &mut Dice, key: Key) -> C {
    let rounds: Vec<_> = story.state.breakouts.rounds.iter().map(|round| round.id).collect();
    if rounds.is_empty() {
        return C::Remove(key);
    }
    let round = dice.one(&rounds);
    match dice.below(8) {
        0 => C::SetRound(round, None),
        1..=4 => C::SetRound(
            round,
            Some(Template {
                header: header(dice),
                elements: vec![section(77)].into(),
                carry: dice.one(&[Carry::Nothing, Carry::Person, Carry::Room, Carry::Group]),
            }),
        ),
        5 | 6 => C::SetAll(
            round,
            Settings {
                mode: dice.one(&[Mode::Open, Mode::Comments]),
                veiled: dice.coin(),
                shared: dice.coin(),
            },
        ),
        _ => C::Harvest(round, key),
    }
}

fn on_board(story: &Story, dice: &mut Dice, key: Key, n: u32) -> C {
    let found = story.state.boards.get(key);
    let ids: Vec<_> = found.into_iter().flat_map(|board| board.elements.keys()).copied().collect();
    let fresh = ElementId(Uuid::from_u128((u128::from(n) << 8) + 2));
    let some = |dice: &mut Dice| if ids.is_empty() { fresh } else { dice.one(&ids) };
    let element = some(dice);
    match dice.below(12) {
        0..=6 => {
            let count = 1 + dice.below(3);
            let patches = (0..count).map(|_| {
                if dice.below(3) == 0 {
                    new(dice, fresh, &ids, n)
                } else {
                    let id = some(dice);
                    changed(dice, id)
                }
            });
            C::Edit(key, patches.collect())
        }
        7 | 8 => C::Vote(key, element, dice.below(3) > 0),
        9 => C::Report(key, element),
        10 => C::Hide(key, element, dice.below(3) > 0),
        _ => {
            let into = story.state.boards.iter().map(|(key, _)| key).collect::<Vec<_>>();
            let into = if into.is_empty() { key } else { dice.one(&into) };
            C::Carry { from: key, elements: vec![element, some(dice)], into, section: None }
        }
    }
}

fn new(dice: &mut Dice, id: ElementId, others: &[ElementId], n: u32) -> Patch {
    let kind = dice.one(&[Of::Note, Of::Note, Of::Stroke, Of::Comment, Of::Image, Of::Rectangle]);
    let other = (!others.is_empty()).then(|| dice.one(others));
    let is_stroke = kind == Of::Stroke;
    Patch {
        made: made(kind, other.filter(|_| kind == Of::Comment)),
        text: Some(format!("We see «{n}»")),
        points: is_stroke.then(|| vec![0, 0, 10, 10].into()),
        section: dice.coin().then_some(other),
        ..Patch::of(id)
    }
}

fn changed(dice: &mut Dice, id: ElementId) -> Patch {
    let patch = Patch::of(id);
    match dice.below(9) {
        0..=2 => Patch { x: Some(dice.one(&[0, 5, 10])), y: Some(dice.one(&[0, 20])), ..patch },
        3 => Patch { rank: Some(Rank::nth(dice.below(4))), ..patch },
        4 => Patch { gone: Some(true), ..patch },
        5 => Patch { gone: Some(false), ..patch },
        6 => Patch { locked: Some(dice.coin()), ..patch },
        7 => Patch { owner: Some(dice.coin().then_some(Owner::Person(ANA))), ..patch },
        _ => Patch { opacity: Some(dice.one(&[50, 100])), ..patch },
    }
}

/// Takes a step of which boards there are.
pub(in crate::domain::tests) fn apply_listing(view: &mut View, listing: Listing) {
    match listing {
        Listing::Put(key, header) => drop(view.boards.boards.insert(key, *header)),
        Listing::Gone(key) => drop(view.boards.boards.remove(&key)),
        Listing::Round(round, Some(template)) => {
            drop(view.boards.rounds.insert(round, template));
        }
        Listing::Round(round, None) => drop(view.boards.rounds.remove(&round)),
    }
}

/// An element as a client holds it.
#[derive(Clone, Debug, PartialEq)]
struct Held {
    made: Option<Made>,
    author: Option<PersonId>,
    content: Content,
    votes: u32,
    reports: u32,
    hidden: bool,
}

/// A board as a client holds it, who knows no rules.
#[derive(Clone, Debug, PartialEq)]
struct Client {
    header: Header,
    elements: BTreeMap<ElementId, Held>,
    my_votes: BTreeSet<ElementId>,
}

impl Client {
    fn open(whole: Whole) -> Self {
        let (elements, my_votes) = (BTreeMap::new(), BTreeSet::new());
        let mut client = Self { header: whole.header.clone(), elements, my_votes };
        client.reopen(whole);
        client
    }

    /// What has changed since it was seen, or all of it.
    fn reopen(&mut self, whole: Whole) {
        if whole.anew {
            self.elements.clear();
        }
        self.header = whole.header;
        self.my_votes = whole.my_votes.into_iter().collect();
        whole.parts.into_iter().for_each(|part| self.part(part));
    }

    fn part(&mut self, part: Part) {
        let Part { patch, votes, reports, hidden } = part;
        if patch.gone == Some(true) {
            self.elements.remove(&patch.id);
            return;
        }
        let held = self.elements.entry(patch.id).or_insert_with(|| Held {
            made: None,
            author: None,
            content: Content::default(),
            votes: 0,
            reports: 0,
            hidden: false,
        });
        held.made = patch.made.or(held.made);
        held.author = patch.author.or(held.author);
        held.content.take(&patch);
        held.votes = votes.unwrap_or(held.votes);
        held.reports = reports.unwrap_or(held.reports);
        held.hidden = hidden.unwrap_or(held.hidden);
    }

    fn take(&mut self, update: Update) {
        match update {
            Update::Header(header) => self.header = *header,
            Update::Parts(parts) => parts.into_iter().for_each(|part| self.part(part)),
            Update::MyVote(id, true) => drop(self.my_votes.insert(id)),
            Update::MyVote(id, false) => drop(self.my_votes.remove(&id)),
            Update::Anew | Update::Removed => panic!("that is another board"),
        }
    }
}

/// For every viewer, a board at n with the changes from n to m is the board at m, whether they
/// come one by one or at once.
#[test]
fn the_law_holds_for_boards() {
    let (mut compared, mut delayed) = (0, 0);
    for seed in (0..24).filter(|seed| are_in(*seed)) {
        let story = story(seed);
        for who in [ANA, BEN, EVA, FAY, GUS] {
            let mut held: BTreeMap<Key, Client> = BTreeMap::new();
            let mut old: BTreeMap<Key, (u64, Client)> = BTreeMap::new();
            for (n, recorded) in story.events.iter().enumerate() {
                let (before, state) = (&story.states[n], &story.states[n + 1]);
                let (was, viewer) = (before.viewer(who), state.viewer(who));
                let is_refreshed = was != viewer || recorded.event.resights().contains(&Some(who));
                let updates = state.project_boards(&recorded.event);
                if is_refreshed {
                    held.clear();
                }
                for (key, whom, update) in updates {
                    let Some(client) = held.get_mut(&key) else { continue };
                    match update {
                        Update::Removed => drop(held.remove(&key)),
                        _ if !whom.includes(&viewer) => {}
                        Update::Anew => drop(held.remove(&key)),
                        update => client.take(update),
                    }
                }
                let seen = |state: &State, viewer: &Viewer, key: Key| state.sees_board(key, viewer);
                let spotlight = |state: &State| state.session.spotlight;
                if recorded.event.reseats() || spotlight(before) != spotlight(state) {
                    held.retain(|key, _| seen(state, &viewer, *key));
                }
                let checks = n % 7 == 0 || matches!(recorded.event, Event::Board(_));
                for (key, _) in state.boards.iter().filter(|_| checks) {
                    let Some(whole) = state.open_board(key, &viewer, None) else {
                        let is_left = !held.contains_key(&key);
                        assert!(
                            is_left,
                            "seed {seed} event {n} {who:?} {key:?} {:?}",
                            recorded.event
                        );
                        continue;
                    };
                    let fresh = Client::open(whole);
                    if let Some(client) = held.get(&key) {
                        assert_eq!(client, &fresh, "seed {seed} event {n} {who:?} {key:?}");
                        compared += 1;
                    }
                    held.insert(key, fresh.clone());
                    let seq = n as u64 + 1;
                    let is_old = old.get(&key).is_none_or(|(since, _)| *since + 90 <= seq);
                    if is_old && let Some((since, mut late)) = old.insert(key, (seq, fresh.clone()))
                    {
                        late.reopen(state.open_board(key, &viewer, Some(since)).unwrap());
                        assert_eq!(late, fresh, "seed {seed} {who:?} {key:?} since {since}");
                        delayed += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 10_000 && delayed > 100, "only {compared} and {delayed} were compared");
}
