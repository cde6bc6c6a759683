/* The note on what changed: takes the proposal over from the draft as it is stored by now. */
(() => {
  const { Controller } = window.StimulusModule;

  class ChangeNoteController extends Controller {
    static targets = ["words", "button", "told", "shown"];
    static values = { address: String };

    connect() {
      this.buttonTarget.hidden = false;
    }

    async take() {
      const answer = await fetch(this.addressValue, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { note } = await answer.json();
      this.wordsTarget.textContent = note || this.wordsTarget.dataset.empty;
      this.shownTarget.open = true;
      if (!note) return;
      const field = document.querySelector("[name=change_note]");
      const typed = field.value.trim();
      field.value = typed && !typed.includes(note) ? `${typed}\n${note}` : typed || note;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
      this.toldTarget.textContent = this.toldTarget.dataset.words;
    }
  }

  window.wagtail.app.register("home-change-note", ChangeNoteController);
})();
