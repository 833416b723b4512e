"""The API: one view set a model."""

from rest_framework.routers import DefaultRouter

from audit.api import AccessViewSet
from cases.api import CaseViewSet
from repatriation.api import RepatriationViewSet


class Router(DefaultRouter):
    """Without DRF's open root page: `/api/schema/` says what there is."""

    include_root_view = False
    include_format_suffixes = False


router = Router()
router.register("access-log", AccessViewSet, "api-access")
router.register("cases", CaseViewSet, "api-case")
router.register("repatriation", RepatriationViewSet, "api-repatriation")
