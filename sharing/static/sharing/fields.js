/* What Wagtail leaves out for who has no mouse: a group of answers is called by its question, a chooser by what one
   chooses in it, and the focus stays at the field for which something was chosen, or the button of what was closed. */
(() => {
  /* The focus falls to the page's start when what had it goes away, which takes a while on a busy machine: it is brought
     back to a place until somebody goes on by himself. */
  let steps = 0;
  for (const name of ["keydown", "pointerdown"]) document.addEventListener(name, () => void (steps += 1), true);
  const bringBack = (find, tries = 30, since = steps) => {
    if (since !== steps) return;
    if (document.activeElement === document.body) find()?.focus();
    if (tries) setTimeout(bringBack, 100, find, tries - 1, since);
  };
  /* And work goes on at a place that is drawn a moment later. */
  const goOnAt = (find, tries = 30, since = steps) => {
    const place = since === steps && find();
    place?.focus?.();
    if (place !== document.activeElement && tries && since === steps) setTimeout(goOnAt, 100, find, tries - 1, since);
  };
  window.verantwoord = { ...window.verantwoord, bringBack };

  const ANSWERS = ".w-field__input > [id]:not([role], fieldset):has(input:is([type=radio], [type=checkbox]))";
  let made = 0;
  const idOf = (element) => (element.id ||= `vraag-${(made += 1)}`);

  /* The question stands before the answers, or is the heading of the panel that has nothing else. */
  const questionOf = (answers) => {
    for (let here = answers; here && !here.matches("form"); here = here.parentElement) {
      const before = here.parentElement?.querySelector(":scope > .w-field__label");
      const heading = here.matches(".w-panel") && here.querySelector("[data-panel-heading-text]");
      if (before || heading) return before || heading;
    }
    return null;
  };

  const nameGroup = (answers) => {
    const question = answers && questionOf(answers);
    if (!question) return;
    answers.setAttribute("role", answers.querySelector("[type=radio]") ? "radiogroup" : "group");
    answers.setAttribute("aria-labelledby", idOf(question));
  };
  const nameGroups = () => document.querySelectorAll(ANSWERS).forEach(nameGroup);
  /* One stop for what is one thing: the field for a file lies over a button that does nothing, and the choice of a
     layout lies in a label that can be reached too. Who else is at work shows in a picture and a tip. */
  const nameOthers = () => {
    document.querySelectorAll(".replace-file-input").forEach((place) => {
      const button = place.querySelector("button");
      if (button) button.tabIndex = -1;
      if (button) place.querySelector("input")?.setAttribute("aria-label", button.textContent.trim());
    });
    document.querySelectorAll(".w-layout-toggle-button").forEach((label) => label.removeAttribute("tabindex"));
  };
  const nameByTip = (button) => {
    const nameless = button.matches("button:not([aria-label])") && !button.textContent.trim();
    const tip = nameless && button._tippy?.props.content;
    if (tip) button.setAttribute("aria-label", (tip.textContent ?? tip).trim());
  };

  /* Every row has the same buttons: which row one is of is read out with it. */
  const tellRow = (button) => {
    const heading = button.matches("button:not([aria-describedby])") && button.closest("[data-inline-panel-child]");
    if (heading) button.setAttribute("aria-describedby", idOf(heading.querySelector("[data-panel-heading]")));
  };

  /* Every chooser of one kind has the same button: for which field it chooses is read out with it. */
  const tellField = (button) => {
    const place = button.matches(".unchosen button") && button.closest(".chooser");
    const label = place && document.querySelector(`label[for="${CSS.escape(place.id.replace(/-chooser$/, ""))}"]`);
    if (!label) return;
    const told = (button.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean);
    if (!told.includes(idOf(label))) button.setAttribute("aria-describedby", [label.id, ...told].join(" "));
  };

  document.addEventListener("DOMContentLoaded", nameGroups);
  document.addEventListener("DOMContentLoaded", nameOthers);
  document.addEventListener("wagtail:panel-init", nameGroups);
  document.addEventListener("focusin", ({ target }) => {
    nameGroup(target.closest(ANSWERS)); // of a row or a paragraph that was added
    nameByTip(target);
    tellRow(target);
    tellField(target);
    // With what is pressed when it is written.
    const remark = target.matches(".comment__input") && target.closest(".comment");
    if (remark) setTimeout(() => remark.scrollIntoView({ block: "nearest" }), 300);
  });

  /* The button that takes a row away goes with it: work goes on at the row that comes in its place, or at adding one. */
  document.addEventListener("click", ({ target }) => {
    const row = target.closest?.("[id$=-DELETE-button]")?.closest("[data-inline-panel-child]");
    if (!row) return;
    const rows = row.parentElement;
    bringBack(() => {
      const left = [...rows.querySelectorAll(":scope > [data-inline-panel-child]:not(.deleted)")];
      const next = left.find((one) => row.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) || left.at(-1);
      return next?.querySelector("[id$=-DELETE-button]") || document.getElementById(rows.id.replace(/FORMS$/, "ADD"));
    });
  });

  let chooser = null;
  let text = null;
  document.addEventListener("focusin", ({ target }) => {
    if (!target.closest(".modal")) text = target.isContentEditable ? target : null;
  });
  /* Its own way in puts the cursor, or what was selected, back where it was. */
  const writerOf = (part) => {
    const inputs = part.closest("[data-draftail-editor-wrapper]")?.parentElement.querySelectorAll("input, textarea");
    return [...(inputs || [])].find((one) => one.draftailEditor)?.draftailEditor;
  };
  const writeOn = () => (writerOf(text) || text).focus();
  document.addEventListener(
    "click",
    (event) => {
      chooser = event.target.closest?.(".chooser") || (event.target.closest?.(".modal") ? chooser : null);
    },
    true,
  );
  /* A window is called by its heading. What it shows is replaced when one goes on in it, and the focus went with the link
     or button that did so: work goes on at what is wrong, else at the first field, else in the window. */
  const nameWindow = (modal) => {
    const heading = modal.querySelector(".modal-body :is(h1, h2)");
    if (heading) modal.setAttribute("aria-label", heading.textContent.trim());
  };
  const FIELDS = "form :is(input:not([type=hidden]), select, textarea)";
  const goOnIn = (modal) => {
    if (!modal.matches(".in")) return;
    nameWindow(modal);
    if (document.activeElement !== document.body) return;
    const wrong = modal.querySelector(`[aria-invalid=true], .w-field--error :is(${FIELDS})`);
    (wrong || [...modal.querySelectorAll(`.modal-body ${FIELDS}`)].find((one) => one.checkVisibility()) || modal).focus();
  };
  /* Wagtail stops a new record at its empty inputs alone, in the browser and without going there: the server tells all. */
  document.addEventListener(
    "submit",
    ({ target }) => {
      if (!target.matches("form[data-chooser-modal-creation-form]")) return;
      for (const field of target.querySelectorAll("input[required]")) {
        field.required = false;
        field.setAttribute("aria-required", "true");
      }
    },
    true,
  );
  const watched = new WeakSet();
  window.jQuery?.(document).on("shown.bs.modal", ({ target }) => {
    nameWindow(target);
    target.setAttribute("aria-modal", "true");
    target.removeAttribute("aria-hidden");
    if (watched.has(target)) return;
    watched.add(target);
    // A form that comes back is put in a tab that is still closed, and is shown after that.
    const changes = { childList: true, subtree: true, attributeFilter: ["hidden"] };
    new MutationObserver(() => goOnIn(target)).observe(target, changes);
  });
  /* The button that opened it is gone as soon as something has been chosen; a window for a link, a picture or another
     part of a text leads back into that text. */
  window.jQuery?.(document).on("hidden.bs.modal", () => {
    if (document.activeElement !== document.body) return;
    if (text?.isConnected) return void writeOn();
    [...(chooser?.querySelectorAll("button, a[href]") || [])].find((one) => one.checkVisibility())?.focus();
  });

  /* A button at the end of a tab that leads to the next one goes away with its tab. */
  document.addEventListener("click", ({ target }) => {
    const next = target.closest?.(".w-tabs__panel [role=tab][href^='#']");
    if (!next) return;
    setTimeout(() => {
      if (next.checkVisibility()) return;
      next.closest(".w-tabs").querySelector(`[role=tablist] [href="${next.hash}"]`)?.focus();
    });
  });

  /* The form of a remark goes when it has been sent, as a whole and before it can be heard here: one is then on the remark
     itself, not at the page's start. */
  document.addEventListener(
    "submit",
    ({ target }) => {
      const remark = target.closest(".comment");
      const place = remark && `.comment[data-comment-id="${remark.dataset.commentId}"]`;
      if (remark) setTimeout(bringBack, 0, () => document.querySelector(place));
    },
    true,
  );

  /* A remark that is settled or taken away with a key leads back to what it was about; what is asked first is answered
     in the remark. */
  document.addEventListener(
    "click",
    ({ detail, target }) => {
      const remark = detail === 0 && target.closest?.(".comment");
      if (!remark) return;
      const { comments } = window.comments.commentApp.store.getState().comments;
      const about = comments.get(Number(remark.dataset.commentId))?.annotation?.getAnchorNode();
      const part = about?.closest("[data-contentpath]");
      const place = about?.closest("[contenteditable=true]") || part?.querySelector(`[contenteditable=true], ${FIELDS}`);
      const asked = () => remark.querySelector(".comment__confirm-delete button");
      setTimeout(bringBack, 0, () => (remark.isConnected ? asked() : place));
    },
    true,
  );

  /* A list with a field to search in is opened to choose from it: who opens it with a key is in that field. */
  document.addEventListener("click", ({ detail, target }) => {
    const button = detail === 0 && target.closest?.(".c-sf-add-button");
    const list = () => button._tippy?.state.isVisible && button._tippy.popper.querySelector("[role=combobox]");
    if (button) setTimeout(goOnAt, 100, list);
  });

  /* Of a menu, or of the filters of a list, that are left with Escape or closed by their own button; Wagtail gives it
     to a part that goes a moment later. */
  document.addEventListener(
    "keydown",
    ({ key, target }) => {
      // A calendar that is open in the filters is left first, by itself.
      const shown = key === "Escape" && target.closest?.(".date-picker, [data-tippy-root]")?._tippy;
      if (!shown || !shown.props.interactive) return;
      // The menu beside a text is closed by its button, which is there only for who writes in that text.
      const writer = writerOf(shown.reference);
      if (writer) {
        shown.reference.click();
        return void setTimeout(bringBack, 50, () => writer);
      }
      shown.hide();
      shown.reference.focus();
      bringBack(() => shown.reference);
    },
    true,
  );
  document.addEventListener(
    "click",
    ({ target }) => {
      const button = target.closest?.(".w-dropdown__toggle");
      if (button?._tippy?.state.isVisible) bringBack(() => button);
    },
    true,
  );

  /* A filter that is taken away goes with its button when the list has come, and so do the filters as they were. */
  const filters = () => document.querySelector(".w-dropdown--drilldown .w-dropdown__toggle");
  document.addEventListener(
    "click",
    ({ target }) => {
      if (target.closest?.(".register-chip__remove, .w-pill__remove")) bringBack(filters);
    },
    true,
  );

  /* Above the list that comes it is said which filter cannot be. The filters are not drawn anew and may lie over it, so it
     is said at the filter as well. */
  document.addEventListener("w-swap:success", () => {
    const parts = document.querySelectorAll(".w-drilldown__submenu");
    parts.forEach((part) => {
      part.querySelectorAll(".error-message").forEach((one) => one.remove());
      part.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    });
    document.querySelectorAll("#listing-results [data-wrong-filter]").forEach((told, number) => {
      const part = document.getElementById(`drilldown-${told.dataset.wrongFilter}`);
      if (!part) return;
      const error = document.createElement("p");
      error.className = "error-message";
      error.id = `filter-fout-${number + 1}`;
      error.textContent = told.querySelector("span").textContent;
      (part.querySelector("[data-field-wrapper], .w-field__wrapper") || part).append(error);
      // Of two days the one that was not filled in is not the wrong one.
      const controls = [...part.querySelectorAll("input:not([type=hidden]), select, textarea")];
      const filled = controls.filter((one) => one.value);
      (filled.length ? filled : controls).forEach((control) => {
        control.setAttribute("aria-invalid", "true");
        control.setAttribute("aria-describedby", error.id);
      });
    });
  });

  /* A list that comes anew while somebody is in it takes along what he was at: he goes on at the same in the new one, or
     at the list. Leaving the field that is searched in asks for the same list again, which typing has done. */
  let at = null;
  document.addEventListener("focusin", ({ target }) => {
    at = target.closest("#listing-results") && !target.matches(".register-chip__remove, .w-pill__remove") && target;
  });
  document.addEventListener("w-swap:success", ({ target }) => {
    if (!at || at.isConnected || document.activeElement !== document.body) return;
    const told = (one) => [one.name, one.value, one.getAttribute("aria-label"), one.textContent].join();
    const same = [...target.querySelectorAll(at.tagName)].find((one) => told(one) === told(at));
    (same || target.querySelector(".register-scroll"))?.focus({ preventScroll: true });
  });
  document.addEventListener(
    "change",
    (event) => {
      if (event.target.matches?.("header input[data-w-swap-target=input]")) event.stopImmediatePropagation();
    },
    true,
  );

  /* What a menu shows lies over what comes next, also when one is there already. */
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const shown = target.closest?.("[data-tippy-root], .w-dropdown__toggle")?._tippy;
    if (!shown?.state.isVisible || !shown.props.interactive || !relatedTarget) return;
    if (shown.reference.contains(relatedTarget) || relatedTarget.closest("[data-tippy-root]")) return;
    shown.hide();
  });

  /* Filters that were left are folded a moment later, and Wagtail then goes to what opened that part, which goes away. */
  let goesBack = false;
  document.addEventListener("focusin", ({ target, relatedTarget }) => {
    const left = target.closest?.("[data-tippy-root]")?._tippy;
    if (!left || left.state.isVisible || goesBack) return;
    goesBack = true; // where one goes back to may be folded itself
    relatedTarget?.focus();
    goesBack = false;
  });

  /* Where there is no room beside them the menu and a panel lie over the page: who goes on below them closes them, also
     where the page opens at what is wrong with a panel that was open before. */
  let byTab = false;
  ["keydown", "pointerdown"].forEach((name) =>
    document.addEventListener(name, ({ key }) => (byTab = key === "Tab"), true),
  );
  const closeAbove = (target) => {
    const menu = document.querySelector(".sidebar-nav-toggle--mobile[aria-expanded=true]");
    if (menu && target.closest("main, .skiplink")) menu.click();
    // On a wide screen a part of the menu lies over the page as well. Not when a list that comes takes the focus back.
    else if (byTab && target.closest("main")) document.querySelector(".sidebar-sub-menu-item--open > button")?.click();
    const panel = document.querySelector(".form-side--open");
    if (!panel || !target.closest("main") || target.closest("aside, header, .comment, .modal")) return;
    const [over, here] = [panel.getBoundingClientRect(), target.getBoundingClientRect()];
    if (here.right <= over.left || here.left >= over.right) return;
    panel.querySelector("[data-form-side-close-button]")?.click();
    panel.querySelectorAll(".form-side__panel").forEach((one) => one.scrollTo(0, 0)); // opened anew it begins at its start
  };
  document.addEventListener("focusin", ({ target }) => closeAbove(target));
  window.addEventListener("load", () => setTimeout(() => closeAbove(document.activeElement), 300));

  /* A panel hangs below the bar, as high as what is left: below a message, which goes away with scrolling, that is less. */
  const measure = () => {
    const bar = document.querySelector(".form-side")?.parentElement;
    if (!bar) return;
    const { top, bottom } = bar.getBoundingClientRect();
    bar.style.setProperty("--register-above", `${Math.max(top, 0)}px`);
    bar.style.setProperty("--register-bar", `${Math.max(bottom, 0)}px`);
  };
  ["load", "resize", "scroll", "click"].forEach((name) => window.addEventListener(name, measure, true));

  /* In a narrow window Wagtail's menu takes the focus at every Escape, also when it was not open. It listens at the
     document: at the window it has done so already, and the next key is for where one was. */
  let before = null;
  document.addEventListener(
    "keydown",
    ({ key }) => {
      const closed = document.querySelector(".sidebar-nav-toggle[aria-expanded=false]");
      before = key === "Escape" && closed && closed !== document.activeElement ? document.activeElement : null;
    },
    true,
  );
  window.addEventListener("keydown", ({ key }) => {
    const opener = document.activeElement;
    if (key !== "Escape" || !before || !opener?.matches(".sidebar-nav-toggle[aria-expanded=false]")) return;
    if (before.isConnected && before.checkVisibility({ visibilityProperty: true })) before.focus({ preventScroll: true });
    if (document.activeElement === opener) opener.blur(); // what closes something gives the focus a moment later
  });

  /* In a narrow window a submenu lies over what opened it: who opens it with a key goes on in it. */
  document.addEventListener("click", ({ detail, target }) => {
    const item = detail === 0 && target.closest?.(".sidebar--mobile .sidebar-sub-menu-item > button")?.parentElement;
    if (!item) return;
    const open = ":scope.sidebar-sub-menu-item--open > .sidebar-panel a";
    setTimeout(goOnAt, 250, () => item.querySelector(open)); // Wagtail slides it in
  });

  document.addEventListener(
    "keydown",
    ({ key, target }) => {
      const item = key === "Escape" && target.closest?.(".sidebar--mobile .sidebar-sub-menu-item--open");
      if (item) bringBack(() => item.querySelector("button"));
    },
    true,
  );

  /* A list that is ordered anew, or turned over, is a new page: one is at the same column again, or at the list. */
  const PRESSED = "verantwoord-lijst";
  document.addEventListener("click", ({ target, detail }) => {
    const link = detail ? null : target.closest?.("main thead a[href], main .pagination a[href], main .register-leaf a[href]");
    if (!link || new URL(link.href).pathname !== location.pathname) return;
    const column = link.closest("thead") ? link.textContent.trim() : "";
    sessionStorage.setItem(PRESSED, JSON.stringify({ path: location.pathname, column }));
  });
  document.addEventListener("DOMContentLoaded", () => {
    const pressed = JSON.parse(sessionStorage.getItem(PRESSED) || "null");
    sessionStorage.removeItem(PRESSED);
    if (pressed?.path !== location.pathname || document.activeElement !== document.body) return;
    const columns = [...document.querySelectorAll("main thead a[href]")];
    const column = pressed.column && columns.find((one) => one.textContent.trim() === pressed.column);
    (column || document.querySelector("main .register-scroll"))?.focus();
  });
})();
