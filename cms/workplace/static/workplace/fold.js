/*
 * Tables of lists fold on narrow screens (desk.css): a row becomes a card, and each cell
 * says which column it is of. Taking “display: table” away takes the roles away too, so
 * they are written down.
 */
(() => {
  const ROLES = [
    ["", "table"],
    ["thead, tbody", "rowgroup"],
    ["tr", "row"],
    ["thead th", "columnheader"],
    ["tbody td", "cell"],
    ["tbody th", "rowheader"],
  ];

  function fold(table) {
    if (table.dataset.folds) return;
    table.dataset.folds = "";
    for (const [parts, role] of ROLES) {
      const found = parts ? table.querySelectorAll(parts) : [table];
      for (const part of found) if (!part.hasAttribute("role")) part.setAttribute("role", role);
    }
    const heads = [...table.querySelectorAll("thead tr:last-child > *")];
    const labels = heads.map((head) => (head.querySelector("input") ? "" : head.textContent.trim()));
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.children].forEach((cell, place) => {
        const named = place === 0 || cell.classList.contains("title") || cell.colSpan > 1;
        if (!named && labels[place]) cell.dataset.label = labels[place];
      });
    }
  }

  const foldAll = () => document.querySelectorAll("table.listing, table[data-fold]").forEach(fold);
  document.addEventListener("DOMContentLoaded", foldAll);
  document.addEventListener("w-swap:success", foldAll);
  document.addEventListener("d-later", foldAll);
})();
