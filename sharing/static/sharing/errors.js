/* Everything that is wrong with a form, told at once: a list at the top that leads to each field, also in a panel that is
   closed, a tab that is not shown, or a paragraph of the statement (whose errors the browser itself draws). */
(() => {
  const words = document.currentScript.dataset;
  const CONTROLS =
    "input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled]), [contenteditable=true]";
  /* What is chosen in a window is a hidden field, with the button that opens the window. */
  const CHOOSERS = ".chooser.blank .unchosen button, .chooser:not(.blank) .chosen button";
  const HOLDERS =
    "[data-field-wrapper], .w-field__wrapper, .w-field, .register-choosing, [data-inline-panel-child], " +
    "[data-streamfield-child], .w-panel, fieldset, form";

  /* What Wagtail says of a list of paragraphs or of rows as a whole, such as one that may not be empty. */
  const OF_A_LIST = "p.help-critical:has(~ :is([data-streamfield-stream-count], [data-streamfield-list-count]))";

  /* What is said of a paragraph of the text as a whole: a heading that lacks, a commitment that is made elsewhere. */
  const OF_A_PARAGRAPH = "[data-streamfield-child] .struct-block > p.help-critical";

  const errorsOf = (form) =>
    [...form.querySelectorAll(`.error-message, ${OF_A_LIST}, ${OF_A_PARAGRAPH}`)].filter(
      (error) =>
        error.textContent.trim() &&
        !error.closest("template, [aria-hidden=true], .deleted, .register-errors, [data-contentpath-deleted]") &&
        error.closest("[data-inline-panel-child]")?.style.display !== "none",
    );

  const controlOf = (error) => {
    if (error.matches(OF_A_LIST)) return error.parentElement.querySelector(".c-sf-add-button");
    if (error.matches(OF_A_PARAGRAPH)) {
      return [...error.parentElement.querySelectorAll(CONTROLS)].find((one) => !one.closest("[data-block-settings]"));
    }
    for (let holder = error.closest(HOLDERS); holder; holder = holder.parentElement?.closest(HOLDERS)) {
      const control = holder.querySelector(CONTROLS) || holder.querySelector(CHOOSERS);
      if (control) return control;
      if (holder.matches("form")) break;
    }
    return null;
  };

  const textOf = (element) => element?.textContent.replace(/\*\s*$/, "").trim() || "";

  /* In rows of which each has the same fields, the row is named too. */
  const inRow = (control, label) => {
    const row = label && textOf(control.closest(".register-links fieldset")?.querySelector("legend"));
    return row ? `${row}, ${label}` : label;
  };

  /* One of several to choose from: its own label is an answer, and the question stands above them all. */
  const isAnAnswer = (control) =>
    control.type === "radio" ||
    (control.type === "checkbox" && control.form?.querySelectorAll(`[name="${CSS.escape(control.name)}"]`).length > 1);

  const questionOf = (control) =>
    document.getElementById(control?.closest("[role=group], [role=radiogroup]")?.getAttribute("aria-labelledby"));

  const idOf = (control) => control?.closest(".chooser")?.id.replace(/-chooser$/, "") || control?.id;
  /* A part of a text is called by its kind, a field in it by its label, and both after the paragraph they are in. */
  const inText = (error) => {
    const part = error.closest("[data-streamfield-child]");
    if (!part) return "";
    if (error.matches(OF_A_PARAGRAPH)) return textOf(part.querySelector("[data-panel-heading-text]"));
    const field = error.closest("[data-contentpath]");
    const label =
      (field !== part && textOf(field.querySelector(":scope > .w-field__label"))) ||
      textOf(part.querySelector(".c-sf-block__type"));
    let whole = part;
    for (let one = part; one; one = one.parentElement?.closest("[data-streamfield-child]")) whole = one;
    const paragraph = label && !(whole === part && field === part) && textOf(whole.querySelector("[data-panel-heading-text]"));
    return paragraph ? `${paragraph}, ${label}` : label;
  };

  const labelOf = (error, control) =>
    inText(error) ||
    (idOf(control) &&
      !isAnAnswer(control) &&
      inRow(control, textOf(document.querySelector(`label[for="${CSS.escape(idOf(control))}"]`)))) ||
    textOf(error.closest("fieldset")?.querySelector("legend")) ||
    textOf(questionOf(control)) ||
    textOf(error.closest(".w-field__wrapper, [data-field-wrapper]")?.querySelector("label")) ||
    textOf(error.closest(".w-panel")?.querySelector("[data-panel-heading-text]"));

  let made = 0;
  const describe = (error, control) => {
    if (!error.id) error.id = `fout-${(made += 1)}`;
    if (!control) return;
    if (!control.matches("button")) control.setAttribute("aria-invalid", "true");
    const told = (control.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean);
    if (!told.some((id) => document.getElementById(id)?.contains(error))) {
      control.setAttribute("aria-describedby", [...told, error.id].join(" "));
    }
  };

  /* What hides a field is opened, from the outside in. */
  const show = (element) => {
    const hidden = [];
    for (let one = element.parentElement; one; one = one.parentElement) hidden.unshift(one);
    hidden.forEach((one) => {
      if (one.matches("details")) one.open = true;
      if (one.matches("[role=tabpanel][hidden]")) {
        document.querySelector(`[role=tab][aria-controls="${one.id}"], [role=tab][href="#${one.id}"]`)?.click();
      }
      if (one.matches("[data-panel]")) one.querySelector("[data-panel-toggle][aria-expanded=false]")?.click();
    });
  };

  /* A tab that has been opened is drawn a moment later, and until then nothing in it takes the focus. */
  const arrive = (target, tries) => {
    target.focus({ preventScroll: true });
    if (document.activeElement !== target && tries) return void setTimeout(arrive, 50, target, tries - 1);
    target.scrollIntoView({ block: "center" });
  };

  const goTo = (target) => {
    show(target);
    if (!target.matches(`${CONTROLS}, button`)) target.tabIndex = -1;
    arrive(target, 40);
  };

  /* The way to the reason leads to it also when it stands in a tab that is not shown. */
  document.addEventListener("click", (event) => {
    const skip = event.target.closest?.("main .skiplink[href^='#']");
    const target = skip && document.getElementById(skip.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    goTo(target);
  });

  const general = (form) => {
    if (form !== document.querySelector("main form[method=post i]:is([data-edit-form], .register-entry)")) return [];
    const place = form.closest("main") || document;
    const own = [...place.querySelectorAll("[data-errors] :is(p, li), .messages .error .errorlist li")].map(textOf);
    return own.filter((one, number) => one && own.indexOf(one) === number);
  };

  /* The name of the field leads there, with what is wrong behind it; who hears the link hears both. */
  const item = (text, target, label) => {
    const line = document.createElement("li");
    if (!target) {
      line.textContent = text;
      return line;
    }
    const link = document.createElement("a");
    if (!target.id) target.id = `veld-${(made += 1)}`;
    line.id = `regel-${(made += 1)}`;
    link.href = `#${target.id}`;
    link.setAttribute("aria-labelledby", line.id);
    link.textContent = label || words.there;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(target);
    });
    line.append(...(label ? [link, text.slice(label.length)] : [`${text} `, link]));
    return line;
  };

  const summaries = new WeakMap();
  /* What is drawn above where the page opened, a field or the list itself, pushes it down, out of sight or below the bar;
     and while a page is being loaded, the browser breaks off a scroll that takes its time. */
  const keepInSight = () => {
    const here = document.activeElement;
    if (!summaries.has(here?.form) && !here?.closest(".register-errors")) return;
    here.scrollIntoView({ block: "center", behavior: "instant" });
  };
  let goesOn = false; // from the first key or click on, people themselves choose where they are
  /* Where work goes on when a form is refused. Names of fields come a moment later, and the list is then drawn anew; and a
     place in the address takes the focus away when the page has been loaded. */
  const takeUp = (box) => {
    const here = document.activeElement;
    if (!here || here === document.body) (box.querySelector("a") || box).focus();
    keepInSight();
  };
  const tell = (form) => {
    const lines = [];
    errorsOf(form).forEach((error) => {
      const control = controlOf(error);
      describe(error, control);
      const label = labelOf(error, control);
      const asked = label.endsWith("?") ? label : `${label}:`;
      const text = label ? `${asked} ${textOf(error)}` : textOf(error);
      const target = control || error;
      if (!lines.some(([told, place]) => told === text && place === target)) lines.push([text, target, label]);
    });
    // What Wagtail lists of a form as a whole repeats the fields; those have a line of their own.
    const unseen = general(form).filter((one) => !lines.some(([told]) => told === one));
    const number = lines.length + unseen.length;
    if (!number) return;
    const told = [...unseen, ...lines.map(([text]) => text)].join("\n");
    const former = summaries.get(form);
    if (former?.told === told) return void (goesOn || takeUp(former.box));
    const held = former?.box.contains(document.activeElement);
    former?.box.remove();
    const box = document.createElement("section");
    box.className = "register-errors help-block help-critical";
    box.setAttribute("role", "alert");
    box.tabIndex = -1;
    const heading = document.createElement("h2");
    heading.className = "w-h4";
    // A page keeps what is typed as a draft by itself: there it is not true that nothing was stored, unless somebody
    // else stored it first and it is asked what counts.
    const keeps = form.matches("[data-controller~=w-autosave]") && !form.querySelector("[data-not-kept]");
    const [one, several] = keeps
      ? [words.keptOne, words.keptSeveral]
      : form.matches("[data-leads], .login form") // and one that only leads to a screen stores nothing at all
        ? [words.leadsOne, words.leadsSeveral]
        : [words.one, words.several];
    heading.textContent = number === 1 ? one : several.replace("%s", number);
    const list = document.createElement("ul");
    list.append(...unseen.map((one) => item(one)), ...lines.map((line) => item(...line)));
    box.append(heading, list);
    const plain = (form.closest("main") || document).querySelector("[data-errors]");
    if (plain) plain.hidden = true;
    form.prepend(box);
    summaries.set(form, { told, box });
    if (former) return void ((held || !goesOn) && takeUp(box));
    const here = document.activeElement;
    takeUp(box);
    // The page opened at a field that is wrong: in a row above it there may be another.
    const targets = lines.map(([, target]) => target);
    if (here?.autofocus && targets.includes(here) && targets[0].matches(CONTROLS)) goTo(targets[0]);
  };

  const tellAll = () => document.querySelectorAll("main form[method=post i]").forEach(tell);
  /* A question is asked in the address, and told what is wrong at its fields: one goes on at the first of them. */
  const openQuestion = () => {
    const wrong = document.querySelector("main form[method=get i] [aria-invalid=true]");
    if (!wrong) return;
    errorsOf(wrong.form).forEach((error) => describe(error, controlOf(error)));
    if (document.activeElement === document.body) goTo(wrong);
  };
  document.addEventListener("DOMContentLoaded", openQuestion);
  const grows = new ResizeObserver(keepInSight);
  let asked = 0;
  const later = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(tellAll);
  };
  document.addEventListener("DOMContentLoaded", later);
  document.addEventListener("wagtail:panel-init", later);
  window.addEventListener("load", later);
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("main form[method=post i]").forEach((form) => grows.observe(form));
  });
  const goOn = () => {
    goesOn = true;
    grows.disconnect();
  };
  ["keydown", "pointerdown", "wheel"].forEach((name) => {
    document.addEventListener(name, goOn, { capture: true, once: true, passive: true });
  });

  /* A row that is taken away takes the focus along: it goes to the next row, or to the button that adds one. */
  document.addEventListener("click", (event) => {
    const child = event.target.closest?.("[data-inline-panel-child]");
    const rows = child?.parentElement;
    if (!rows) return;
    setTimeout(() => {
      if (document.activeElement && document.activeElement !== document.body) return;
      const next = [...rows.children].find((row) => row !== child && row.offsetParent !== null);
      const add = document.getElementById(rows.id.replace(/-FORMS$/, "-ADD"));
      (next?.querySelector(CONTROLS) || add)?.focus();
    }, 300); // Wagtail fades the row out
  });
})();
