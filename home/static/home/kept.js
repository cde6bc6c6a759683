/* What was typed after an autosave read the form is not taken for stored.

   Wagtail compares the form with what it was when the answer came, and not with what was sent: words of the last seconds
   before it would be kept only with a next change, and who left would not be warned. */
(() => {
  const unsaved = (form) => window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-unsaved");
  let read; // the form as it was sent
  let after; // and as it was when the answer came: what an answer itself changes is no reason to send once more

  document.addEventListener("w-autosave:save", ({ target, defaultPrevented }) => {
    if (!defaultPrevented) read = unsaved(target)?.formData;
  });

  /* Wagtail's own, on the form itself, came first. */
  document.addEventListener("w-autosave:success", ({ target }) => {
    const form = unsaved(target);
    if (!form) return;
    const now = form.formData;
    if (now !== read && read !== after) {
      form.initialFormData = read;
      form.check();
    }
    after = now;
  });
})();
