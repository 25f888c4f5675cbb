//! A roster from a table: previewed, imported whole, imported again; the links and calendar
//! entries that come of it.

use crate::support::{
    browser::Browser,
    server::{Server, Team},
};
use convene::proto::{
    self, ColumnMeaning, ErrorCode, ImportRosterBody, RosterImported, RosterPreview, RosterTable,
    RowFate, RowProblemKind,
};

const TABLE: &str = "\u{feff}Full name;Correo;Job title;CDS code;District;Idioma;Groups;Keep apart\r\n\
    Rosa Delgado;rosa@lakeside.example;math coach;110017;;both;North;Max Muster\r\n\
    Max Muster;MAX@lakeside.example;Superintendent;;Lakeside Unified;English;North; \r\n\
    =cmd|' /C calc'!A0;evil@lakeside.example;teacher;;Lakeside Unified;;;\r\n\
    Nobody;not an address;juggler;0110018;;Klingon;;Someone Else\r\n";

fn table(text: &str) -> RosterTable {
    RosterTable { content: text.to_owned().into(), ..RosterTable::default() }
}

async fn preview(team: &Team, table: &RosterTable) -> Result<RosterPreview, proto::Problem> {
    team.fay.post(&format!("/api/sessions/{}/roster/preview", team.session), table).await
}

async fn import(
    team: &Team,
    table: &RosterTable,
    digest: &str,
    leave_out_problems: bool,
) -> Result<RosterImported, proto::Problem> {
    let table = Some(table.clone());
    let body = ImportRosterBody { table, digest: digest.to_owned(), leave_out_problems };
    team.fay.post(&format!("/api/sessions/{}/roster", team.session), &body).await
}

async fn roster(browser: &Browser, session: &str) -> Vec<proto::RosterRow> {
    let detail: proto::SessionDetail =
        browser.get(&format!("/api/sessions/{session}")).await.unwrap();
    detail.roster
}

#[tokio::test]
async fn a_table_is_previewed_imported_and_imported_again() {
    let server = Server::start().await;
    let team = server.team().await;
    let before = roster(&team.fay, &team.session).await.len();
    let seen = preview(&team, &table(TABLE)).await.unwrap();
    assert_eq!((seen.added_count, seen.problem_count, seen.rows_count), (2, 2, 4));
    let meanings: Vec<_> = seen.columns.iter().map(proto::RosterColumn::meaning).collect();
    assert_eq!(meanings[..3], [ColumnMeaning::Name, ColumnMeaning::Email, ColumnMeaning::JobRole]);
    let unknown: Vec<_> = seen.roles.iter().filter(|role| role.job_role == 0).collect();
    assert_eq!(unknown[0].text, "juggler");
    let problems = |row: u32| {
        let row = seen.rows.iter().find(|found| found.row == row).unwrap();
        assert_eq!(row.fate(), RowFate::Problem);
        row.problems.iter().map(proto::RowProblem::kind).collect::<Vec<_>>()
    };
    assert_eq!(problems(4), [RowProblemKind::Formula]);
    for kind in [
        RowProblemKind::EmailMalformed,
        RowProblemKind::CodeCheckDigit,
        RowProblemKind::LanguageUnknown,
        RowProblemKind::RoleUnknown,
    ] {
        assert!(problems(5).contains(&kind), "{kind:?} in {:?}", problems(5));
    }
    let refused = import(&team, &table(TABLE), &seen.digest, false).await.unwrap_err();
    assert_eq!(refused.field, "leave_out_problems", "nobody leaves people out unasked");
    assert_eq!(roster(&team.fay, &team.session).await.len(), before, "and nothing was imported");
    let done = import(&team, &table(TABLE), &seen.digest, true).await.unwrap();
    assert_eq!((done.added_count, done.left_out_count), (2, 2));
    let rows = roster(&team.fay, &team.session).await;
    let of = |email: &str| rows.iter().find(|row| row.email == email).unwrap();
    let (rosa, max) = (of("rosa@lakeside.example"), of("max@lakeside.example"));
    let place = rosa.person.as_ref().unwrap().organisation.clone().unwrap();
    assert_eq!((&*place.cds_code, &*place.name), ("0110017", "Alameda County Office of Education"));
    assert_eq!(rosa.language(), proto::Language::Bilingual);
    assert_eq!(rosa.keep_apart_ids, [max.person.clone().unwrap().id]);
    assert!(!rosa.link.is_empty());
    let stale = import(&team, &table(TABLE), &seen.digest, true).await.unwrap_err();
    assert_eq!(stale.code(), ErrorCode::PreviewOld);

    let changed = TABLE.replace("math coach", "Principal");
    let seen = preview(&team, &table(&changed)).await.unwrap();
    assert_eq!((seen.added_count, seen.updated_count, seen.unchanged_count), (0, 1, 1));
    let update = seen.rows.iter().find(|row| row.fate() == RowFate::Updated).unwrap();
    let change = &update.changes[0];
    assert_eq!((&*change.before, &*change.after), ("JOB_ROLE_COACH", "JOB_ROLE_SITE_ADMIN"));
    assert!(seen.absent_names.contains(&"Ana Teacher".to_owned()));
    import(&team, &table(&changed), &seen.digest, true).await.unwrap();
    let rows = roster(&team.fay, &team.session).await;
    let again = rows.iter().find(|row| row.email == "rosa@lakeside.example").unwrap();
    assert_eq!(again.person.as_ref().unwrap().job_role(), proto::JobRole::SiteAdmin);
    assert_eq!(again.link, rosa.link, "a link that was sent goes on working");
}

#[tokio::test]
async fn tables_that_are_none() {
    let server = Server::start().await;
    let team = server.team().await;
    let wide = vec!["x"; 51].join(",");
    let long = "Name,E-mail\n".to_owned() + &"a,b\n".repeat(20_001);
    let rows: [(&str, Vec<u8>); 6] = [
        ("empty", Vec::new()),
        ("headers alone", b"Name,E-mail\n".to_vec()),
        ("a workbook", b"PK\x03\x04\x14\0\x06\0".to_vec()),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0".to_vec()),
        ("too wide", format!("{wide}\n{wide}\n").into_bytes()),
        ("too long", long.into_bytes()),
    ];
    for (row, content) in rows {
        let table = RosterTable { content: content.into(), ..RosterTable::default() };
        let refused = preview(&team, &table).await.unwrap_err();
        assert_eq!(refused.code(), ErrorCode::BadTable, "{row}: {}", refused.detail);
    }
    let large = table(&"x".repeat(7 << 20));
    assert_eq!(preview(&team, &large).await.unwrap_err().code(), ErrorCode::TooLarge);
}

/// Twenty thousand rows are read, and refused for what they are: too many for a session.
#[tokio::test]
async fn a_roster_has_an_end() {
    let server = Server::start().await;
    let team = server.team().await;
    let mut text = "Name,E-mail,Job title,District\n".to_owned();
    for n in 0..20_000 {
        text.push_str(&format!("Person {n},p{n}@example.org,teacher,Lakeside Unified\n"));
    }
    let seen = preview(&team, &table(&text)).await.unwrap();
    assert_eq!(seen.rows_count, 20_000);
    assert_eq!(seen.added_count, 5_000 - 4, "four are there already");
    assert_eq!(seen.problem_count, 15_004);
    let done = import(&team, &table(&text), &seen.digest, true).await.unwrap();
    assert_eq!(done.added_count, 4_996);
    assert_eq!(roster(&team.fay, &team.session).await.len(), 5_000);
}

#[tokio::test]
async fn links_and_calendar_entries() {
    let server = Server::start().await;
    let team = server.team().await;
    let path = format!("/api/sessions/{}/links.csv", team.session);
    let links = team.fay.send("GET", &path, &[], "").await;
    let links = String::from_utf8(links.body).unwrap();
    assert!(links.contains(&team.links[0]), "the same link as before: {links}");
    assert!(!links.contains("Ada Admin"), "no link to an account's place");
    let calendar = links.split(',').find(|cell| cell.contains("calendar.ics")).unwrap().trim();
    let path = calendar.split_once("/api/").unwrap().1.split('\r').next().unwrap();
    let path = format!("/api/{path}");
    let entry = async || {
        let answer = server.browser().send("GET", &path, &[], "").await;
        assert_eq!(answer.headers["content-type"], "text/calendar; charset=utf-8");
        let text = String::from_utf8(answer.body).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        text.replace("\r\n ", "")
    };
    let first = entry().await;
    let field = |text: &str, name: &str| {
        let found = text.lines().find_map(|line| line.strip_prefix(name).map(str::to_owned));
        found.unwrap_or_else(|| panic!("{name} in {text}"))
    };
    assert_eq!(field(&first, "SEQUENCE:"), "0");
    assert!(field(&first, "URL:").contains("/j/"));
    let title = proto::Text { en: "Spring; and, summer".to_owned(), es: String::new() };
    let body = proto::CreateSessionBody {
        title: Some(title),
        scheduled_at_ms: 1_900_000_000_000,
        planned_minutes: 150,
        forgets_rooms: None,
    };
    let path = format!("/api/sessions/{}", team.session);
    let _: proto::SessionSummary = team.fay.post(&path, &body).await.unwrap();
    let second = entry().await;
    assert_eq!(field(&second, "UID:"), field(&first, "UID:"), "the same entry");
    assert_eq!(field(&second, "SEQUENCE:"), "1");
    assert_eq!(field(&second, "SUMMARY:"), "Spring\\; and\\, summer");
    assert_eq!(field(&second, "DTSTART:"), "20300317T174640Z");
    assert_eq!(field(&second, "DTEND:"), "20300317T201640Z");
}
