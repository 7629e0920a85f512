/*
 * The calendar under the keyboard, and entries that are dragged. Without this script every
 * link can be reached with Tab, and what is moved is moved by a form.
 */
(() => {
  const root = document.querySelector("[data-agenda]");
  if (!root) return;
  const all = (selector, from) => [...from.querySelectorAll(selector)];
  const days = all("[data-day]", root);
  const isTable = root.tagName === "TABLE";
  const isWide = window.matchMedia("(min-width: 50em)");
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

  /* One tab stop: a day. Enter goes into it, Esc comes back. */
  const links = (day) => all("a", day);
  const close = (day) => links(day).forEach((link) => (link.tabIndex = -1));
  const open = (day) => links(day).forEach((link) => link.removeAttribute("tabindex"));
  const pick = (picked) =>
    days.forEach((day) => {
      day.tabIndex = day === picked ? 0 : -1;
      close(day);
    });

  function goal(key, here) {
    const at = here % 7;
    if (key === "Home") return here - at;
    if (key === "End") return here - at + 6;
    return key in STEPS ? here + STEPS[key] : -1;
  }

  function onKey(event) {
    const day = event.target.closest("[data-day]");
    if (!day || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target !== day) {
      if (event.key !== "Escape") return;
      close(day);
      day.focus();
      return;
    }
    if (event.key === "Enter" && links(day).length) {
      event.preventDefault();
      open(day);
      links(day)[0].focus();
      return;
    }
    const next = days[goal(event.key, days.indexOf(day))];
    if (!next) return;
    event.preventDefault();
    pick(next);
    next.focus();
  }

  function makeGrid() {
    const roles = { table: "grid", cell: "gridcell" };
    root.setAttribute("role", roles.table);
    days.forEach((day) => day.setAttribute("role", roles.cell));
    pick(root.querySelector(".is-today") || root.querySelector("td:not(.is-out)"));
    root.addEventListener("keydown", onKey);
    root.addEventListener("focusout", (event) => {
      const day = event.target.closest("[data-day]");
      if (day && !day.contains(event.relatedTarget)) close(day);
    });
    const help = document.querySelector("[data-agenda-keys]");
    if (help) help.hidden = false;
  }

  /* Dragging sends what the form would send; what is refused is said there. */
  function makeMovable() {
    const form = document.querySelector("[data-agenda-move]");
    let dragged = null;
    all("[data-move]", root).forEach((entry) => {
      entry.draggable = true;
      all("a", entry).forEach((link) => (link.draggable = false));
      entry.addEventListener("dragstart", (event) => {
        dragged = entry;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", entry.textContent.trim());
      });
      entry.addEventListener("dragend", () => (dragged = null));
    });
    days.forEach((day) => {
      const mark = (is) => day.classList.toggle("is-over", is);
      day.addEventListener("dragover", (event) => {
        if (!dragged) return;
        event.preventDefault();
        mark(true);
      });
      day.addEventListener("dragleave", () => mark(false));
      day.addEventListener("drop", (event) => {
        event.preventDefault();
        mark(false);
        if (!dragged || day.contains(dragged)) return;
        form.action = dragged.dataset.move;
        form.elements.on.value = day.dataset.day;
        form.submit();
      });
    });
  }

  if (isTable && isWide.matches) makeGrid();
  makeMovable();
})();
