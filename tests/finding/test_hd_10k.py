import time, pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.core.management import call_command
from tests.factories.bulk import make_articles, make_portals
from tests.budgets.test_readers import first_section
from wagtail.models import Page
from cms.news.models import NewsPage

pytestmark = pytest.mark.django_db


def test_p():
    [portal] = make_portals(1)
    t = time.time()
    make_articles(first_section(portal), 10_000)
    print("made", round(time.time() - t, 1))
    t = time.time()
    call_command("update_index", verbosity=0)
    print("indexed", round(time.time() - t, 1))
    with connection.cursor() as c:
        c.execute("ANALYZE")
    a = NewsPage.objects.order_by("-pk")[0]
    print(a.title)
    cl = Client(headers={"host": portal.site.hostname})
    for q in [
        "hoi lang",
        "làng",
        "làng hội mở cửa",
        "xyzt",
        '"hội làng"',
        "bảo tàng",
        "a",
    ]:
        cl.get("/-/tim-kiem/", {"q": q})
        for sort in ("", "new"):
            t = time.time()
            with CaptureQueriesContext(connection) as cq:
                r = cl.get("/-/tim-kiem/", {"q": q, "sort": sort})
            print(
                connection.vendor,
                repr(q),
                sort,
                r.context["results"].number,
                round((time.time() - t) * 1000),
                "ms",
                [x["time"] for x in cq],
            )
    for p in ("/-/tac-gia/ha-mien/",):
        cl.get(p)
        t = time.time()
        r = cl.get(p)
        print(p, r.status_code, round((time.time() - t) * 1000), "ms")
    t = time.time()
    a.save_revision().publish()
    print("publish", round((time.time() - t) * 1000), "ms")
