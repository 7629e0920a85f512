/* Saves what is typed while Wagtail's autosave is under way.

   An autosave sends what the form held when it began. When the answer comes, Wagtail takes
   what the form holds by then as saved: words typed meanwhile stay unsaved until the next
   change, and nobody is warned. So what was sent is compared with what is there. */
(() => {
  // Tokens and numbers of revisions, which change with each save by themselves.
  const passing = /^(csrfmiddlewaretoken|next|loaded_revision_.*|overwrite_revision_id)$/;
  const sent = new WeakMap();

  const written = (data, set = {}) =>
    [...data]
      .filter(([name]) => !passing.test(name) && !(name in set))
      .map(([name, value]) => [name, value instanceof File ? value.name : value]);

  document.addEventListener("w-autosave:save", ({ target, detail }) => {
    sent.set(target, [...detail.formData]);
  });

  document.addEventListener("w-autosave:success", ({ target, detail }) => {
    const set = detail.response.field_updates ?? {};
    const before = JSON.stringify(written(sent.get(target) ?? [], set));
    if (before === JSON.stringify(written(new FormData(target), set))) return;
    const options = { bubbles: true, cancelable: true, detail: { type: "edits" } };
    target.dispatchEvent(new CustomEvent("w-unsaved:add", options));
  });
})();
