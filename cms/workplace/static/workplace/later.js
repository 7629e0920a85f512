/*
 * The first page fetches the cards that may take a moment, and puts them into its columns.
 * Where no script runs, or the answer is not what was asked for, the link to them stays.
 */
(() => {
  async function fetchCards(slots) {
    for (const slot of slots) slot.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(slots[0].dataset.later, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const slot of slots) {
        const column = page.querySelector(`[data-later-column="${slot.dataset.laterSlot}"]`);
        if (column) slot.replaceWith(...[...column.children].map((card) => document.adoptNode(card)));
      }
      document.dispatchEvent(new CustomEvent("d-later"));
    } catch {
      // The connection is gone; the link leads there once it is back.
    } finally {
      for (const slot of slots) slot.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const slots = [...document.querySelectorAll("[data-later]")];
    if (slots.length) fetchCards(slots);
  });
})();
