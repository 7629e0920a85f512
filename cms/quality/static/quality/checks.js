/* Checks of content beside the editor: asks while somebody writes, stores nothing.

   Wagtail opens and closes the panels that stand in the page when it is ready, so ours is
   put there before. What is asked about is the form as it stands, saved or not. */
(() => {
  const PAUSE = 1500;
  const side = document.querySelector("[data-form-side]");
  const toggles = document.querySelectorAll("[data-side-panel-toggle]");
  const form = document.querySelector("[data-edit-form]");
  if (!side || !toggles.length || !form) return;

  const copy = (id) => document.getElementById(id).content.cloneNode(true);
  toggles[toggles.length - 1].after(copy("q-toggle"));
  side.append(copy("q-panel"));

  const room = side.querySelector("[data-room]");
  const list = room.querySelector("[data-findings]");
  const bound = room.querySelector("#q-bound");
  const counter = document.querySelector(
    '[data-side-panel-toggle="quality"] [data-side-panel-toggle-counter]',
  );
  const tail = "pages/0/edit/";
  const admin = room.dataset.editor.slice(0, -tail.length);
  const base = room.dataset.room.slice(0, -tail.length);

  let asked = "";
  let seen = "";
  let going = null;

  const written = () => {
    const data = new FormData(form);
    data.set("destination", bound.value);
    return data;
  };
  const told = (data) =>
    JSON.stringify([...data].map(([name, value]) => [name, value.name ?? value]));

  const say = (words) => {
    const line = document.createElement("p");
    line.className = "q-sum";
    line.setAttribute("role", "status");
    line.textContent = words;
    list.replaceChildren(line);
  };

  const show = (markup) => {
    const drawn = new DOMParser().parseFromString(markup, "text/html");
    const found = drawn.querySelector(".q-list");
    if (!found) return;
    const focused = list.contains(document.activeElement);
    list.replaceChildren(document.adoptNode(found));
    if (focused) room.querySelector(".q-title").focus();
    const count = Number(found.dataset.blocks) + Number(found.dataset.warnings);
    counter.textContent = String(count);
    counter.hidden = !count;
  };

  const ask = async () => {
    const path = window.location.pathname;
    if (!path.startsWith(`${admin}pages/`)) return;
    going?.abort();
    going = new AbortController();
    const data = written();
    asked = told(data);
    try {
      const signal = AbortSignal.any
        ? AbortSignal.any([going.signal, AbortSignal.timeout(15000)])
        : going.signal;
      // An older version is read in the form of the newest.
      const beside = path.slice(admin.length).replace(/revisions\/\d+\/revert\/$/, "edit/");
      const answer = await fetch(base + beside, {
        method: "POST",
        body: data,
        signal,
      });
      if (answer.ok && !answer.redirected) show(await answer.text());
      else say(room.dataset.away);
    } catch (fault) {
      if (fault.name !== "AbortError") say(room.dataset.away);
    }
  };

  // Rich text tells nobody when it changes, so the form is looked at.
  const look = () => {
    if (document.hidden) return;
    const now = told(written());
    if (now !== asked && now === seen) ask();
    seen = now;
  };

  list.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-fix]");
    if (!button) return;
    button.disabled = true;
    const data = written();
    data.set("fix", button.dataset.fix);
    data.set("live", "1");
    try {
      const url = list.querySelector("[data-fix-url]").dataset.fixUrl;
      const answer = await fetch(url, { method: "POST", body: data });
      const { url: next, error } = await answer.json();
      if (!next) {
        say(error ?? room.dataset.away);
        return;
      }
      // All that was typed is in the draft that was just kept.
      window.addEventListener("w-unsaved:confirm", (event) => event.preventDefault());
      window.location.assign(next);
    } catch {
      say(room.dataset.away);
    }
  });
  bound.addEventListener("change", ask);
  room.querySelector(".q-title").tabIndex = -1;
  window.addEventListener("load", () => {
    ask();
    window.setInterval(look, PAUSE);
  });
})();
