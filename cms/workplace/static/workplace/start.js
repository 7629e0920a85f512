/*
 * <d-start name="ImageChooser" arguments='["id_image", {}]'> calls what its name says.
 *
 * It stands where Wagtail writes a script into the page, which the policy of the
 * administration forbids, and runs at the same moment: when the parser or another script
 * puts the element into the document. What lies in a <template> waits.
 */
(() => {
  const STARTERS = /^(?:init(?:Date|Time|DateTime)Chooser|create\w+Chooser|\w*Chooser|InlinePanel|MultipleChooserPanel)$/;
  const waiting = [];
  let loading = 0;

  class Start extends HTMLElement {
    connectedCallback() {
      if (this.started) return; // a row that is moved is put into the document again
      const name = this.getAttribute("name");
      const starter = STARTERS.test(name) && window[name];
      if (starter) this.begin(name, starter);
      else if (loading) waiting.push(this);
      else throw new Error(`nothing called ${name} can be started`);
    }

    begin(name, starter) {
      this.started = true;
      const given = JSON.parse(this.getAttribute("arguments"));
      const id = this.getAttribute("of");
      const values = id ? [id, given] : given;
      if (/^[A-Z]/.test(name)) Reflect.construct(starter, values);
      else starter(...values);
    }
  }

  customElements.define("d-start", Start);

  /* A modal brings links to scripts. jQuery would fetch them and write their text into the
     page; they are linked instead, once each and in their order. */
  jQuery._evalUrl = (url) => {
    const address = new URL(url, document.baseURI).href;
    if ([...document.scripts].some((script) => script.src === address)) return;
    const script = document.createElement("script");
    script.async = false;
    script.src = address;
    loading += 1;
    script.addEventListener("load", () => {
      loading -= 1;
      waiting.splice(0).filter((one) => one.isConnected).forEach((one) => one.connectedCallback());
    });
    document.head.append(script);
  };
})();
