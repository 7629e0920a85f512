/* The box in which tags are typed has the name of its field; jQuery's tag-it leaves it bare. */
(() => {
  const nameAll = () => {
    for (const box of document.querySelectorAll(".tagit-new input:not([aria-label])")) {
      const field = box.closest("ul").previousElementSibling;
      const label = field && field.labels && field.labels[0];
      if (label) box.setAttribute("aria-label", label.textContent.replace("*", "").trim());
    }
  };
  window.addEventListener("load", nameAll);
  document.addEventListener("w-formset:added", nameAll);
})();
