//! Tables as people send them, and as nobody should.

use super::{
    ColumnMeaning::{self, *},
    RowProblemKind,
    columns::{Mapping, MappingError},
    csv_out,
    people::{Known, Plan, plan},
    roles::{self, Roles},
    rows::{Draft, drafts},
    table::{Encoding, Table, TableError},
};
use crate::domain::{
    organisation::{CdsCode, Organisation},
    roster::JobRole,
};
use uuid::Uuid;

fn table(text: &str) -> Table {
    Table::read(text.as_bytes()).unwrap()
}

#[track_caller]
fn reads(bytes: &[u8], encoding: Encoding, header: &[&str], rows: &[(u32, &[&str])]) {
    let table = Table::read(bytes).unwrap();
    assert_eq!(table.encoding, encoding);
    assert_eq!(table.header, header);
    let found: Vec<_> = table.rows.iter().map(|row| (row.number, row.cells.clone())).collect();
    let rows: Vec<(u32, Vec<String>)> = rows
        .iter()
        .map(|(n, cells)| (*n, cells.iter().map(ToString::to_string).collect()))
        .collect();
    assert_eq!(found, rows);
}

#[track_caller]
fn refused(bytes: &[u8], because: TableError) {
    assert_eq!(Table::read(bytes), Err(because));
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn encodings() {
    let row: &[(u32, &[&str])] = &[(2, &["Ana Núñez"])];
    reads("Name\r\nAna Núñez\r\n".as_bytes(), Encoding::Utf8, &["Name"], row);
    reads("\u{FEFF}Name\nAna Núñez".as_bytes(), Encoding::Utf8, &["Name"], row);
    reads(b"Name\r\nAna N\xFA\xF1ez\r\n", Encoding::Windows1252, &["Name"], row);
    reads(b"Name\rAna N\xFA\xF1ez\r", Encoding::Windows1252, &["Name"], row);
    let text = "Name\r\nAna Núñez\r\n";
    let marked = format!("\u{FEFF}{text}");
    reads(&utf16(&marked, u16::to_le_bytes), Encoding::Utf16, &["Name"], row);
    reads(&utf16(&marked, u16::to_be_bytes), Encoding::Utf16, &["Name"], row);
    reads(&utf16(text, u16::to_le_bytes), Encoding::Utf16, &["Name"], row);
    reads(&utf16(text, u16::to_be_bytes), Encoding::Utf16, &["Name"], row);
    assert_eq!(Encoding::Windows1252.name(), "Windows-1252");
}

#[test]
fn delimiters() {
    let row: &[(u32, &[&str])] = &[(2, &["1", "2"])];
    for text in
        ["a,b\n1,2", "a;b\n1;2", "a\tb\n1\t2", "a|b\n1|2", "sep=;\na;b\n1;2", "sep=|\r\na|b\r\n1|2"]
    {
        reads(text.as_bytes(), Encoding::Utf8, &["a", "b"], row);
    }
    reads(b"\"x, y, z\";b\n1;2", Encoding::Utf8, &["x, y, z", "b"], row);
    reads(b"Last, First;b\n1;2", Encoding::Utf8, &["Last, First", "b"], row);
    reads(b"only\n1", Encoding::Utf8, &["only"], &[(2, &["1"])]);
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts() {
    let text =
        "a,b\r\n\r\n\"1\r\nand\r\nmore\",2\r\n,\r\n3\r\n\r\n\r\n\"4\",\"say \"\"hi\"\"\"\r\n";
    let rows: &[(u32, &[&str])] =
        &[(3, &["1\nand\nmore", "2"]), (5, &["3", ""]), (8, &["4", "say \"hi\""])];
    reads(text.as_bytes(), Encoding::Utf8, &["a", "b"], rows);
    reads(b"\n\na\n\"\n\n\n\"\nx", Encoding::Utf8, &["a"], &[(5, &["x"])]);
    reads(b"\"a\nb\nc\nd\"\n1\n", Encoding::Utf8, &["a b c d"], &[(2, &["1"])]);
}

#[test]
fn ragged_rows_and_empty_columns() {
    let text = "a,b,,,\n1,,,,\n2,3,4,,\n";
    reads(
        text.as_bytes(),
        Encoding::Utf8,
        &["a", "b", ""],
        &[(2, &["1", "", ""]), (3, &["2", "3", "4"])],
    );
}

#[test]
fn what_is_no_table() {
    refused(b"", TableError::EmptyTable);
    refused(b"\xEF\xBB\xBF\r\n , \r\n", TableError::EmptyTable);
    refused(b"Name,Email\r\n,\r\n", TableError::EmptyTable);
    refused(b"PK\x03\x04\x14\x00\x06\x00", TableError::ExcelFile);
    refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", TableError::ExcelFile);
    refused(b"%PDF-1.7\n%\xE2\xE3", TableError::NotText);
    refused(b"\x89PNG\r\n\x1A\n\x00\x00\x00\x0DIHDR\x00\x00", TableError::NotText);
    refused(b"Name\nAna\x00\n", TableError::NotText);
    refused(b"\xFF\xFEN\x00a\x00\x00\xD8x\x00", TableError::NotText);
    refused(b"a,b\n1,2\n\"3,4\n5,6\n7,8\n", TableError::OpenQuote(3));
    refused(b"a,\"b\n1,2\n", TableError::OpenQuote(1));
    assert!(TableError::ExcelFile.to_string().contains("Excel"));
}

#[test]
fn limits() {
    let columns = |n: usize| format!("{}\n1\n", vec!["x"; n].join(","));
    assert_eq!(table(&columns(50)).header.len(), 50);
    refused(columns(51).as_bytes(), TableError::TooManyColumns);
    let dropped = format!("a,b{}\n1,2\n", ",".repeat(3_000_000));
    assert_eq!(table(&dropped).header.len(), 2);
    let rows = |n: usize| format!("Name\n{}", "Ana\n\n".repeat(n));
    assert_eq!(table(&rows(20_000)).rows.len(), 20_000);
    refused(rows(20_001).as_bytes(), TableError::TooManyRows);
    let large = |n: usize| format!("Name\n{}", "a".repeat(n - 5));
    assert!(Table::read(large(4 * 1024 * 1024).as_bytes()).is_ok());
    refused(large(4 * 1024 * 1024 + 1).as_bytes(), TableError::TooLarge);
}

#[test]
fn samples_differ_and_are_not_empty() {
    let table = table("a\n1\n\"1\"\n 2 \n,\n3\n4\n");
    assert_eq!(table.samples(0, 3), ["1", "2", "3"]);
    assert!(table.samples(7, 3).is_empty());
}

#[track_caller]
fn guesses(text: &str, meanings: &[ColumnMeaning]) {
    assert_eq!(Mapping::guess(&table(text)).columns(), meanings, "{text}");
}

/// The first row is as empty as a row can be.
#[track_caller]
fn headers(header: &str, meanings: &[ColumnMeaning]) {
    guesses(&format!("{header}\n.\n"), meanings);
}

#[test]
fn columns_by_their_headers() {
    headers(
        "Full name,E-mail,Job title,LEA,CDS code",
        &[Name, Email, JobRole, District, DistrictCode],
    );
    headers(
        "First Name,Last Name,Email Address,Role,District",
        &[FirstName, LastName, Email, JobRole, District],
    );
    headers(
        "Nombre,Apellidos,Correo electrónico,Puesto,Distrito",
        &[FirstName, LastName, Email, JobRole, District],
    );
    headers("Nombre completo,Idioma,Código CDS,Grupo(s)", &[Name, Language, DistrictCode, Groups]);
    headers("NOMBRE,CORREO,Función", &[Name, Email, JobRole]);
    headers(
        "Language,Accommodations,Cohort,Keep with,Keep apart",
        &[Language, Access, Groups, KeepWith, KeepApart],
    );
    headers(
        "Access needs,Group(s),Keep with:,Keep apart from:",
        &[Access, Groups, KeepWith, KeepApart],
    );
    headers("Juntar con,No juntar con,Adaptaciones", &[KeepWith, KeepApart, Access]);
    headers("CD Code,District name,district code (7 digits)", &[DistrictCode, District, Nothing]);
    headers(
        "Participant's full name *,Your work e-mail address?,What is your role?",
        &[Name, Email, JobRole],
    );
    headers("School name,Supervisor email,Phone,Name", &[Nothing, Nothing, Nothing, Name]);
    headers("Email,Email 2,e-mail (home)", &[Email, Nothing, Nothing]);
    headers("Name,First,Last", &[Name, FirstName, LastName]);
    headers("Lunch,Notes,Shirt", &[Nothing, Nothing, Nothing]);
    headers(
        "Preferred language,Do you need any accommodations?,Home district",
        &[Language, Access, District],
    );
}

#[test]
fn columns_by_what_is_in_them() {
    guesses("Who,Contact\nAna,ana@x.org\nBen,?\nEva,eva@x.org\n", &[Nothing, Email]);
    guesses("Who,Contact\nAna,ana@x.org\nBen,?\nEva,!\n", &[Nothing, Nothing]);
    guesses("Email,Contact\nana@x.org,ben@x.org\n", &[Email, Nothing]);
    guesses("Supervisor,Name\nben@x.org,Ana\n", &[Nothing, Name]);
    guesses("x,y\n1964733,1\n110017,2\n", &[DistrictCode, Nothing]);
}

#[test]
fn a_mapping_by_hand() {
    let table = table("a,b\n1,2\n");
    assert!(Mapping::parse(&table, vec![Name, Email]).is_ok());
    assert!(Mapping::parse(&table, vec![Nothing, Nothing]).is_ok());
    assert_eq!(Mapping::parse(&table, vec![Name]), Err(MappingError::WrongCount));
    assert_eq!(Mapping::parse(&table, vec![Name, Name]), Err(MappingError::Twice(Name)));
}

#[rustfmt::skip]
const TITLES: [(JobRole, &[&str]); 11] = [
    (JobRole::Teacher, &[
        "Teacher", "teacher", "3rd Grade Teacher", "K-2", "6-8 math", "6-8 science teacher",
        "Dual-language teacher", "Maestra de segundo grado", "Docente", "Profesora de ciencias",
        "Kindergarten", "STEM Teacher", "Preschool teacher", "Technology Teacher", "Educator",
        "Teacher Librarian", "AP Calculus Teacher", "Family and Consumer Science Teacher",
        "Community day school teacher", "Bilingual teacher",
    ]),
    (JobRole::Coach, &[
        "TOSA", "T.O.S.A.", "Math Coach", "Teacher on Special Assignment", "Instructional coach",
        "Induction mentor", "Department Chair", "Dept. lead", "EdTech TOSA", "SPED coach",
        "Entrenadora de matemáticas", "Docente en asignación especial", "Jefa de departamento",
        "Lead Teacher", "coach_tosa", "Coach or teacher on special assignment",
        "Asesor/a pedagógico/a o docente en asignación especial", "Coach Principal",
    ]),
    (JobRole::SiteAdmin, &[
        "Principal", "Assistant Principal", "Asst. Principal", "AP", "A.P.", "VP", "V.P.",
        "Vice Principal of Instruction", "Dean of Students", "Directora", "Subdirector",
        "Director de escuela", "Directora de la escuela primaria", "Site Administrator",
        "Elementary Principal, Roscoe School", "site_admin", "Administración del plantel",
        "Principal on special assignment",
    ]),
    (JobRole::CurriculumAdmin, &[
        "Director of Curriculum", "Director of Curriculum and Instruction",
        "Coordinator, Professional Learning", "STEM Coordinator", "Dir. of Assessment",
        "Coordinadora de currículo", "Directora de currículo", "Curriculum administrator",
        "Director of Educational Services", "Math Coordinator", "Curriculum Specialist",
        "Director, Teaching & Learning", "Executive Director of Elementary Education",
        "Administración curricular", "curriculum_admin",
    ]),
    (JobRole::Specialist, &[
        "Specialist", "ELD Specialist", "Special Education Teacher", "SPED", "MTSS Coordinator",
        "EL Coordinator", "Director of Special Education", "Program Specialist",
        "Education Specialist", "Early Learning Coordinator", "Expanded learning manager",
        "Especialista", "Maestra de educación especial", "Reading Interventionist",
        "Director, English Learners", "Reading specialist", "RSP teacher",
    ]),
    (JobRole::Cabinet, &[
        "Superintendent", "Asst. Supt.", "Asst.Supt.", "Assistant Superintendent of Curriculum",
        "Deputy Superintendent", "Associate superintendent, HR", "CBO", "Chief Business Official",
        "Superintendent/Principal", "Superintendente adjunta", "Chief Academic Officer",
        "Gabinete del distrito", "Area Superintendent",
    ]),
    (JobRole::EdtechData, &[
        "Ed-Tech Coordinator", "EdTech", "IT", "IT Director", "Director of Technology",
        "Data Analyst", "Assessment/data analyst", "Chief Technology Officer", "CTO",
        "Analista de datos", "Coordinador de tecnología educativa", "Ed-tech or data",
        "Technology Specialist",
    ]),
    (JobRole::PupilServices, &[
        "School Psychologist", "School Counselor", "Counsellor", "Social Worker", "School Nurse",
        "Consejera escolar", "Psicólogo", "Trabajadora social", "Enfermera", "SLP",
        "Director of Student Services", "Servicios estudiantiles", "Director, Pupil Services",
    ]),
    (JobRole::FamilyCommunity, &[
        "Family Liaison", "Community School Coordinator", "Interpreter", "Parent Leader",
        "Parent", "Enlace familiar", "Intérprete", "Madre líder", "Family and community",
        "Coordinadora de escuelas comunitarias", "Parent educator", "Translator",
    ]),
    (JobRole::CoeStaff, &[
        "County Office Program Specialist", "COE", "LACOE Math Coordinator", "SDCOE director",
        "County Superintendent of Schools", "Geographic Lead",
        "Assistant Superintendent, Alameda County Office of Education", "County office staff",
        "Personal de la oficina del condado", "Superintendente del condado", "coe_staff",
    ]),
    (JobRole::Partner, &[
        "University researcher", "Museum educator", "Nonprofit partner", "Foundation officer",
        "Researcher, PACE", "Professor of Education", "Profesor universitario", "Consultant",
        "Organización aliada", "Partner", "Investigadora",
    ]),
];

#[rustfmt::skip]
const NO_TITLES: [&str; 16] = [
    "", "?", "Director", "Executive Director", "Secretary", "Asst. to the Superintendent",
    "Administrative Assistant", "Paraprofessional", "Football coach", "Asistente administrativa",
    "Instructional Aide", "Staff", "Volunteer", "Ana Núñez", "School board member", "Manager",
];

#[test]
fn titles() {
    for (role, titles) in TITLES {
        for title in titles {
            assert_eq!(roles::guess(title), Some(role), "{title}");
        }
    }
    for title in NO_TITLES {
        assert_eq!(roles::guess(title), None, "{title}");
    }
    assert_eq!(roles::guess(&"teacher ".repeat(51)), None);
}

#[test]
fn titles_of_a_table() {
    let table = table("Name,Role\na,Wizard\nb,teacher\nc,TEACHER\nd,\ne,wizard.\n");
    let mapping = Mapping::guess(&table);
    let said = Roles::new([("WIZARD", JobRole::EdtechData)]);
    let found = |roles| {
        let all = roles::distinct(&table, &mapping, &roles);
        all.into_iter().map(|f| (f.title, f.job_role, f.count)).collect::<Vec<_>>()
    };
    let teacher = ("teacher".to_owned(), Some(JobRole::Teacher), 2);
    assert_eq!(found(Roles::default()), [("Wizard".to_owned(), None, 2), teacher.clone()]);
    assert_eq!(found(said), [("Wizard".to_owned(), Some(JobRole::EdtechData), 2), teacher]);
}

const LAKESIDE: &str = "1964733";

fn known_places() -> Vec<Organisation> {
    vec![Organisation {
        code: Some(CdsCode::parse(LAKESIDE).unwrap()),
        name: "Lakeside Unified".to_owned(),
    }]
}

fn read(text: &str) -> Vec<Draft> {
    let table = table(text);
    drafts(&table, &Mapping::guess(&table), &Roles::default(), &known_places())
}

/// One cell under one header.
fn cell(header: &str, value: &str) -> Draft {
    let value = value.replace('"', "\"\"");
    read(&format!("{header}|z\n\"{value}\"|z\n")).remove(0)
}

#[track_caller]
fn says<T: PartialEq + std::fmt::Debug>(
    header: &str,
    field: impl Fn(Draft) -> T,
    cells: &[(&str, T)],
) {
    for (value, expected) in cells {
        let draft = cell(header, value);
        assert_eq!(draft.problems, [], "{value}");
        assert_eq!(&field(draft), expected, "{value}");
    }
}

#[track_caller]
fn is_wrong(header: &str, kind: RowProblemKind, values: &[&str]) {
    for value in values {
        let problems = cell(header, value).problems;
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [kind], "{value:?}");
        assert!(problems[0].value.chars().count() <= 100);
    }
}

#[test]
fn names() {
    let name = |draft: Draft| draft.name;
    let to = str::to_owned;
    says(
        "Name",
        name,
        &[
            ("  Ana   Núñez ", to("Ana Núñez")),
            ("Núñez, Ana", to("Ana Núñez")),
            ("Ana Núñez, Ed.D.", to("Ana Núñez, Ed.D.")),
            ("Smith, Jr., John", to("Smith, Jr., John")),
            ("'Aolani", to("'Aolani")),
            ("O'Brien, Pat", to("Pat O'Brien")),
            ("\u{200B}Ana\u{202E}", to("Ana")),
            ("-", to("")),
            ("N/A", to("")),
            ("None", to("")),
            (" -- ", to("")),
        ],
    );
    is_wrong(
        "Name",
        RowProblemKind::Formula,
        &[
            "=cmd|' /C calc'!A0",
            "+1",
            "-Ana",
            "@SUM(A1)",
            "\tAna",
            "\rAna",
            " =1+1",
            "'=1+1",
            "\u{200B}=1",
            "＝1",
            "\u{FEFF}@x",
        ],
    );
    is_wrong("Name", RowProblemKind::TooLong, &[&"a".repeat(81)]);
    is_wrong("Name", RowProblemKind::NameMissing, &["???"]);
    let two = read("First name,Last name\nAna,Núñez\nPrince,\n,=x\n");
    assert_eq!((two[0].name.as_str(), two[1].name.as_str()), ("Ana Núñez", "Prince"));
    assert_eq!(two[2].problems[0].column, LastName);
    let long = "a".repeat(50);
    let long = read(&format!("First name,Last name\n{long},{long}\n"));
    assert_eq!(long[0].problems[0].kind, RowProblemKind::TooLong);
}

#[test]
fn emails() {
    says(
        "Email",
        |draft| draft.email,
        &[
            (" Ana@X.ORG ", "ana@x.org".to_owned()),
            ("mailto:ana@x.org", "ana@x.org".to_owned()),
            ("n/a", String::new()),
        ],
    );
    is_wrong(
        "Email",
        RowProblemKind::EmailMalformed,
        &["ana", "ana@x", "a@b@c.org", "a@x.org; b@x.org"],
    );
    is_wrong("Email", RowProblemKind::Formula, &["=a@x.org", "+a@x.org", "'@x.org"]);
    let twice = read("Name,Email\nAna,a@x.org\nBen,A@x.org\nAna,a@x.org\n");
    let kinds = |draft: &Draft| draft.problems.iter().map(|p| p.kind).collect::<Vec<_>>();
    assert_eq!(kinds(&twice[0]), []);
    assert_eq!(kinds(&twice[1]), [RowProblemKind::EmailTwice]);
    assert_eq!(kinds(&twice[2]), [RowProblemKind::EmailTwice]);
}

fn place(code: &str, name: &str) -> Option<Organisation> {
    Some(Organisation { code: CdsCode::parse(code).ok(), name: name.to_owned() })
}

#[test]
fn districts() {
    let organisation = |draft: Draft| draft.organisation;
    let alameda = place("0110017", "Alameda County Office of Education");
    let lakeside = place(LAKESIDE, "Lakeside Unified");
    says(
        "District",
        organisation,
        &[
            ("", None),
            ("Lakeside Unified", lakeside.clone()),
            ("LAKESIDE USD", lakeside.clone()),
            ("Lakeside Unified School District", lakeside.clone()),
            (LAKESIDE, lakeside.clone()),
            ("19647330000000", lakeside.clone()),
            ("Museum of Numbers", place("", "Museum of Numbers")),
            ("LACOE", place("", "LACOE")),
            ("Alameda COE", alameda.clone()),
            ("alameda county office of education", alameda.clone()),
            ("Oficina de Educación del Condado de Alameda", alameda.clone()),
            (
                "Orange County Office of Education",
                place("3010306", "Orange County Department of Education"),
            ),
        ],
    );
    says(
        "CDS code",
        organisation,
        &[
            ("0110017", alameda.clone()),
            ("110017", alameda.clone()),
            ("01 10017", alameda.clone()),
            ("01-10017-0000000", alameda.clone()),
            ("1100170000000", alameda.clone()),
            ("'0110017", alameda),
            ("1964733.0", lakeside),
            ("N/A", None),
        ],
    );
    is_wrong(
        "CDS code",
        RowProblemKind::CodeMalformed,
        &[
            "1.96477E+12",
            "1,96E+06",
            "12345",
            "123456789",
            "abc",
            "5910017",
            "9964733",
            "0010017",
            "１９６４７３３",
        ],
    );
    is_wrong("CDS code", RowProblemKind::CodeCheckDigit, &["1964734", "0110018", "19647340000000"]);
    is_wrong("District", RowProblemKind::CodeMalformed, &["1.96477E+12", "99999999"]);
    is_wrong("District", RowProblemKind::CodeCheckDigit, &["1964734"]);
    is_wrong("District", RowProblemKind::Formula, &["=x", "@x"]);
    is_wrong("District", RowProblemKind::TooLong, &[&"a".repeat(81)]);
    // The code is right, but nobody knows what it is called.
    is_wrong("CDS code", RowProblemKind::DistrictMissing, &["0161119"]);
}

#[test]
fn rows_teach_each_other_their_districts() {
    let rows = read(
        "District,CDS code\n,161119\nAlameda Unified,0161119\nAlameda USD,\nMy Lakeside,1964733\n\
         Hope,4369450\nHope,5471969\nHope,\n",
    );
    let found: Vec<_> = rows.into_iter().map(|row| row.organisation).collect();
    let alameda = place("0161119", "Alameda Unified");
    assert_eq!(found[..3], [alameda.clone(), alameda.clone(), alameda]);
    assert_eq!(found[3], place(LAKESIDE, "My Lakeside"));
    assert_eq!(found[6], place("", "Hope"));
    let office = read("District,CDS code\nOur County,0110017\n").remove(0).organisation;
    assert_eq!(office, place("0110017", "Alameda County Office of Education"));
}

#[test]
fn languages() {
    use crate::domain::roster::Language::*;
    says(
        "Language",
        |draft| draft.language,
        &[
            ("English", Some(English)),
            ("en-US", Some(English)),
            ("inglés", Some(English)),
            ("Español", Some(Spanish)),
            ("es", Some(Spanish)),
            ("Spanish only", Some(Spanish)),
            ("Bilingual", Some(Bilingual)),
            ("bilingüe", Some(Bilingual)),
            ("English and Spanish", Some(Bilingual)),
            ("español/inglés", Some(Bilingual)),
            ("Both", Some(Bilingual)),
            ("", None),
            ("none", None),
        ],
    );
    is_wrong(
        "Language",
        RowProblemKind::LanguageUnknown,
        &["Tagalog", "English, Tagalog", "and", "?"],
    );
}

#[test]
fn access_groups_and_lists() {
    says(
        "Access",
        |draft| draft.access,
        &[("Large\nprint,  please", "Large print, please".to_owned())],
    );
    is_wrong("Access", RowProblemKind::TooLong, &[&"a".repeat(201)]);
    is_wrong("Access", RowProblemKind::Formula, &["=1"]);
    let list = |items: &[&str]| items.iter().map(ToString::to_string).collect::<Vec<_>>();
    says(
        "Groups",
        |draft| draft.groups,
        &[
            ("Red; blue ;; RED", list(&["Red", "blue"])),
            ("a\nb", list(&["a", "b"])),
            ("-", list(&[])),
        ],
    );
    is_wrong("Groups", RowProblemKind::TooLong, &[&"a".repeat(61)]);
    is_wrong("Groups", RowProblemKind::Formula, &["a; =b"]);
    let many = |n: u32| (0..n).map(|i| format!("g{i}")).collect::<Vec<_>>().join(";");
    assert_eq!(cell("Groups", &many(20)).groups.len(), 20);
    is_wrong("Groups", RowProblemKind::TooMany, &[&many(21)]);
    is_wrong("Keep with", RowProblemKind::TooMany, &[&many(21)]);
    says(
        "Keep apart",
        |draft| draft.keep_apart,
        &[("Núñez, Ana; b@x.org", list(&["Núñez, Ana", "b@x.org"]))],
    );
    is_wrong("Role", RowProblemKind::RoleUnknown, &["Wizard"]);
}

#[test]
fn cells_for_spreadsheets() {
    for (text, safe) in [
        ("Ana", "Ana"),
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("  =1", "'  =1"),
        ("\u{A0}=1", "'\u{A0}=1"),
        ("", ""),
        ("a=b", "a=b"),
    ] {
        assert_eq!(csv_out::cell(text), safe);
    }
    let bytes = csv_out::write([vec!["Name", "Note"], vec!["Núñez, \"Ana\"", "=1"], vec!["x"]]);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(text, "\u{FEFF}Name,Note\r\n\"Núñez, \"\"Ana\"\"\",'=1\r\nx\r\n");
    assert_eq!(Table::read(&bytes).unwrap().rows[0].cells, ["Núñez, \"Ana\"", "'=1"]);
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// Someone who teaches at Lakeside.
fn known(n: u128, name: &str, email: &str) -> Known {
    Known {
        id: id(n),
        name: name.to_owned(),
        email: email.to_owned(),
        organisation: known_places().remove(0),
        job_role: Some(JobRole::Teacher),
        language: None,
        access: String::new(),
        groups: Vec::new(),
        keep_with: Vec::new(),
        keep_apart: Vec::new(),
        is_removed: false,
    }
}

/// Ana (1) and Ben (2) have addresses, Eva (3) has none, Max (4) was taken out.
fn roster() -> Vec<Known> {
    let mut max = known(4, "Max Gone", "max@x.org");
    max.is_removed = true;
    vec![
        known(1, "Ana Núñez", "ana@x.org"),
        known(2, "Ben Ng", "ben@x.org"),
        known(3, "Eva Ruiz", ""),
        max,
    ]
}

fn plans_with(text: &str, known: &[Known], people_max: usize) -> Plan {
    let mut next = 100;
    let fresh = || {
        next += 1;
        id(next)
    };
    plan(read(text), known, people_max, fresh)
}

fn plans(text: &str) -> Plan {
    plans_with(text, &roster(), 1_000)
}

/// The rows with problems, each with its kinds.
fn problems(plan: &Plan) -> Vec<(u32, Vec<RowProblemKind>)> {
    let kinds = |draft: &Draft| draft.problems.iter().map(|problem| problem.kind).collect();
    plan.problems.iter().map(|draft| (draft.row, kinds(draft))).collect()
}

/// People whom nobody has to look up: name, address, and the two lists.
fn people(rows: &[(&str, &str, &str, &str)]) -> String {
    let mut text = "Name|Email|Role|District|Keep with|Keep apart\n".to_owned();
    for (name, email, with, apart) in rows {
        text.push_str(&format!("{name}|{email}|Teacher|Lakeside Unified|{with}|{apart}\n"));
    }
    text
}

#[track_caller]
fn has_problems(rows: &[(&str, &str, &str, &str)], expected: &[(u32, &[RowProblemKind])]) {
    let expected: Vec<_> = expected.iter().map(|(row, kinds)| (*row, kinds.to_vec())).collect();
    assert_eq!(problems(&plans(&people(rows))), expected);
}

#[test]
fn additions_updates_and_the_rest() {
    let plan = plans(
        "Name,Email,Role,District,Language,Groups\n\
         Ana Núñez,ANA@x.org,Principal,,Spanish,\n\
         Ben Ng,ben@x.org,teacher,Lakeside USD,,\n\
         eva ruiz,,,Lakeside Unified,,Red;Blue\n\
         Fay Wu,fay@x.org,Math coach,Exploratorium Museum,both,Red\n",
    );
    assert_eq!(problems(&plan), []);
    assert_eq!(plan.updates[0].columns, [JobRole, Language]);
    assert_eq!(plan.updates[0].before, roster()[0]);
    assert_eq!(plan.updates[0].after.job_role, Some(JobRole::SiteAdmin));
    assert_eq!(plan.updates[0].after.organisation, roster()[0].organisation);
    assert_eq!((plan.updates[1].row, plan.updates[1].after.id), (4, id(3)));
    assert_eq!(plan.updates[1].columns, [Name, Groups]);
    assert_eq!((plan.unchanged[0].row, plan.unchanged[0].id), (3, id(2)));
    let fay = &plan.additions[0].person;
    assert_eq!((fay.id, fay.name.as_str(), fay.email.as_str()), (id(101), "Fay Wu", "fay@x.org"));
    assert_eq!(fay.organisation.code, None);
    assert!(plan.absent.is_empty());
    assert_eq!(plans("Email\nana@x.org\n").absent, [id(2), id(3)]);
}

#[test]
fn what_a_row_does_not_say_stays() {
    let mut ana = known(1, "Ana Núñez", "ana@x.org");
    ana.language = Some(crate::domain::roster::Language::Spanish);
    ana.access = "Large print".to_owned();
    ana.groups = vec!["Red".to_owned(), "Blue".to_owned()];
    ana.keep_with = vec![id(2)];
    ana.keep_apart = vec![id(3)];
    let mut known = roster();
    known[0] = ana;
    let all = "Name,Email,Role,CDS code,Language,Access,Groups,Keep with,Keep apart\n";
    for row in
        [",ana@x.org,,,,,,,", "-,ana@x.org,n/a,,none,,--,ana@x.org,", ",ana@x.org,,,,,Blue;Red,,"]
    {
        let plan = plans_with(&format!("{all}{row}\n"), &known, 9);
        assert_eq!(plan.unchanged.len(), 1, "{row}");
    }
    let plan = plans_with("Email,Groups,Keep with\nana@x.org,Red,Eva Ruiz\n", &known, 9);
    assert_eq!(problems(&plan), [(2, vec![RowProblemKind::Contradiction])]);
    let plan = plans_with("Email,Groups,Keep apart\nana@x.org,Red,max@x.org\n", &known, 9);
    assert_eq!(problems(&plan), [(2, vec![RowProblemKind::PersonUnknown])]);
    let plan = plans_with("Email,Groups,Access\nana@x.org,Red,None\n", &known, 9);
    assert_eq!(plan.updates[0].columns, [Groups]);
    assert_eq!(plan.updates[0].after.groups, ["Red"]);
    assert_eq!(plan.updates[0].after.keep_with, [id(2)]);
}

#[test]
fn importing_twice_changes_nothing() {
    let text = people(&[
        ("Fay Wu", "fay@x.org", "Gus Li; ana@x.org", "Ben Ng"),
        ("Gus Li", "", "Wu, Fay", ""),
        ("Hal Oh", "", "", "gus li"),
    ]);
    let first = plans(&text);
    assert_eq!(problems(&first), []);
    let mut known = roster();
    known.extend(first.additions.into_iter().map(|added| added.person));
    assert_eq!(known[4].keep_with, [id(102), id(1)]);
    assert_eq!(known[6].keep_apart, [id(102)]);
    let second = plans_with(&text, &known, 1_000);
    assert_eq!((second.unchanged.len(), second.absent.len()), (3, 3));
}

#[test]
fn new_people_need_what_known_people_have() {
    use RowProblemKind::*;
    let plan = plans("Name,Email\n,ana@x.org\n,new@x.org\nEva Ruiz,\nzoe,bad\n");
    let all = vec![NameMissing, DistrictMissing, RoleUnknown];
    assert_eq!(problems(&plan), [(3, all), (5, vec![EmailMalformed])]);
    assert_eq!(plan.unchanged.len(), 2);
}

#[test]
fn whom_no_address_tells_apart() {
    use RowProblemKind::*;
    has_problems(
        &[("Zoe", "", "", ""), ("ZOE", "", "", ""), ("Zoe", "zoe@x.org", "", "")],
        &[(3, &[PersonUnknown])],
    );
    let two = [known(1, "Ana", ""), known(2, "Ana", ""), known(3, "Eva", "")];
    let plan = plans_with(&people(&[("Ana", "", "", ""), ("Eva", "", "", "")]), &two, 9);
    assert_eq!(problems(&plan), [(2, vec![PersonUnknown])]);
    assert_eq!(plan.absent, [id(1), id(2)]);
    // Whose address is wrong is not the one without an address.
    has_problems(
        &[("Eva Ruiz", "bad", "", ""), ("Eva Ruiz", "", "", "")],
        &[(2, &[EmailMalformed])],
    );
    // Another district, another person, even if it is called the same.
    let plan = plans("Name,Role,District,CDS code\nEva Ruiz,Teacher,Lakeside Unified,0161119\n");
    assert_eq!((plan.additions.len(), plan.updates.len()), (1, 0));
    let plan = plans("Name,Role,District,CDS code\nEva Ruiz,Teacher,Alameda Unified,0161119\n");
    assert_eq!(plan.additions.len(), 1);
}

#[test]
fn who_was_taken_out_stays_out() {
    use RowProblemKind::*;
    has_problems(
        &[
            ("Max Gone", "max@x.org", "", ""),
            ("Fay", "fay@x.org", "max@x.org", ""),
            ("Gus", "", "Max Gone", ""),
        ],
        &[(2, &[Removed]), (3, &[PersonUnknown]), (4, &[PersonUnknown])],
    );
    let mut gone = [known(1, "Ana", "")];
    gone[0].is_removed = true;
    let plan = plans_with(&people(&[("Ana", "", "", "")]), &gone, 9);
    assert_eq!(problems(&plan), [(2, vec![Removed])]);
    assert!(plan.absent.is_empty());
}

#[test]
fn references() {
    use RowProblemKind::*;
    has_problems(
        &[("Fay", "fay@x.org", "fay@x.org; FAY; Nunez, Ana; Ben Ng <ben@x.org>", "eva ruiz")],
        &[],
    );
    has_problems(
        &[("Fay", "fay@x.org", "nobody@x.org", "Nobody")],
        &[(2, &[PersonUnknown, PersonUnknown])],
    );
    has_problems(
        &[
            ("Zoe", "z1@x.org", "", ""),
            ("Zoe", "z2@x.org", "", ""),
            ("Fay", "", "zoe", ""),
            ("Gus", "", "z2@x.org", ""),
        ],
        &[(4, &[PersonUnknown])],
    );
    // A row that is left out takes those with it who need it, but not those who are known.
    has_problems(
        &[
            ("Fay", "fay@x.org", "Gus", ""),
            ("Gus", "gus@x.org", "", "Hal"),
            ("Hal", "hal@x.org", "Nobody", ""),
            ("Ida", "ida@x.org", "Ben Ng", ""),
            ("Ben Ng", "ben@x.org", "Nobody", ""),
        ],
        &[
            (2, &[PersonUnknown]),
            (3, &[PersonUnknown]),
            (4, &[PersonUnknown]),
            (6, &[PersonUnknown]),
        ],
    );
}

#[test]
fn contradictions() {
    use RowProblemKind::*;
    has_problems(
        &[("Fay", "fay@x.org", "Ana Núñez", "ana@x.org")],
        &[(2, &[Contradiction, Contradiction])],
    );
    has_problems(
        &[
            ("Fay", "fay@x.org", "Gus", ""),
            ("Gus", "gus@x.org", "", "Fay"),
            ("Hal", "", "Ana Núñez", "Ben Ng"),
        ],
        &[(2, &[Contradiction]), (3, &[Contradiction])],
    );
    // The roster says apart, the row says together; a row that ends it makes it fine.
    let mut people_known = roster();
    people_known[0].keep_apart = vec![id(2)];
    let apart = people(&[("Ben Ng", "ben@x.org", "Ana Núñez", "")]);
    assert_eq!(problems(&plans_with(&apart, &people_known, 9)), [(2, vec![Contradiction])]);
    let ended =
        [("Ben Ng", "ben@x.org", "Ana Núñez", ""), ("Ana Núñez", "ana@x.org", "", "Eva Ruiz")];
    assert_eq!(problems(&plans_with(&people(&ended), &people_known, 9)), []);
    // The row that would end it is left out.
    let undone =
        [("Ben Ng", "ben@x.org", "Ana Núñez", ""), ("Ana Núñez", "ana@x.org", "", "Eva Ruiz; New")];
    let undone = people(&[undone[0], undone[1], ("New", "new@x.org", "", "")]);
    let plan = plans_with(&undone, &people_known, 4);
    let expected = [(2, vec![Contradiction]), (3, vec![PersonUnknown]), (4, vec![RosterFull])];
    assert_eq!(problems(&plan), expected);
}

#[test]
fn a_full_roster() {
    use RowProblemKind::*;
    let rows = [
        ("Fay", "fay@x.org", "", ""),
        ("Gus", "gus@x.org", "Hal", ""),
        ("Hal", "hal@x.org", "", ""),
    ];
    let plan = plans_with(&people(&rows), &roster(), 6);
    assert_eq!(problems(&plan), [(3, vec![PersonUnknown]), (4, vec![RosterFull])]);
    assert_eq!(plan.additions.len(), 1);
    assert_eq!(plans_with(&people(&rows), &roster(), 7).additions.len(), 3);
    assert_eq!(plans_with(&people(&rows), &roster(), 0).additions.len(), 0);
    // Who is refused anyway takes no place.
    let rows = [("Fay", "bad", "", ""), ("Gus", "gus@x.org", "", "")];
    assert_eq!(plans_with(&people(&rows), &roster(), 5).additions.len(), 1);
}
