import pytest
from tests.workplace.test_editor import *
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
def test_x(desk, ears, living):
    ImageFactory.create(collection=living.portal.collection)
    visit(desk, f"/admin/pages/add/news/newspage/{living.section.pk}/")
    desk.evaluate("document.addEventListener('securitypolicyviolation', e => { const t=e.target; (window.__v = window.__v||[]).push([e.violatedDirective, e.sourceFile, e.lineNumber, e.columnNumber, e.sample, (t.outerHTML||'').slice(0,300)])})")
    body = desk.locator(BODY); options = desk.locator("[role=option]")
    body.locator(ADD).last.click(); names = options.all_inner_texts(); desk.keyboard.press("Escape")
    seen=0
    for i,n in enumerate(names):
        body.locator(ADD).last.click(); options.nth(i).click(); expect(options).to_have_count(0)
        v=desk.evaluate("window.__v||[]")
        if len(v)>seen: print(n, v[seen:]); seen=len(v)
    b = desk.locator("[data-chooser-action-choose]:visible"); done=set()
    for i in range(b.count()):
        w=b.nth(i).inner_text().strip()
        if w in done: continue
        done.add(w); b.nth(i).click()
        try: expect(desk.locator(".modal.in")).to_be_visible(timeout=9000); print("ok", w); desk.locator(".modal.in [data-dismiss=modal]").first.click(); expect(desk.locator(".modal-backdrop")).to_have_count(0, timeout=9000)
        except AssertionError as e: print("FAIL", w, b.nth(i).evaluate("e=>e.outerHTML")[:200]); desk.screenshot(path="/tmp/dinh/shots/wk/modal.png")
    v=desk.evaluate("window.__v||[]"); print(v[seen:]); print(ears.heard)
    desk.context.close()
del test_the_editor_keeps_the_policy, test_widgets_start_as_wagtails_own_would
