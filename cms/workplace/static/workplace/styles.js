/*
 * Rules that a script writes into a <style> of its own (the text editor does, for its hints
 * and its nested lists) are refused by the policy. The same rules are taken over as a
 * sheet that a script has built, which the policy allows.
 */
(() => {
  class Style extends HTMLElement {
    connectedCallback() {
      this.hidden = true;
      this.sheet = new CSSStyleSheet();
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
      this.watch = new MutationObserver(() => this.take());
      this.watch.observe(this, { characterData: true, childList: true, subtree: true });
      this.take();
    }

    disconnectedCallback() {
      this.watch.disconnect();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== this.sheet);
    }

    take() {
      this.sheet.replaceSync(this.textContent);
    }
  }
  customElements.define("d-style", Style);

  const create = document.createElement.bind(document);
  document.createElement = (name, options) =>
    create(String(name).toLowerCase() === "style" ? "d-style" : name, options);
})();
