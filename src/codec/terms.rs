//! The small enums, both ways. Every match names every variant.

use crate::{
    domain::{
        roster::{Consent, Identified, JobRole, Permission},
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
});

terms!(consent, consent_of, Consent, proto::Consent, {
    Given => Given,
    WatchOnly => WatchOnly,
});

/// To the wire, where nobody yet is the unspecified value.
pub(super) fn replay_audience(value: ReplayAudience) -> i32 {
    match value {
        ReplayAudience::Team => proto::ReplayAudience::Unspecified as i32,
        ReplayAudience::Attended => proto::ReplayAudience::Attended as i32,
        ReplayAudience::Roster => proto::ReplayAudience::Roster as i32,
    }
}

/// From the wire.
pub(super) fn replay_audience_of(value: i32) -> Option<ReplayAudience> {
    match proto::ReplayAudience::try_from(value) {
        Ok(proto::ReplayAudience::Unspecified) => Some(ReplayAudience::Team),
        Ok(proto::ReplayAudience::Attended) => Some(ReplayAudience::Attended),
        Ok(proto::ReplayAudience::Roster) => Some(ReplayAudience::Roster),
        Err(_) => None,
    }
}
