//! The small enums, both ways. Every match names every variant.

use crate::{
    domain::{
        agenda::{FileKind, Opens},
        breakout::{Role, Strategy, Why},
        chat::{PrivateLines, Reaction, ReviewState, Withdrawn},
        poll::{Form, Privacy, Showing},
        roster::{Attention, Consent, Identified, JobRole, Language, Permission},
        session::ReplayAudience,
    },
    proto,
};

macro_rules! terms {
    ($to:ident, $from:ident, $domain:ty, $wire:ty, { $($a:ident => $b:ident),+ $(,)? }) => {
        /// To the wire.
        #[must_use]
        pub(crate) fn $to(value: $domain) -> i32 {
            match value { $(<$domain>::$a => <$wire>::$b as i32),+ }
        }
        /// From the wire; `None` for what is unspecified or unknown.
        #[must_use]
        pub(crate) fn $from(value: i32) -> Option<$domain> {
            match <$wire>::try_from(value) {
                Ok(<$wire>::Unspecified) | Err(_) => None,
                $(Ok(<$wire>::$b) => Some(<$domain>::$a)),+
            }
        }
    };
}

terms!(strategy, strategy_of, Strategy, proto::Strategy, {
    Manual => Manual,
    RoleAlike => RoleAlike,
    DistrictTeam => DistrictTeam,
    CoeRegion => CoeRegion,
    Mixed => Mixed,
    Jigsaw => Jigsaw,
    Nested => Nested,
    BalancedRandom => BalancedRandom,
    SelfSelect => SelfSelect,
    SameAs => SameAs,
    Pinned => Pinned,
    LanguageFirst => LanguageFirst,
});

terms!(placement_why, placement_why_of, Why, proto::PlacementWhy, {
    Facilitator => Facilitator,
    Role => Role,
    District => District,
    Region => Region,
    Mixed => Mixed,
    Jigsaw => Jigsaw,
    Earlier => Earlier,
    Chance => Chance,
    Chosen => Chosen,
    Host => Host,
    Language => Language,
    Together => Together,
    Late => Late,
    Rotation => Rotation,
    Merged => Merged,
});

terms!(room_role, room_role_of, Role, proto::RoomRole, {
    Leader => Leader,
    Reporter => Reporter,
    Timekeeper => Timekeeper,
    Presenter => Presenter,
});

terms!(privacy, privacy_of, Privacy, proto::PollPrivacy, {
    Named => Named,
    Confidential => Confidential,
    Anonymous => Anonymous,
});

terms!(showing, showing_of, Showing, proto::PollResults, {
    Revealed => Revealed,
    Live => Live,
    Hidden => Hidden,
});

terms!(permission, permission_of, Permission, proto::Permission, {
    Participant => Participant,
    Facilitator => Facilitator,
    Staff => Staff,
    Admin => Admin,
});

terms!(job_role, job_role_of, JobRole, proto::JobRole, {
    Teacher => Teacher,
    Coach => Coach,
    SiteAdmin => SiteAdmin,
    CurriculumAdmin => CurriculumAdmin,
    Specialist => Specialist,
    Cabinet => Cabinet,
    EdtechData => EdtechData,
    PupilServices => PupilServices,
    FamilyCommunity => FamilyCommunity,
    CoeStaff => CoeStaff,
    Partner => Partner,
});

terms!(identified, identified_of, Identified, proto::Identified, {
    Link => Link,
    Code => Code,
    Guest => Guest,
    Facilitator => Facilitator,
});

terms!(language, language_of, Language, proto::Language, {
    English => English,
    Spanish => Spanish,
    Bilingual => Bilingual,
});

terms!(withdrawn, withdrawn_of, Withdrawn, proto::Withdrawn, {
    ByAuthor => ByAuthor,
    ByFacilitator => ByFacilitator,
});

terms!(reaction, reaction_of, Reaction, proto::Reaction, {
    ThumbsUp => ThumbsUp,
    Heart => Heart,
    Laugh => Laugh,
    Celebrate => Celebrate,
    Thinking => Thinking,
    Clap => Clap,
});

terms!(review_state, review_state_of, ReviewState, proto::ReviewState, {
    Open => Open,
    Kept => Kept,
    Withdrawn => Withdrawn,
});

terms!(consent, consent_of, Consent, proto::Consent, {
    Given => Given,
    WatchOnly => WatchOnly,
});

/// Like `terms!`, where the unspecified value has a meaning.
macro_rules! terms_with_default {
    ($to:ident, $from:ident, $domain:ty, $wire:ty, { $($a:ident => $b:ident),+ $(,)? }) => {
        /// To the wire, where the unspecified value has a meaning.
        #[must_use]
        pub(crate) fn $to(value: $domain) -> i32 {
            match value { $(<$domain>::$a => <$wire>::$b as i32),+ }
        }
        /// From the wire; `None` for what is unknown.
        #[must_use]
        pub(crate) fn $from(value: i32) -> Option<$domain> {
            match <$wire>::try_from(value) {
                Err(_) => None,
                $(Ok(<$wire>::$b) => Some(<$domain>::$a)),+
            }
        }
    };
}
pub(super) use terms_with_default;

terms_with_default!(replay_audience, replay_audience_of, ReplayAudience, proto::ReplayAudience, {
    Team => Unspecified,
    Attended => Attended,
    Roster => Roster,
});

terms_with_default!(poll_form, poll_form_of, Form, proto::PollForm, {
    Poll => Unspecified,
    ExitTicket => ExitTicket,
});

terms_with_default!(attention, attention_of, Attention, proto::Attention, {
    Active => Unspecified,
    Listening => Listening,
    Away => Away,
});

terms_with_default!(private_lines, private_lines_of, PrivateLines, proto::PrivateLines, {
    Anyone => Unspecified,
    ToFacilitators => ToFacilitators,
    Off => Off,
});

terms_with_default!(opens, opens_of, Opens, proto::Opens, {
    Nothing => Unspecified,
    Chat => Chat,
});

const FILE_KINDS: [(FileKind, &str); 4] = [
    (FileKind::Png, "image/png"),
    (FileKind::Jpeg, "image/jpeg"),
    (FileKind::Webp, "image/webp"),
    (FileKind::Pdf, "application/pdf"),
];

/// What a file is, as a media type.
#[must_use]
pub fn file_kind(kind: FileKind) -> &'static str {
    FILE_KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, name)| name)
}

/// From a media type; `None` for other kinds.
#[must_use]
pub fn file_kind_of(name: &str) -> Option<FileKind> {
    FILE_KINDS.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
}

/// The language that someone prefers, if they do.
#[must_use]
pub fn some_language(language: Option<Language>) -> i32 {
    language.map(self::language).unwrap_or_default()
}
