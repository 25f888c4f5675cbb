//! Accounts, links, codes, removal, signing out; and who may do what, row by row.

use super::Room;
use crate::support::{
    browser::Browser,
    live::{Live, say_in_the_back},
    server::{PASSWORD, Server, add_people, new_person},
};
use convene::proto::{
    self, ErrorCode, Permission, Problem, RemovePerson, SetPermission, command::Body,
};
use std::time::{Duration, Instant};

fn code(problem: Problem) -> ErrorCode {
    problem.code()
}

#[tokio::test]
async fn the_first_admin_is_claimed_once() {
    let server = Server::start().await;
    let offer = async || convene::gateway::http::offer_setup(&server.gateway).await.unwrap();
    let first = offer().await.unwrap();
    let second = offer().await.unwrap();
    let claim = async |link: &str, password: &str| {
        let body = proto::ClaimAdminBody {
            token: link.rsplit('/').next().unwrap().to_owned(),
            name: "Ada Admin".to_owned(),
            email: "Ada@Example.org ".to_owned(),
            password: password.to_owned(),
        };
        server.browser().post::<_, proto::Whoami>("/api/setup", &body).await
    };
    let replaced = claim(&first, PASSWORD).await.unwrap_err();
    assert_eq!(code(replaced), ErrorCode::LinkUsed);
    let short = claim(&second, "short").await.unwrap_err();
    assert_eq!((short.code(), &*short.field), (ErrorCode::Invalid, "password"));
    let claimed = claim(&second, PASSWORD).await.unwrap().account.unwrap();
    assert_eq!((claimed.permission(), &*claimed.email), (Permission::Admin, "ada@example.org"));
    assert_eq!(code(claim(&second, PASSWORD).await.unwrap_err()), ErrorCode::LinkUsed);
    assert_eq!(offer().await, None, "there is an admin now");
}

#[tokio::test]
async fn accounts_by_invitation() {
    let server = Server::start().await;
    let admin = server.admin().await;
    let new = |email: &str, permission: Permission| proto::CreateAccountBody {
        name: "Fritz".to_owned(),
        email: email.to_owned(),
        permission: permission.into(),
    };
    let invite = async |body| admin.post::<_, proto::Invitation>("/api/accounts", &body).await;
    let invitation = invite(new("fritz@example.org", Permission::Facilitator)).await.unwrap();
    let twice = invite(new("FRITZ@example.org", Permission::Staff)).await.unwrap_err();
    assert_eq!(code(twice), ErrorCode::EmailTaken);
    let wrong = invite(new("x@example.org", Permission::Participant)).await.unwrap_err();
    assert_eq!(wrong.field, "permission");
    let fritz = server.browser();
    let sign_in = async |password: &str| {
        let body = proto::SignInBody {
            email: "fritz@example.org".to_owned(),
            password: password.to_owned(),
        };
        fritz.post::<_, proto::Whoami>("/api/sign-in", &body).await
    };
    assert_eq!(code(sign_in(PASSWORD).await.unwrap_err()), ErrorCode::WrongPassword, "not yet");
    let accept = proto::AcceptInvitationBody {
        token: invitation.link.rsplit('/').next().unwrap().to_owned(),
        password: PASSWORD.to_owned(),
    };
    let me: proto::Whoami = fritz.post("/api/invitations", &accept).await.unwrap();
    assert_eq!(me.account.unwrap().permission(), Permission::Facilitator);
    let again = server.browser().post::<_, proto::Whoami>("/api/invitations", &accept).await;
    assert_eq!(code(again.unwrap_err()), ErrorCode::LinkUsed);
    let accounts = fritz.get::<proto::Accounts>("/api/accounts").await;
    assert_eq!(code(accounts.unwrap_err()), ErrorCode::NotAllowed);
    let before = fritz.cookie.lock().unwrap().clone();
    let _: proto::Nothing = fritz.post("/api/sign-out", &proto::Nothing {}).await.unwrap();
    *fritz.cookie.lock().unwrap() = before;
    let me: proto::Whoami = fritz.get("/api/me").await.unwrap();
    assert_eq!(me.account, None, "the old cookie is worth nothing");
    assert!(sign_in(PASSWORD).await.is_ok());
}

#[tokio::test]
async fn guessing_a_password_is_slowed_down() {
    let server = Server::start().await;
    server.admin().await;
    let guess = async || {
        let body = proto::SignInBody {
            email: "ada@example.org".to_owned(),
            password: "not the password".to_owned(),
        };
        server.browser().post::<_, proto::Whoami>("/api/sign-in", &body).await.unwrap_err().code()
    };
    for _ in 0..10 {
        assert_eq!(guess().await, ErrorCode::WrongPassword);
    }
    assert_eq!(guess().await, ErrorCode::TooFast);
}

#[tokio::test]
async fn personal_links() {
    let server = Server::start().await;
    let team = server.team().await;
    let seat = team.ana.join(&team.links[0]).await.unwrap();
    assert_eq!(seat.person.unwrap().name, "Ana Teacher");
    let forged = format!("{}A", &team.links[0][..team.links[0].len() - 1]);
    assert_eq!(code(server.browser().join(&forged).await.unwrap_err()), ErrorCode::LinkUsed);
    let path = format!("/api/sessions/{}/people/{}/link", team.session, team.ids[0]);
    let new: proto::PersonLink = team.fay.post(&path, &proto::Nothing {}).await.unwrap();
    let old = server.browser().join(&team.links[0]).await.unwrap_err();
    assert_eq!(code(old), ErrorCode::LinkUsed, "the old link has stopped working");
    let refused = team.ana.ticket(&team.session).await.unwrap_err();
    assert_eq!(code(refused), ErrorCode::NotFound, "and so has the seat taken with it");
    team.ana.join(&new.link).await.unwrap();
    assert!(team.ana.ticket(&team.session).await.is_ok());
    let path = format!("/api/sessions/{}", team.session);
    let roster = team.admin.get::<proto::SessionDetail>(&path).await.unwrap().roster;
    let ada = roster.iter().find(|row| row.email == "ada@example.org").unwrap();
    let ada = &ada.person.as_ref().unwrap().id;
    let path = format!("/api/sessions/{}/people/{ada}/link", team.session);
    let above = team.fay.post::<_, proto::PersonLink>(&path, &proto::Nothing {}).await;
    assert_eq!(code(above.unwrap_err()), ErrorCode::NotAllowed, "a link is a seat");
}

#[tokio::test]
async fn joining_by_code() {
    let server = Server::start().await;
    let team = server.team().await;
    let eva = new_person("Eva Expected", Permission::Participant);
    add_people(&team.admin, &team.session, vec![eva]).await;
    let typed = format!(" {}-{} ", &team.code[..4], team.code[4..].to_lowercase());
    let info: proto::CodeInfo =
        server.browser().get(&format!("/api/join/code/{}", team.code)).await.unwrap();
    assert_eq!(info.session.unwrap().id, team.session);
    let join = async |browser: &Browser, name: &str, email: &str, cds: &str| {
        let body = proto::JoinByCodeBody {
            code: typed.clone(),
            name: name.to_owned(),
            email: email.to_owned(),
            organisation: Some(proto::Organisation {
                cds_code: cds.to_owned(),
                name: "Lakeside Unified".to_owned(),
            }),
            job_role: proto::JobRole::Coach.into(),
        };
        browser.post::<_, proto::Seat>("/api/join/code", &body).await
    };
    let guest = join(&server.browser(), "Gus Guest", "", "").await.unwrap().person.unwrap();
    assert_eq!((guest.identified(), guest.waiting), (proto::Identified::Guest, true));
    let browser = server.browser();
    let eva = join(&browser, "Eva", "Eva.Expected@example.org", "").await.unwrap().person.unwrap();
    assert_eq!((eva.identified(), &*eva.name), (proto::Identified::Code, "Eva Expected"));
    assert!(join(&browser, "Eva", "eva.expected@example.org", "").await.is_ok(), "her own place");
    // A code proves nothing: no place that someone has, and none of those who run it.
    for address in ["eva.expected@example.org", "fay.facilitator@example.org"] {
        let thief = join(&server.browser(), "Eve", address, "").await.unwrap().person.unwrap();
        assert_eq!((thief.identified(), thief.waiting), (proto::Identified::Guest, true));
        assert!(thief.id != eva.id && !thief.claims_person_id.is_empty(), "{address}");
    }
    let refused = join(&server.browser(), "Eve", "ada@example.org", "").await;
    assert_eq!(code(refused.unwrap_err()), ErrorCode::AlreadyClaimed, "an account signs in");
    // Without an address: the name and the place, if only one person has them.
    let mut dan = new_person("Dán  Docente", Permission::Participant);
    let lakeside = proto::Organisation { name: "Lakeside Unified".into(), ..Default::default() };
    dan.organisation = Some(lakeside);
    add_people(&team.admin, &team.session, vec![dan]).await;
    let dan = join(&server.browser(), "dan docente", "", "").await.unwrap().person.unwrap();
    assert_eq!((dan.identified(), &*dan.name), (proto::Identified::Code, "Dán Docente"));
    let wrong = join(&server.browser(), "Gus", "", "0110018").await.unwrap_err();
    assert_eq!((wrong.code(), &*wrong.field), (ErrorCode::BadCdsCode, "organisation.cds_code"));
    let nameless = join(&server.browser(), " ", "", "").await.unwrap_err();
    assert_eq!(nameless.field, "name");
    let unknown = server.browser().get::<proto::CodeInfo>("/api/join/code/ZZZZZZZZ").await;
    assert_eq!(code(unknown.unwrap_err()), ErrorCode::NoSuchCode);
}

#[tokio::test]
async fn a_list_of_people_is_added_whole_or_not() {
    let server = Server::start().await;
    let team = server.team().await;
    let path = format!("/api/sessions/{}/people", team.session);
    let mut wrong = new_person("Second", Permission::Participant);
    wrong.email = "nonsense".to_owned();
    let people = vec![new_person("First", Permission::Participant), wrong];
    let body = proto::AddPeopleBody { people };
    let refused = team.fay.post::<_, proto::PersonLinks>(&path, &body).await;
    assert_eq!(refused.unwrap_err().field, "people[1].email");
    let detail: proto::SessionDetail =
        team.fay.get(&format!("/api/sessions/{}", team.session)).await.unwrap();
    assert_eq!(detail.roster.len(), 4);
}

/// Removal reaches everything that is open, within a second.
#[tokio::test]
async fn whoever_is_removed_is_out() {
    let mut room = Room::open().await;
    let (session, ana) = (room.team.session.clone(), room.team.ana.clone());
    let mut second_tab = Live::enter(&ana, &session).await;
    let waiting_ticket = ana.ticket(&session).await.unwrap();
    let removed_at = Instant::now();
    let person_id = room.team.ids[0].clone();
    room.fay.ask(Body::RemovePerson(RemovePerson { person_id })).await.unwrap();
    for tab in [&mut room.ana, &mut second_tab] {
        assert_eq!(tab.until_closed().await, 4502);
        assert!(!tab.goodbye.as_ref().unwrap().reconnect);
    }
    assert!(removed_at.elapsed() < Duration::from_secs(1), "{:?}", removed_at.elapsed());
    assert_eq!(code(ana.ticket(&session).await.unwrap_err()), ErrorCode::Removed);
    assert_eq!(code(ana.join(&room.team.links[0]).await.unwrap_err()), ErrorCode::Removed);
    let mut late = Live::open(&ana, "convene.v1.proto", Default::default()).await;
    late.hello(waiting_ticket).await;
    assert_eq!(late.until_closed().await, 4502);
    assert!(!late.sees_bytes("Ben Coach"), "not even a view");
    let gone = |live: &Live| live.kept.view.people.iter().all(|p| p.name != "Ana Teacher");
    room.ben.until("Ana gone", gone).await;
    room.fay.ends().await;
    let audience = proto::ReplayAudience::Roster.into();
    room.fay.ask(Body::PublishReplay(proto::PublishReplay { audience })).await.unwrap();
    let replay = ana.get::<proto::Replay>(&format!("/api/sessions/{session}/replay")).await;
    assert_eq!(code(replay.unwrap_err()), ErrorCode::ReplayNotOpen);
}

#[tokio::test]
async fn signing_out_closes_what_is_open() {
    let mut room = Room::open().await;
    let waiting = room.team.ana.ticket(&room.team.session).await.unwrap();
    let ana = room.team.ana.clone();
    let _: proto::Nothing = ana.post("/api/sign-out", &proto::Nothing {}).await.unwrap();
    assert_eq!(room.ana.until_closed().await, 4503);
    let mut late = Live::open(&ana, "convene.v1.proto", Default::default()).await;
    late.hello(waiting).await;
    assert_eq!(late.until_closed().await, 4503);
}

#[tokio::test]
async fn rights_change_while_connected() {
    let mut room = Room::open().await;
    let person_id = room.team.ids[0].clone();
    let refused = room.ana.ask(say_in_the_back("psst")).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::NotAllowed);
    let permission = Permission::Facilitator.into();
    room.fay.ask(say_in_the_back("earlier")).await.unwrap();
    let set = SetPermission { person_id: person_id.clone(), permission };
    room.fay.ask(Body::SetPermission(set)).await.unwrap();
    let in_the_back = |live: &Live| live.lines_of("facilitators") == ["earlier"];
    room.ana.until("the back-channel", in_the_back).await;
    room.ana.ask(say_in_the_back("thanks")).await.unwrap();
    let permission = Permission::Participant.into();
    room.fay.ask(Body::SetPermission(SetPermission { person_id, permission })).await.unwrap();
    room.ana.until("no back-channel", |live| live.lines_of("facilitators").is_empty()).await;
    room.fay.ask(say_in_the_back("between us again")).await.unwrap();
    room.fay.says("done").await;
    room.ana.until_line("done").await;
    assert!(!room.ana.sees_bytes("between us again"));
}

/// A place that was used by link is not claimed, and the link takes back what a code claimed.
#[tokio::test]
async fn one_person_to_a_seat() {
    let server = Server::start().await;
    let team = server.team().await;
    let claim = async |email: &str| {
        let eve = server.browser();
        let body = proto::JoinByCodeBody {
            code: team.code.clone(),
            name: "Eve".to_owned(),
            email: email.to_owned(),
            ..Default::default()
        };
        eve.post::<_, proto::Seat>("/api/join/code", &body).await.map(|_| eve)
    };
    let opened = claim("ana.teacher@example.org").await;
    let refused = opened.err().unwrap();
    assert_eq!(refused.field, "organisation.name", "Ana opened her link: Eve is a guest");
    let rows = vec![new_person("Eva Expected", Permission::Participant)];
    let link = add_people(&team.admin, &team.session, rows).await.remove(0).link;
    let eve = claim("eva.expected@example.org").await.unwrap();
    let mut live = Live::enter(&eve, &team.session).await;
    live.consent().await;
    let path = format!("/api/sessions/{}/calendar.ics", team.session);
    let calendar = eve.send("GET", &path, &[], "").await;
    let calendar = String::from_utf8(calendar.body).unwrap();
    assert!(!calendar.contains("/j/"), "a code does not lead to the link: {calendar}");
    let eva = server.browser();
    eva.join(&link).await.unwrap();
    assert_eq!(live.until_closed().await, 4503, "whoever had it is out");
    assert_eq!(code(eve.ticket(&team.session).await.unwrap_err()), ErrorCode::NotFound);
    let second_device = server.browser();
    second_device.join(&link).await.unwrap();
    assert!(eva.ticket(&team.session).await.is_ok(), "her own second device takes nothing");
}

#[tokio::test]
async fn opening_the_link_again_closes_nothing() {
    let mut room = Room::open().await;
    room.team.ana.join(&room.team.links[0]).await.unwrap();
    let (other, _) = crate::support::server::new_session(&room.team.admin).await;
    let rows = vec![new_person("Ana Teacher", Permission::Participant)];
    let link = add_people(&room.team.admin, &other, rows).await.remove(0).link;
    room.team.ana.join(&link).await.unwrap();
    room.ana.says("still here").await;
    let _: proto::Nothing = room.team.ana.post("/api/sign-out", &proto::Nothing {}).await.unwrap();
    assert_eq!(room.ana.until_closed().await, 4503, "and signing out still finds it");
}

#[tokio::test]
async fn after_the_end_a_code_is_worth_nothing() {
    let mut room = Room::open().await;
    room.fay.ends().await;
    let body = proto::JoinByCodeBody {
        code: room.team.code.clone(),
        name: "Late".to_owned(),
        ..Default::default()
    };
    let late = room.server.browser().post::<_, proto::Seat>("/api/join/code", &body).await;
    assert_eq!(code(late.unwrap_err()), ErrorCode::WrongState);
}
