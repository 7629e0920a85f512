/*
 * The screen of a case. Without this script everything works by whole pages: both tabs are
 * shown, and the server asks once more on a page of its own.
 */
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  /* Tabs: links to the parts become tabs, one part is seen at a time. */
  function makeTabs(list) {
    const tabs = all("a", list);
    const panels = tabs.map((tab) => byId(tab.hash.slice(1)));
    const pick = (picked) =>
      tabs.forEach((tab, place) => {
        tab.setAttribute("aria-selected", String(tab === picked));
        tab.tabIndex = tab === picked ? 0 : -1;
        panels[place].hidden = tab !== picked;
      });
    list.setAttribute("role", "tablist");
    tabs.forEach((tab, place) => {
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panels[place].id);
      panels[place].setAttribute("role", "tabpanel");
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        pick(tab);
      });
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const here = tabs.indexOf(document.activeElement);
      if (!step || here < 0) return;
      const next = tabs[(here + step + tabs.length) % tabs.length];
      pick(next);
      next.focus();
    });
    pick(tabs[0]);
  }

  /* What the server would answer, asked for beside the page: a question to confirm, or
     the page with what is missing. Whatever goes wrong, the form is sent as usual. */
  async function confirmIn(dialog, button) {
    const { form } = button;
    const data = new FormData(form, button);
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const asked = page.querySelector("[data-d-fragment]");
      const missing = page.querySelector("#missing:not([hidden])");
      if (asked) {
        dialog.replaceChildren(document.adoptNode(asked));
        dialog.showModal();
        return;
      }
      if (missing && form.querySelector("#missing")) {
        form.querySelector("#missing").replaceWith(document.adoptNode(missing));
        form.querySelector("#missing").focus();
        return;
      }
    } catch {
      // The connection is gone, or something else answered: the browser tells it better.
    } finally {
      button.removeAttribute("aria-busy");
    }
    button.dataset.asked = "";
    form.requestSubmit(button);
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-d-open]");
    if (opener && byId(opener.dataset.dOpen)) {
      event.preventDefault();
      byId(opener.dataset.dOpen).showModal();
    }
    const closer = event.target.closest("[data-d-close]");
    if (closer && closer.closest("dialog:modal")) {
      event.preventDefault();
      closer.closest("dialog").close();
    }
    const button = event.target.closest("[data-d-confirm]");
    if (button && !("asked" in button.dataset)) {
      event.preventDefault();
      if (!button.hasAttribute("aria-busy")) confirmIn(byId(button.dataset.dConfirm), button);
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    all("[data-d-tabs]").forEach(makeTabs);
    const open = document.querySelector("dialog[open]");
    if (open) {
      open.close();
      open.showModal();
    }
    const fault = document.querySelector("#missing:not([hidden]), #refused");
    if (fault) fault.focus();
  });
})();
