/* The statement's editor: section numbers while you write, what a block means for the register, and figures. */
(() => {
  const { Controller } = window.StimulusModule;
  const words = JSON.parse(document.getElementById("home-editor-words").textContent);
  // In the workbench of a translation a paragraph stands by itself: whoever draws it there asks which element it is.
  const StructBlock = window.wagtailStreamField?.blocks?.StructBlock;
  if (StructBlock && !("element" in StructBlock.prototype)) {
    Object.defineProperty(StructBlock.prototype, "element", {
      get() {
        return this.container[0];
      },
    });
  }
  const WAIT = 300; // milliseconds after the last change
  const FOLDED = 400; // milliseconds until what was removed is out of sight, or what was added is there
  const PLACES = "[data-panel-toggle], .c-sf-add-button, input:not([type=hidden]), select, textarea, button, [contenteditable=true]";

  const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_whole, name) => values[name]);

  const announce = (text) => {
    let region = document.getElementById("home-announcement");
    if (!region) {
      region = document.createElement("p");
      region.id = "home-announcement";
      region.className = "w-sr-only";
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = text;
  };

  /* Numbers follow the order, as they will for readers; only the opening text goes without. */
  class SectionsController extends Controller {
    connect() {
      this.list = this.element.querySelector(":scope > [data-streamfield-stream-container]");
      if (!this.list) return;
      this.known = new Set(this.sections);
      this.moves = new MutationObserver(() => this.refresh());
      this.moves.observe(this.list, { childList: true });
      this.removals = new MutationObserver(() => this.refresh()); // a removed section stays in the page, hidden
      this.removals.observe(this.list, { subtree: true, attributeFilter: ["aria-hidden"] });
      this.additions = new MutationObserver(this.arrive);
      this.additions.observe(this.list, { childList: true, subtree: true });
      this.element.addEventListener("input", this.typed);
      this.element.addEventListener("click", this.clicked, true);
      this.refresh();
    }

    disconnect() {
      this.moves?.disconnect();
      this.removals?.disconnect();
      this.additions?.disconnect();
      this.element.removeEventListener("input", this.typed);
      this.element.removeEventListener("click", this.clicked, true);
    }

    get sections() {
      return this.shownIn(this.list);
    }

    shownIn(list) {
      return [...list.children].filter(
        (child) => child.matches("[data-streamfield-child]") && this.field(child, "deleted")?.value !== "1",
      );
    }

    field(child, name) {
      return child.querySelector(`:scope > input[name$="-${name}"]`);
    }

    input(child, name) {
      const prefix = this.field(child, "type").name.replace(/-type$/, "-value-");
      return child.querySelector(`[name="${prefix}${name}"]`);
    }

    heading(child) {
      return this.input(child, "heading")?.value.trim() || "";
    }

    typed = (event) => {
      if (/-value-(heading|anchor)$/.test(event.target.name || "")) this.refresh();
    };

    /* Wagtail moves or removes what has the focus: give it back, and say where a part went. */
    clicked = (event) => {
      const button = event.target.closest("button");
      const child = button?.closest("[data-streamfield-child]");
      if (!child) return;
      const list = child.parentElement;
      const before = this.shownIn(list).indexOf(child);
      setTimeout(() => {
        const shown = this.shownIn(list);
        const place = shown.indexOf(child);
        if (place === before) return;
        if (place < 0) {
          const next = this.place(shown[before] || shown[before - 1] || list);
          next?.focus();
          setTimeout(() => next?.scrollIntoView({ block: "nearest" }), FOLDED);
          return;
        }
        const next = button.disabled ? child.querySelector("[data-panel-toggle]") : button;
        next?.focus();
        const kind = child.querySelector(".c-sf-block__type")?.textContent.trim();
        announce(
          fill(words.moved, {
            heading: this.heading(child) || (list === this.list ? words.untitled : kind),
            place: place + 1,
            count: shown.length,
          }),
        );
      });
    };

    /* Where work goes on in a part: at its own button, else at its first field. */
    place(part) {
      const places = [...part.querySelectorAll(PLACES)].filter(
        (one) => !one.closest("[aria-hidden=true]") && one.checkVisibility(),
      );
      return places.find((one) => one.matches("[data-panel-toggle], .c-sf-add-button")) || places[0];
    }

    /* Wagtail puts the focus in the first text of a part that is added, which slides in under the bar; one without any
       leaves it nowhere. */
    arrive = (changes) => {
      const added = changes
        .flatMap(({ addedNodes }) => [...addedNodes])
        .find((node) => node.matches?.("[data-streamfield-child]"));
      if (!added) return;
      window.verantwoord.nameParts();
      setTimeout(window.verantwoord.bringBack, FOLDED, () => this.place(added));
      const grows = new ResizeObserver(() => {
        const here = document.activeElement;
        if (added.contains(here)) here.scrollIntoView({ block: "nearest", behavior: "instant" });
      });
      const stop = () => grows.disconnect();
      grows.observe(added);
      // Who goes on by himself finds nothing moved from under his pointer.
      for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, stop, { capture: true, once: true });
      setTimeout(stop, 5 * FOLDED);
    };

    refresh() {
      const sections = this.sections;
      this.forgetCopiedAnchors(sections);
      let number = 0;
      sections.forEach((child, position) => {
        const heading = this.heading(child);
        if (heading || position) number += 1;
        const opening = !heading && !position;
        const type = opening ? words.opening : words.section;
        this.label(child, type, opening ? "" : `${number}. ${heading || `(${words.untitled})`}`);
        this.showAddress(child);
      });
      document.dispatchEvent(new CustomEvent("wagtail:panel-init"));
      this.offerReferences(sections);
    }

    /* What a text can refer to: numbered sections that have their fixed address already. */
    offerReferences(sections) {
      let number = 0;
      const offered = [];
      sections.forEach((child, position) => {
        const heading = this.heading(child);
        if (!heading && !position) return;
        number += 1;
        const anchor = this.input(child, "anchor")?.value;
        if (anchor && heading) offered.push({ number, heading, anchor });
      });
      const told = JSON.stringify(offered);
      if (this.element.dataset.sections === told) return;
      this.element.dataset.sections = told;
      document.dispatchEvent(new CustomEvent("home-sections:changed"));
    }

    /* A copy of a section gets an address of its own when it is saved. */
    forgetCopiedAnchors(sections) {
      const taken = new Set(
        sections.filter((child) => this.known.has(child)).map((child) => this.input(child, "anchor")?.value),
      );
      sections.forEach((child) => {
        if (this.known.has(child)) return;
        this.known.add(child);
        const anchor = this.input(child, "anchor");
        if (anchor?.value && taken.has(anchor.value)) anchor.value = "";
      });
    }

    /* Before Wagtail's own title, so that the list of sections beside the form reads ours. */
    label(child, type, title) {
      const panel = child.querySelector("[data-panel-heading]");
      if (!panel) return;
      panel.classList.add("home-numbered");
      panel.querySelector(".c-sf-block__type").textContent = type;
      let own = panel.querySelector(".home-number");
      if (!own) {
        own = document.createElement("span");
        own.className = "home-number";
        own.setAttribute("data-panel-heading-text", "");
        panel.querySelector("[data-panel-heading-text]").before(own);
      }
      const shown = title || type;
      if (own.textContent !== shown) own.textContent = shown;
      own.hidden = !title;
    }

    showAddress(child) {
      const anchor = this.input(child, "anchor");
      if (!anchor) return;
      let shown = anchor.parentElement.querySelector(".home-address");
      if (!shown) {
        shown = document.createElement("p");
        shown.className = "home-address help";
        anchor.after(shown);
      }
      const slug = document.querySelector("input[name=slug]"); // of a plain page, which chooses its own address
      const place = slug ? words.plain.replace("adres", slug.value) : words.statement;
      const address = new URL(`${place}#${anchor.value}`, window.location.href).href;
      shown.textContent = anchor.value ? `${words.address} ${address}` : "";
    }
  }

  /* Below a promise what the register does with it; below a block of facts what it would show today. */
  class BlockNoteController extends Controller {
    connect() {
      this.note = document.createElement("div");
      this.note.className = "home-block-note";
      this.note.setAttribute("role", "status");
      this.element.append(this.note);
      this.element.addEventListener("change", this.changed);
      this.element.addEventListener("input", this.changed);
      this.show();
    }

    disconnect() {
      clearTimeout(this.waiting);
      this.element.removeEventListener("change", this.changed);
      this.element.removeEventListener("input", this.changed);
      this.note.remove();
    }

    changed = (event) => {
      if (!event.target.matches("select, input:not([type=hidden])")) return;
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.show(), WAIT);
    };

    get address() {
      const type = this.element
        .closest("[data-streamfield-child]")
        .querySelector(':scope > input[name$="-type"]');
      const prefix = type.name.replace(/-type$/, "-value-");
      const asked = new URLSearchParams();
      this.element.querySelectorAll("select, input:not([type=hidden])").forEach((field) => {
        if (!field.name.startsWith(prefix)) return;
        if (["checkbox", "radio"].includes(field.type) && !field.checked) return;
        asked.append(`b-${field.name.slice(prefix.length)}`, field.value);
      });
      return `${words.note.replace("soort", type.value)}?${asked}`;
    }

    async show() {
      const asked = this.address;
      if (asked === this.shown) return;
      this.shown = asked;
      try {
        const answer = await fetch(asked, { headers: { Accept: "application/json" } });
        if (answer.ok && asked === this.shown) this.note.innerHTML = (await answer.json()).html;
      } catch {
        this.shown = ""; // no connection: the next change asks again
      }
    }
  }

  /* The figures in the panel with checks: those of the text as it would be published, when the preview has them. */
  const number = new Intl.NumberFormat(document.documentElement.lang || "nl");
  document.addEventListener("w-preview:content", ({ detail: { content, metrics } }) => {
    const shown = new DOMParser().parseFromString(content.innerHTML, "text/html");
    const counted = shown.querySelector("[data-words]")?.dataset;
    const put = (name, value) => {
      const place = document.querySelector(`[data-home-${name}]`);
      if (place) place.textContent = value;
    };
    put("words", number.format(counted ? counted.words : metrics.wordCount));
    put("characters", number.format(counted ? counted.characters : content.innerText.length));
    put("lix", metrics.lixScore ? `(LIX ${Math.round(metrics.lixScore)})` : "");
  });

  /* A form that is sent waits for the autosave that is under way, and no other follows: on a slow connection it would
     arrive after the form, and be taken for a newer text from another window. */
  let keeping = false;
  let sent = false;

  /* A rich text gives what is typed to the form a moment later: who saves at once would send it without. */
  const HANDED_OVER = 300; // milliseconds; Draftail's own wait is 250, and longer when the browser is busy
  const AT_MOST = 3000;
  let typed = 0;
  const typing = (event) => {
    if (event.target.isContentEditable) typed = Date.now();
  };
  const behind = (form) =>
    [...form.querySelectorAll("[data-draftail-editor-wrapper]")].some((editor) => {
      const input = [...editor.parentElement.querySelectorAll("input, textarea")].find((one) => one.draftailEditor);
      const content = input?.draftailEditor.getEditorState().getCurrentContent();
      if (!content) return false;
      const kept = (JSON.parse(input.value)?.blocks || []).map((block) => block.text).join("\n");
      return kept !== content.getPlainText("\n");
    });
  const waits = (form) => {
    const passed = Date.now() - typed;
    return passed < HANDED_OVER || (passed < AT_MOST && behind(form));
  };
  ["beforeinput", "paste", "cut", "drop"].forEach((name) => document.addEventListener(name, typing, true));
  document.addEventListener("w-autosave:save", (event) => {
    if (sent) event.preventDefault();
    else keeping = true;
  });
  const kept = () => {
    keeping = false;
  };
  document.addEventListener("w-autosave:success", kept);
  document.addEventListener("w-autosave:error", kept);
  document.addEventListener("submit", (event) => {
    const { target: form, submitter: button } = event;
    if (event.defaultPrevented || !form.matches("[data-edit-form]")) return;
    const isBehind = waits(form);
    if (!keeping && !isBehind) {
      sent = true;
      return;
    }
    event.preventDefault();
    const again = () => {
      // A button that shows that it is busy is disabled, and its name would not be sent.
      if (button) button.disabled = false;
      form.requestSubmit(button);
    };
    if (isBehind) {
      setTimeout(again, 50);
      return;
    }
    const send = () => {
      document.removeEventListener("w-autosave:success", send);
      document.removeEventListener("w-autosave:error", send);
      sent = true;
      again();
    };
    document.addEventListener("w-autosave:success", send);
    document.addEventListener("w-autosave:error", send);
  });
  window.addEventListener("pageshow", () => {
    sent = false; // back at a page that was sent before
  });

  window.wagtail.app.register("home-sections", SectionsController);
  window.wagtail.app.register("home-block-note", BlockNoteController);
})();
