/* What was typed after an autosave read the form is not taken for stored.

   Wagtail compares the form with what it was when the answer came, and not with what was sent: words of the last seconds
   before it would be kept only with a next change, and who left would not be warned. */
(() => {
  const unsaved = (form) => window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-unsaved");
  let read; // the form as it was sent
  let after; // and as it was when an answer came: what a script of the page changes then is no reason to send once more

  document.addEventListener("w-autosave:save", ({ target, defaultPrevented }) => {
    if (!defaultPrevented) read = unsaved(target)?.formData;
  });

  /* The form as it was sent, with what the answer itself changed in it. */
  const stored = (changed) => {
    const fields = new URLSearchParams(read);
    Object.entries(changed).forEach(([name, value]) => fields.has(name) && fields.set(name, value));
    return fields.toString();
  };

  /* Wagtail's own, on the form itself, came first. */
  document.addEventListener("w-autosave:success", ({ target, detail }) => {
    const form = unsaved(target);
    if (!form || read === undefined) return;
    const now = form.formData;
    const kept = stored(detail.response.field_updates ?? {});
    if (now !== kept && kept !== after) {
      form.initialFormData = kept;
      form.check();
      form.notify(); // by itself it does so only when there were no changes before
    }
    after = now;
  });
})();
