"""The API: one view set a model."""

from rest_framework.routers import DefaultRouter

from cases.api import CaseViewSet


class Router(DefaultRouter):
    """Without DRF's open root page: `/api/schema/` says what there is."""

    include_root_view = False
    include_format_suffixes = False


router = Router()
router.register("cases", CaseViewSet, "api-case")
