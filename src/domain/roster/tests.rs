//! R1 to R17.

use super::*;
use crate::domain::{
    Event as AnyEvent, chat, presence, session,
    tests::{
        ANA, BEN, EVA, FAY, GUS, NOBODY, Story, allows, new_guest, new_person, refuses, say,
        server_gets, text, the_law_holds_for_all,
    },
};
use uuid::Uuid;

const NOT_ALLOWED: Rejection = Rejection::NotAllowed;
const WAITING: Rejection = Rejection::Waiting;
const NO_GUEST: Rejection = Rejection::NoGuest;
const NO_SUCH_PERSON: Rejection = Rejection::NoSuchPerson;
/// Nothing that the server may not do.
const FINE: fn(usize) -> Result<usize, Rejection> = Ok;

#[test]
fn adding() {
    let story = Story::live();
    let new = |n: u128| new_person(PersonId(Uuid::from_u128(n)), Permission::Participant);
    refuses("R1 people", &story, FAY, Command::Add(vec![new(50)]), NOT_ALLOWED);
    server_gets("R1 a list", &story, Command::Add(vec![new(50), new(51)]), FINE(2));
    server_gets(
        "R2 on the roster",
        &story,
        Command::Add(vec![new(50), new(1)]),
        Err(Rejection::EmailTaken),
    );
    let unknown = Update { id: NOBODY, ..update(NOBODY) };
    refuses("R1 imports", &story, FAY, Command::Import(vec![new(50)], Vec::new()), NOT_ALLOWED);
    let import = Command::Import(vec![new(50)], vec![unknown]);
    server_gets("R9 all or nothing", &story, import, Err(NO_SUCH_PERSON));
    let twins = vec![new(50), NewPerson { id: NOBODY, ..new(50) }];
    server_gets("R2 in the list", &story, Command::Add(twins), Err(Rejection::EmailTaken));
    let nameless = |n| NewPerson { email: String::new(), ..new(n) };
    server_gets(
        "R2 without address",
        &story,
        Command::Add(vec![nameless(50), nameless(51)]),
        FINE(2),
    );
    let there = story.state.roster.people.len() as u128;
    let room = PEOPLE_MAX as u128 - there;
    server_gets(
        "R3 to the brim",
        &story,
        Command::Add((0..room).map(|n| new(100 + n)).collect()),
        FINE(4996),
    );
    let crowd = (0..=room).map(|n| new(100 + n)).collect();
    server_gets("R3 over it", &story, Command::Add(crowd), Err(Rejection::Full));
    let guest = |n| NewPerson { identified: Identified::Guest, email: String::new(), ..new(n) };
    let guests = |n: u128| Command::Add((0..n).map(|n| guest(100 + n)).collect());
    server_gets("R3 guests", &story, guests(1_000), FINE(1_000));
    server_gets("R3 too many guests", &story, guests(1_001), Err(Rejection::Full));
}

#[test]
fn permissions() {
    let set = Command::SetPermission;
    let story = Story::live();
    allows("R4 up", &story, FAY, set(ANA, Permission::Facilitator), 1);
    allows("R4 as it is", &story, FAY, set(ANA, Permission::Participant), 0);
    refuses("R4 oneself", &story, ANA, set(ANA, Permission::Facilitator), NOT_ALLOWED);
    refuses("R4 too far", &story, FAY, set(ANA, Permission::Staff), NOT_ALLOWED);
    refuses("R4 whom", &story, FAY, set(NOBODY, Permission::Facilitator), Rejection::NoSuchPerson);
    let mut staffed = story.clone();
    let boss = PersonId(Uuid::from_u128(60));
    staffed.server(Command::Add(vec![new_person(boss, Permission::Staff)]));
    refuses("R4 above", &staffed, FAY, set(boss, Permission::Participant), NOT_ALLOWED);
    allows("R5 another is left", &staffed, FAY, set(FAY, Permission::Participant), 1);
    let down = set(FAY, Permission::Participant);
    refuses("R5 the last one steps down", &story, FAY, down, Rejection::LastFacilitator);
    let out = Command::Remove(FAY);
    refuses("R5 the last one leaves", &story, FAY, out, Rejection::LastFacilitator);
}

#[test]
fn removal() {
    let story = Story::live();
    allows("R6 remove", &story, FAY, Command::Remove(ANA), 1);
    refuses("R6 by others", &story, ANA, Command::Remove(BEN), NOT_ALLOWED);
    refuses("R6 strangers", &story, FAY, Command::Remove(NOBODY), Rejection::NoSuchPerson);
    let mut staffed = story.clone();
    let boss = PersonId(Uuid::from_u128(60));
    staffed.server(Command::Add(vec![new_person(boss, Permission::Staff)]));
    refuses("R6 above", &staffed, FAY, Command::Remove(boss), NOT_ALLOWED);
    let mut without = story.clone();
    without.does(FAY, Command::Remove(ANA));
    allows("R6 twice", &without, FAY, Command::Remove(ANA), 0);
    let answer = crate::domain::session::Command::AnswerConsent(Consent::Given);
    refuses("R6 nothing any more", &without, ANA, answer, Rejection::Removed);
    assert!(without.state.roster.person(ANA).is_none(), "R6");
}

#[test]
fn claiming() {
    let story = Story::live();
    refuses("R7 people", &story, FAY, Command::Claim(EVA), NOT_ALLOWED);
    server_gets("R7 first", &story, Command::Claim(EVA), FINE(1));
    server_gets("R7 used by link", &story, Command::Claim(ANA), Err(Rejection::AlreadyClaimed));
    let scheduled = Story::scheduled();
    let taken = Err(Rejection::AlreadyClaimed);
    server_gets("R7 of a facilitator", &scheduled, Command::Claim(FAY), taken);
    server_gets("R7 nothing to take back", &story, Command::Confirm(EVA), FINE(0));
    let mut claimed = story.clone();
    claimed.server(Command::Claim(EVA));
    server_gets("R7 taken back", &claimed, Command::Confirm(EVA), FINE(1));
    server_gets("R7 second", &claimed, Command::Claim(EVA), Err(Rejection::AlreadyClaimed));
    let how = claimed.state.roster.person(EVA).map(|person| person.identified);
    assert_eq!(how, Some(Identified::Code), "R7 it shows");
}

#[test]
fn attendance() {
    let story = Story::live();
    refuses("R8 people", &story, ANA, Command::Arrive(vec![ANA]), NOT_ALLOWED);
    server_gets("R8 here already", &story, Command::Arrive(vec![ANA, BEN]), FINE(0));
    server_gets("R8 not asked yet", &story, Command::Arrive(vec![EVA]), FINE(0));
    server_gets("R8 left", &story, Command::Depart(ANA, 5), FINE(1));
    server_gets("R8 never came", &story, Command::Depart(EVA, 5), FINE(0));
    let mut gone = story.clone();
    gone.server(Command::Depart(ANA, 5));
    server_gets("R8 left already", &gone, Command::Depart(ANA, 6), FINE(0));
    server_gets("R8 back", &gone, Command::Arrive(vec![ANA, BEN]), FINE(1));
    assert!(gone.state.roster.person(ANA).is_some_and(|ana| ana.arrived && !ana.here), "R8");
}

fn update(id: PersonId) -> Update {
    Update {
        id,
        name: "Eva Maria".to_owned(),
        organisation: Organisation { code: None, name: "Hillside".to_owned() },
        job_role: Some(JobRole::Coach),
        details: Details { access: "interpreter".to_owned(), ..Details::default() },
    }
}

#[test]
fn importing() {
    let mut story = Story::live();
    let new = |n: u128| new_person(PersonId(Uuid::from_u128(n)), Permission::Participant);
    server_gets("R9 both", &story, Command::Import(vec![new(50)], vec![update(EVA)]), FINE(2));
    let taken = Command::Import(vec![new(1)], vec![update(EVA)]);
    server_gets("R9 all or nothing", &story, taken, Err(Rejection::EmailTaken));
    story.server(Command::Import(Vec::new(), vec![update(EVA), update(ANA)]));
    assert_eq!(story.last_changes(BEN).len(), 1, "R9 everyone sees the change of who is here");
    let found = story.state.roster.person(ANA).unwrap();
    assert_eq!((&*found.name, &*found.details.access), ("Eva Maria", "interpreter"), "R9");
    assert_eq!(found.email, "1@example.org", "R9 the address stays");
    story.does(FAY, Command::Remove(EVA));
    let gone = Command::Import(Vec::new(), vec![update(EVA)]);
    server_gets("R9 nobody who was taken out", &story, gone, Err(NO_SUCH_PERSON));
    the_law_holds_for_all("R9", &story);
}

#[test]
fn correcting() {
    let correct = |id| {
        let Update { id, name, organisation, .. } = update(id);
        Command::Correct(Correction { id, name, organisation, job_role: JobRole::Cabinet })
    };
    let mut story = Story::with_guest();
    let boss = PersonId(Uuid::from_u128(60));
    story.server(Command::Add(vec![new_person(boss, Permission::Staff)]));
    allows("R10 someone", &story, FAY, correct(ANA), 1);
    allows("R10 someone at the door", &story, FAY, correct(GUS), 1);
    refuses("R10 by others", &story, ANA, correct(ANA), NOT_ALLOWED);
    refuses("R10 above", &story, FAY, correct(boss), NOT_ALLOWED);
    refuses("R10 strangers", &story, FAY, correct(NOBODY), NO_SUCH_PERSON);
    story.server(Command::Import(Vec::new(), vec![update(ANA)]));
    story.does(FAY, correct(ANA));
    allows("R10 as it is", &story, FAY, correct(ANA), 0);
    let ana = story.state.roster.person(ANA).unwrap();
    assert_eq!(ana.details.access, "interpreter", "R10 what forms rooms stays");
    assert_eq!(ana.job_role, Some(JobRole::Cabinet), "R10");
    the_law_holds_for_all("R10", &story);
}

#[test]
fn at_the_door() {
    let story = Story::with_guest();
    let answer = session::Command::AnswerConsent(Consent::WatchOnly);
    allows("R11 answers the notice", &story, GUS, answer, 1);
    refuses("R11 writes", &story, GUS, say(chat::To::Plenary, "hello"), WAITING);
    refuses("R11 takes part", &story, GUS, Command::SetAttention(Attention::Away), WAITING);
    refuses("R11 answers a check", &story, GUS, presence::Command::Confirm(1), WAITING);
    refuses("R11 lets themselves in", &story, GUS, Command::Admit(GUS), WAITING);
    let up = Command::SetPermission(GUS, Permission::Facilitator);
    refuses("R11 gets no rights", &story, FAY, up, WAITING);
    server_gets("R11 does not arrive", &story, Command::Arrive(vec![GUS]), FINE(0));
    refuses("R11 is written to", &story, ANA, say_to(GUS), NO_SUCH_PERSON);
    let on = Some(session::Spotlight::Person(GUS));
    let show = session::Command::SetSpotlight(on);
    refuses("R11 is shown", &story, FAY, show, NO_SUCH_PERSON);
    assert!(!story.view(ANA).people.iter().any(|person| person.id == GUS), "R11 is seen");
    assert!(story.view(FAY).people.iter().any(|person| person.id == GUS), "R11 by those who open");
    allows("R6 is turned away", &story, FAY, Command::Remove(GUS), 1);
    allows("R12 is let in", &story, FAY, Command::Admit(GUS), 1);
    refuses("R12 by others", &story, ANA, Command::Admit(GUS), NOT_ALLOWED);
    refuses("R12 strangers", &story, FAY, Command::Admit(NOBODY), NO_SUCH_PERSON);
    allows("R12 whoever is in", &story, FAY, Command::Admit(ANA), 0);
    let inside = Story::with_guest_in();
    allows("R12 takes part", &inside, GUS, say(chat::To::Plenary, "hello"), 1);
    allows("R12 is written to", &inside, ANA, say_to(GUS), 1);
    the_law_holds_for_all("R12", &inside);
}

fn say_to(person: PersonId) -> chat::Command {
    say(chat::To::People(vec![person]), "between us")
}

#[test]
fn merging() {
    let merge = |guest, into| Command::Merge { guest, into };
    let mut story = Story::with_guest_in();
    story.server(Command::Add(vec![
        new_guest(PersonId(Uuid::from_u128(201))),
        new_person(PersonId(Uuid::from_u128(60)), Permission::Staff),
        NewPerson {
            account: Some(AccountId(Uuid::from_u128(1))),
            ..new_person(PersonId(Uuid::from_u128(61)), Permission::Participant)
        },
    ]));
    let [other, boss, owner] = [201, 60, 61].map(|n| PersonId(Uuid::from_u128(n)));
    allows("R13 who was expected", &story, FAY, merge(GUS, EVA), 1);
    allows("R13 who is here", &story, FAY, merge(GUS, ANA), 1);
    allows("R13 from the door", &story, FAY, merge(other, EVA), 1);
    refuses("R13 by others", &story, ANA, merge(GUS, EVA), NOT_ALLOWED);
    refuses("R13 by guests", &story, GUS, merge(GUS, EVA), NOT_ALLOWED);
    refuses("R13 no guest", &story, FAY, merge(ANA, EVA), NO_GUEST);
    refuses("R13 into a guest", &story, FAY, merge(GUS, other), NO_GUEST);
    refuses("R13 into oneself", &story, FAY, merge(GUS, GUS), NO_GUEST);
    refuses("R13 into who runs it", &story, FAY, merge(GUS, FAY), NO_GUEST);
    refuses("R13 above", &story, FAY, merge(GUS, boss), NOT_ALLOWED);
    refuses("R13 an account's place", &story, FAY, merge(GUS, owner), NOT_ALLOWED);
    refuses("R13 strangers", &story, FAY, merge(NOBODY, EVA), NO_SUCH_PERSON);
    refuses("R13 into strangers", &story, FAY, merge(GUS, NOBODY), NO_SUCH_PERSON);
    let mut raised = story.clone();
    raised.does(FAY, Command::SetPermission(GUS, Permission::Facilitator));
    refuses("R13 more than a guest", &raised, FAY, merge(GUS, EVA), NO_GUEST);
    story.does(FAY, merge(GUS, EVA));
    allows("R13 again", &story, FAY, merge(GUS, EVA), 0);
    refuses("R13 into another", &story, FAY, merge(GUS, BEN), NO_SUCH_PERSON);
}

#[test]
fn what_merging_leaves() {
    let mut story = Story::with_guest_in();
    story.does(FAY, session::Command::SetSpotlight(Some(session::Spotlight::Person(GUS))));
    story.sends(GUS, say_to(ANA));
    story.does(FAY, Command::Merge { guest: GUS, into: EVA });
    let (gus, eva) = (story.state.roster.anyone(GUS), story.state.roster.person(EVA));
    let (gus, eva) = (gus.unwrap(), eva.unwrap());
    assert!(gus.removed && !gus.here, "R14 the guest is there no more");
    assert_eq!((eva.arrived, eva.consent), (true, Some(Consent::Given)), "R14 has come");
    assert_eq!(eva.identified, Identified::Facilitator, "R14 someone said so");
    assert_eq!((eva.stays.len(), gus.stays.len()), (1, 1), "R14 the guest's attendance");
    assert!(eva.stays[0].until.is_some(), "R14 which is over until they are back");
    assert_eq!(story.state.roster.resolve(GUS), EVA, "R14 the guest's seat is theirs");
    let address = story.state.roster.by_email("200@example.org").map(|found| found.id);
    assert_eq!(address, None, "R2 what a guest typed is nobody's address");
    assert_eq!(story.view(ANA).spotlight, None, "R14");
    assert!(!story.view(ANA).people.iter().any(|person| person.id == GUS), "R14");
    refuses("R14 is out", &story, GUS, say(chat::To::Plenary, "hello"), Rejection::Removed);
    let mention = chat::NewLine {
        to: chat::To::Plenary,
        text: text("you there"),
        reply_to: None,
        mentions: vec![GUS],
    };
    refuses("R14 no mentions", &story, ANA, chat::Command::Send(mention), NO_SUCH_PERSON);
    allows("R14 is in", &story, EVA, say(chat::To::Plenary, "it is me"), 1);
    let taken = Err(Rejection::AlreadyClaimed);
    server_gets("R14 and not by code again", &story, Command::Claim(EVA), taken);
    the_law_holds_for_all("R14", &story);
}

#[test]
fn answers_of_a_guest() {
    let mut story = Story::with_guest_in();
    for answered in [&[GUS, BEN][..], &[GUS], &[GUS, BEN]] {
        story.pass(presence::ANSWER_MS);
        story.does(FAY, presence::Command::Ask);
        let number = story.state.presence.check.number;
        for who in answered {
            story.does(*who, presence::Command::Confirm(number));
        }
    }
    let watch = session::Command::AnswerConsent(Consent::WatchOnly);
    story.does(BEN, watch);
    story.does(FAY, Command::Merge { guest: GUS, into: BEN });
    let of_ben = story.state.presence.of(BEN);
    assert_eq!((of_ben.last, of_ben.count), (3, 3), "R14 answers to checks, as far as known");
    assert_eq!(story.state.presence.tally, 1, "R14 one has answered, not two");
    let consent = story.state.roster.person(BEN).unwrap().consent;
    assert_eq!(consent, Some(Consent::WatchOnly), "R14 their own answer to the notice stands");
    the_law_holds_for_all("R14", &story);
}

#[test]
fn attention() {
    let set = Command::SetAttention;
    let mut story = Story::live();
    allows("R15 anyone", &story, ANA, set(Attention::Listening), 1);
    allows("R15 as it is", &story, ANA, set(Attention::Active), 0);
    refuses("R15 strangers", &story, NOBODY, set(Attention::Away), NOT_ALLOWED);
    story.does(ANA, set(Attention::Away));
    assert_eq!(story.last_changes(BEN).len(), 1, "R15 everyone sees it");
    the_law_holds_for_all("R15", &story);
}

#[test]
fn links() {
    let mut story = Story::live();
    refuses("R16 people", &story, FAY, Command::ReissueLink(EVA), NOT_ALLOWED);
    server_gets("R16 strangers", &story, Command::ReissueLink(NOBODY), Err(NO_SUCH_PERSON));
    let events = story.server(Command::ReissueLink(EVA));
    assert_eq!(events, [AnyEvent::Roster(Event::LinkReissued(EVA))], "R16");
    assert_eq!(story.last_changes(FAY), Vec::new(), "R16 nobody sees it");
    let generation = |who| story.state.roster.person(who).unwrap().link_generation;
    assert_eq!((generation(EVA), generation(ANA)), (1, 0), "R16");
}

#[test]
fn stays() {
    let mut story = Story::live();
    story.pass(1_000);
    let heard = story.now();
    story.pass(1_000);
    story.server(Command::Depart(ANA, heard));
    story.server(Command::Arrive(vec![ANA, ANA]));
    let stays = |story: &Story, who| story.state.roster.person(who).unwrap().stays.clone();
    let of_ana = stays(&story, ANA);
    assert_eq!(of_ana.len(), 2, "R17 told apart");
    assert_eq!(of_ana[0].until, Some(heard), "R17 until they were last heard of");
    assert_eq!(of_ana[1].until, None, "R17 here");
    story.server(Command::Depart(ANA, 0));
    let last = stays(&story, ANA)[1];
    assert_eq!(last.until, Some(last.from), "R17 never over before it began");
    for _ in 0..STAYS_MAX {
        story.server(Command::Arrive(vec![ANA]));
        let now = story.now();
        story.server(Command::Depart(ANA, now));
    }
    assert_eq!(stays(&story, ANA).len(), STAYS_MAX, "R17 at most 500");
    let until = story.events.last().unwrap().at;
    assert_eq!(stays(&story, ANA)[STAYS_MAX - 1].until, Some(until), "R17 the last is prolonged");
}

#[test]
fn stays_of_a_guest() {
    let stay = |from, until| Stay { from, until };
    let rows: [(&[Stay], &[Stay], &[Stay]); 4] = [
        (&[stay(1, Some(2))], &[stay(4, Some(5))], &[stay(1, Some(2)), stay(4, Some(5))]),
        (&[stay(4, Some(6))], &[stay(1, Some(5))], &[stay(1, Some(6))]),
        (&[stay(1, None)], &[stay(3, Some(5))], &[stay(1, None)]),
        (&[stay(1, Some(9))], &[stay(3, Some(5)), stay(9, None)], &[stay(1, None)]),
    ];
    for (own, guests, expected) in rows {
        let mut roster = Story::with_guest_in().state.roster;
        roster.change(ANA, |ana| ana.stays = own.iter().copied().collect());
        roster.change(GUS, |gus| gus.stays = guests.iter().copied().collect());
        apply(&mut roster, 1, 9, &Event::Merged { guest: GUS, into: ANA });
        let found: Vec<_> = roster.person(ANA).unwrap().stays.iter().copied().collect();
        let closed = |stay: &Stay| Stay { until: stay.until.or(Some(9)), ..*stay };
        // The guest's last stay ends when the guest is merged; one's own goes on.
        let is_own = own.iter().any(|stay| stay.until.is_none());
        let expected: Vec<_> =
            expected.iter().map(|stay| if is_own { *stay } else { closed(stay) }).collect();
        assert_eq!(found, expected, "R17 what overlaps is one");
    }
    let many = |odd: i64| (0..400).map(|n| stay(n * 4 + odd, Some(n * 4 + odd))).collect();
    let mut roster = Story::with_guest_in().state.roster;
    roster.change(ANA, |ana| ana.stays = many(0));
    roster.change(GUS, |gus| gus.stays = many(2));
    apply(&mut roster, 1, 9_999, &Event::Merged { guest: GUS, into: ANA });
    let found = &roster.person(ANA).unwrap().stays;
    assert_eq!(found.len(), STAYS_MAX, "R17 at most 500");
    assert_eq!(found[STAYS_MAX - 1].until, Some(1_598), "R17 nothing is lost");
}

/// What a stranger types must not take a place from whoever is imported later.
#[test]
fn a_guests_address_keeps_nobody_out() {
    let mut story = Story::live();
    let guest = NewPerson {
        identified: Identified::Guest,
        email: "5@example.org".to_owned(),
        ..new_person(GUS, Permission::Participant)
    };
    story.server(Command::Add(vec![guest]));
    let five = PersonId(uuid::Uuid::from_u128(5));
    story.server(Command::Add(vec![new_person(five, Permission::Participant)]));
    let found = story.state.roster.by_email("5@example.org").map(|person| person.id);
    assert_eq!(found, Some(five), "R2 the address is that of the roster");
}

/// The link of a place that a code had claimed still takes it back after a merge.
#[test]
fn merging_proves_nothing_of_a_claimed_place() {
    let mut story = Story::live();
    let guest = NewPerson {
        identified: Identified::Guest,
        email: String::new(),
        ..new_person(GUS, Permission::Participant)
    };
    story.server(Command::Add(vec![guest]));
    story.server(Command::Claim(EVA));
    story.does(FAY, Command::Merge { guest: GUS, into: EVA });
    let eva = story.state.roster.person(EVA).cloned();
    assert_eq!(eva.map(|eva| eva.identified), Some(Identified::Code), "R7 R14");
    assert_eq!(story.server(Command::Confirm(EVA)).len(), 1, "R7 the link takes it back");
}
