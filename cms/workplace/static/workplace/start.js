/*
 * <d-start name="ImageChooser" arguments='["id_image", {}]'> calls what its name says.
 *
 * It stands where Wagtail writes a script into the page, which the policy of the
 * administration forbids, and runs at the same moment: when the parser or another script
 * puts the element into the document. What lies in a <template> waits.
 */
(() => {
  const STARTERS = /^(?:init(?:Date|Time|DateTime)Chooser|create\w+Chooser|\w*Chooser|InlinePanel|MultipleChooserPanel)$/;

  class Start extends HTMLElement {
    connectedCallback() {
      if (this.started) return; // a row that is moved is put into the document again
      this.started = true;
      const name = this.getAttribute("name");
      const starter = STARTERS.test(name) && window[name];
      if (!starter) throw new Error(`nothing called ${name} can be started`);
      const given = JSON.parse(this.getAttribute("arguments"));
      const id = this.getAttribute("of");
      const values = id ? [id, given] : given;
      if (/^[A-Z]/.test(name)) Reflect.construct(starter, values);
      else starter(...values);
    }
  }

  customElements.define("d-start", Start);
})();
