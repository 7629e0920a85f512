"""Who may only read reads everything of their units, and changes nothing."""

import pytest
from wagtail.models import Page

from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Capability
from tests.admin import admin_client, soup, words
from tests.factories.news import NewsPageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

READERS = (Capability.AUDITOR, Capability.FIELD_REVIEWER, Capability.PROOFREADER)
TITLE = "Bản thảo hai"
READ = {
    "view_draft/": TITLE,
    "revisions/{page.latest_revision_id}/view/": TITLE,
    "revisions/compare/earliest...latest/": TITLE,
    "history/": TITLE,
    "history/results/": "mục nhật ký trang",
}
WRITTEN = (
    *("edit/", "delete/", "move/", "copy/", "unpublish/", "lock/", "set_position/"),
    "revisions/{page.latest_revision_id}/revert/",
)


@pytest.fixture
@kept
def living() -> Living:
    return living_portal()


@pytest.fixture
@kept
def draft(living: Living) -> NewsPage:
    page: NewsPage = NewsPageFactory.create(
        parent=living.section, title="Bản một", draft=True
    )
    page.save_revision(log_action=True)
    page.title = TITLE
    page.save_revision(log_action=True)
    return page


@pytest.mark.parametrize("capability", READERS)
def test_a_reader_reads_what_is_not_published(
    living: Living, draft: NewsPage, capability: Capability
) -> None:
    client = admin_client(person_of(living.unit, capability))
    listed = client.get(f"/admin/pages/{living.section.pk}/")
    assert TITLE in words(listed)
    assert f"/admin/pages/{draft.pk}/view_draft/" in listed.content.decode()
    assert "/edit/" not in listed.content.decode()
    for address, said in READ.items():
        answer = client.get(f"/admin/pages/{draft.pk}/{address.format(page=draft)}")
        assert answer.status_code == 200, address
        assert said in answer.content.decode(), address
    found = client.get("/admin/pages/search/?q=hai")
    assert found.status_code == 200
    seen = client.get(f"/admin/pages/{draft.pk}/history/")
    assert not soup(seen).select("#w-slim-header-buttons a")
    history = seen.content.decode()
    assert "/revert/" not in history
    assert f"/admin/pages/{draft.pk}/edit/" not in history


@pytest.mark.parametrize("capability", READERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_reader_changes_nothing(
    living: Living, draft: NewsPage, capability: Capability, method: str
) -> None:
    client = admin_client(person_of(living.unit, capability))
    rows = Page.objects.order_by("pk").values()
    before, revisions = list(rows), draft.revisions.count()
    history = f"/admin/pages/{draft.pk}/history/" if method == "get" else "/admin/"
    for address in WRITTEN:
        path = f"/admin/pages/{draft.pk}/{address.format(page=draft)}"
        answer = getattr(client, method)(path, {"title": "Khác"})
        refused = answer.status_code in {403, 404, 405}
        assert refused or answer["Location"] in {"/admin/", history}, address
    assert list(rows) == before
    assert draft.revisions.count() == revisions


@pytest.fixture(params=["reader elsewhere", "contributor here", "nobody"])
def stranger(request: pytest.FixtureRequest, living: Living) -> User:
    """Somebody who may not read the draft: contributors see their own."""
    if request.param == "reader elsewhere":
        return person_of(living_portal().unit, Capability.AUDITOR)
    if request.param == "contributor here":
        return person_of(living.unit, Capability.CONTRIBUTOR)
    return person_of(living.unit)


def test_others_read_nothing(draft: NewsPage, stranger: User) -> None:
    client = admin_client(stranger)
    for address in READ:
        answer = client.get(f"/admin/pages/{draft.pk}/{address.format(page=draft)}")
        assert answer.status_code in {302, 403, 404}, address
        assert "Bản" not in answer.content.decode(), address


def test_a_link_to_a_form_leads_a_reader_to_the_history(
    living: Living, draft: NewsPage
) -> None:
    address = f"/admin/pages/{draft.pk}/"
    auditor = admin_client(person_of(living.unit, Capability.AUDITOR))
    assert auditor.get(f"{address}edit/")["Location"] == f"{address}history/"
    editor = admin_client(person_of(living.unit, Capability.EDITOR))
    assert editor.get(f"{address}edit/").status_code == 200
    nobody = admin_client(person_of(living_portal().unit, Capability.AUDITOR))
    assert nobody.get(f"{address}edit/")["Location"] == "/admin/"
