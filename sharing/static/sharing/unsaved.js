/* What somebody types before Wagtail starts to watch is a change too.

   Wagtail takes what a form says two seconds after it opened (and what it says when an autosave returns) for what is
   stored. Typed before that moment, words are neither kept nor warned about on leaving. */
(() => {
  const NOT_WRITTEN = [
    "csrfmiddlewaretoken",
    "loaded_revision_id",
    "loaded_revision_created_at",
    "next",
    "overwrite_revision_id",
  ];
  const states = new WeakMap();
  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, { touched: false, watched: false, sent: null });
    return states.get(form);
  };
  const formOf = (element) => element.closest?.("form[data-controller~='w-unsaved']");

  /* In the words in which `w-unsaved:watch-edits` tells what it compares with. */
  const written = (data) => {
    const pairs = [...data].filter(([name]) => !NOT_WRITTEN.includes(name) && !name.startsWith("comments-"));
    const shown = new FormData();
    const files = new Map();
    pairs.forEach(([name, value]) => {
      if (!(value instanceof File)) return void shown.append(name, value);
      const told = files.get(name) || [];
      files.set(name, [...told, ["name", value.name], ["size", `${value.size}`], ["type", value.type]]);
      shown.set(name, new URLSearchParams(files.get(name)).toString());
    });
    return new URLSearchParams(shown).toString();
  };

  const mark = (form) => {
    form.setAttribute("data-w-unsaved-force-value", "true");
    form.setAttribute("data-w-unsaved-has-edits-value", "true");
  };

  const touch = (form) => {
    const state = stateOf(form);
    state.touched = true;
    if (!state.watched) mark(form);
  };

  const typed = (event) => {
    const form = event.isTrusted && formOf(event.target);
    if (form) touch(form);
  };
  document.addEventListener("beforeinput", typed, true); // a rich text may keep `input` to itself
  document.addEventListener("input", typed, true);
  document.addEventListener("change", typed, true);

  /* A paragraph that is removed or moved is no input, and changes the form all the same. */
  document.addEventListener(
    "click",
    (event) => {
      const form = event.isTrusted && event.target.closest?.("button[type=button]") && formOf(event.target);
      if (!form || stateOf(form).watched) return;
      const before = written(new FormData(form));
      setTimeout(() => {
        if (written(new FormData(form)) !== before) touch(form);
      });
    },
    true,
  );

  document.addEventListener("w-autosave:save", ({ target, detail, defaultPrevented }) => {
    if (!defaultPrevented) stateOf(target).sent = written(detail.formData);
  });

  /* After an autosave `w-unsaved#clear` takes its own mark away when it has told this: hence a moment later. */
  document.addEventListener("w-unsaved:watch-edits", ({ target: form, detail: { initialFormData } }) => {
    const state = stateOf(form);
    state.watched = true;
    const changed = state.sent === null ? state.touched : state.sent !== initialFormData;
    if (changed) setTimeout(() => mark(form));
  });
})();
