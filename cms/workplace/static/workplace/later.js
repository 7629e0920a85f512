/*
 * The first page fetches the cards that may take a moment. Where no script runs, or the
 * answer is not what was asked for, the link to them stays.
 */
(() => {
  async function fetchCards(place) {
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(place.dataset.later, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const cards = page.querySelector("[data-later-cards]");
      if (!cards) return;
      place.replaceChildren(document.adoptNode(cards));
      document.dispatchEvent(new CustomEvent("d-later", { detail: { place } }));
    } catch {
      // The connection is gone; the link leads there once it is back.
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-later]").forEach(fetchCards);
  });
})();
