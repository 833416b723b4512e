"""The API: one view set a model."""

from rest_framework.routers import DefaultRouter

from audit.api import AccessViewSet
from cases.api import (
    CaseViewSet,
    ClaimViewSet,
    ClosureViewSet,
    EvidenceViewSet,
    FlagViewSet,
    LegalActionViewSet,
    LegalRequestViewSet,
    ReferralViewSet,
    SourceViewSet,
    TaskViewSet,
)
from linking.api import CaseLinkViewSet, MatchViewSet
from people.api import NameVariantViewSet, PersonViewSet
from recruiters.api import (
    MembershipViewSet,
    RecruiterViewSet,
    SyndicateViewSet,
    TieViewSet,
)
from repatriation.api import RepatriationViewSet
from victims.api import (
    ConsentViewSet,
    ExploitationViewSet,
    JourneyLegViewSet,
    NeedViewSet,
    ProtectionOrderViewSet,
    RecruitmentAccountViewSet,
    ScreeningViewSet,
    StatementViewSet,
    VictimViewSet,
)


class Router(DefaultRouter):
    """Without DRF's open root page: `/api/schema/` says what there is."""

    include_root_view = False
    include_format_suffixes = False


router = Router()
router.register("access-log", AccessViewSet, "api-access")
router.register("cases", CaseViewSet, "api-case")
router.register("case-links", CaseLinkViewSet, "api-case-link")
router.register("matches", MatchViewSet, "api-match")
router.register("name-spellings", NameVariantViewSet, "api-name-spelling")
router.register("people", PersonViewSet, "api-person")
router.register("memberships", MembershipViewSet, "api-membership")
router.register("recruiters", RecruiterViewSet, "api-recruiter")
router.register("syndicates", SyndicateViewSet, "api-syndicate")
router.register("ties", TieViewSet, "api-tie")
router.register("repatriation", RepatriationViewSet, "api-repatriation")
router.register("exploitation", ExploitationViewSet, "api-exploitation")
router.register("journey-legs", JourneyLegViewSet, "api-journey-leg")
router.register("recruitment-accounts", RecruitmentAccountViewSet, "api-recruitment-account")
router.register("evidence", EvidenceViewSet, "api-evidence")
router.register("claims", ClaimViewSet, "api-claim")
router.register("closures", ClosureViewSet, "api-closure")
router.register("flags", FlagViewSet, "api-flag")
router.register("legal-actions", LegalActionViewSet, "api-legal-action")
router.register("legal-requests", LegalRequestViewSet, "api-legal-request")
router.register("referrals", ReferralViewSet, "api-referral")
router.register("sources", SourceViewSet, "api-source")
router.register("tasks", TaskViewSet, "api-task")
router.register("consents", ConsentViewSet, "api-consent")
router.register("needs", NeedViewSet, "api-need")
router.register("protection-orders", ProtectionOrderViewSet, "api-protection-order")
router.register("statements", StatementViewSet, "api-statement")
router.register("screenings", ScreeningViewSet, "api-screening")
router.register("victims", VictimViewSet, "api-victim")
