/* Beside the editor: what the form changes now. Asked when the panel opens, after autosave, and when somebody asks. */
(() => {
  const { Controller } = window.StimulusModule;
  const HANDED_OVER = 300; // milliseconds in which a rich text gives what was typed to the form

  class ComparisonController extends Controller {
    static targets = ["against", "page", "shown"];
    static values = { address: String, failed: String };

    connect() {
      this.panel = this.element.closest("[data-side-panel]");
      this.panel?.addEventListener("show", this.opened);
      document.addEventListener("w-autosave:success", this.opened);
      this.opened();
    }

    disconnect() {
      this.panel?.removeEventListener("show", this.opened);
      document.removeEventListener("w-autosave:success", this.opened);
      this.asked?.abort();
    }

    opened = () => {
      if (this.panel && !this.panel.hidden) this.show();
    };

    get address() {
      if (!this.hasAgainstTarget) return this.addressValue;
      return `${this.addressValue}?met=${encodeURIComponent(this.againstTarget.value)}`;
    }

    /* One question at a time: a newer one takes the place of what is under way. */
    async show() {
      this.asked?.abort();
      const asked = new AbortController();
      this.asked = asked;
      this.pageTarget.href = this.address;
      this.shownTarget.setAttribute("aria-busy", "true");
      await new Promise((wait) => setTimeout(wait, HANDED_OVER));
      if (asked.signal.aborted) return;
      try {
        const body = new FormData(document.querySelector("form[data-edit-form]"));
        const answer = await fetch(this.address, { method: "POST", body, signal: asked.signal });
        if (!answer.ok) throw new Error(answer.status);
        const words = await answer.text();
        if (!asked.signal.aborted) this.shownTarget.innerHTML = words;
      } catch (error) {
        if (asked.signal.aborted) return;
        this.shownTarget.textContent = this.failedValue;
      }
      this.shownTarget.removeAttribute("aria-busy");
    }
  }

  window.wagtail.app.register("home-comparison", ComparisonController);
})();
