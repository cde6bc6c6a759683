/* <date-field>: a text input for a date (with-time: and a time, which may be "optional") gets a button that opens a calendar.
 *
 * The input works without this. It is rewritten on leaving it only when it holds a date, and then as the same date;
 * anything else stays as it was typed, and the server says what is wrong with it. What is a date here is a part of
 * what `sharing/core/dates.py` reads, which has the last word. A custom element, so that rows and filters that are
 * added later work by themselves. The calendar follows the date picker dialog of the ARIA practices.
 */
(() => {
  const words = document.currentScript.dataset;
  const language = document.documentElement.lang || "nl";
  const named = (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
  const inFull = named({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const monthAndYear = named({ month: "long", year: "numeric" });
  const [weekday, shortWeekday] = [named({ weekday: "long" }), named({ weekday: "short" })];

  const NUMBERS = /^(\d+) ?([-/.]) ?(\d+) ?\2 ?(\d+)$/;
  const EIGHT = /^(\d{4})(\d{2})(\d{2})$/;
  const WORDS = /^(\d{1,2})[ -]?(\p{L}+)\.?[ -]?(\d+)$/u;
  // A year of two digits as people write it: '27, with whatever mark their keyboard makes of it.
  const SHORT_YEAR = /([-/. \p{L}])['’‘ʼ´`](\d{2})$/u;
  const WITH_CLOCK =
    /^(.+?)(?:, ?| om | |T(?=\d))(\d{1,2}) ?[:.u] ?(\d{2})(?: ?[:.] ?(\d{2}))?(?: uur)?$/i;
  const MONTHS = { mrt: 3, sept: 9 };
  for (const names of [
    "january february march april may june july august september october november december",
    "januari februari maart april mei juni juli augustus september oktober november december",
  ]) {
    names.split(" ").forEach((name, place) => {
      MONTHS[name] = MONTHS[name.slice(0, 3)] = place + 1;
    });
  }

  /** The day as a Date at midnight UTC; null when there is no such day. */
  function day(year, month, number) {
    const made = new Date(0);
    made.setUTCFullYear(year, month - 1, number);
    const same = made.getUTCMonth() === month - 1 && made.getUTCDate() === number;
    return year > 0 && year < 10000 && same ? made : null;
  }

  const yearOf = (digits) => (digits.length === 2 ? 2000 + +digits : digits.length === 4 ? +digits : 0);

  /** What the text names, or null. */
  function readDay(typed) {
    const text = typed.replace(SHORT_YEAR, "$1$2");
    let found = EIGHT.exec(text);
    if (found) return day(+found[1], +found[2], +found[3]);
    found = NUMBERS.exec(text);
    if (found && found[3].length <= 2) {
      if (found[1].length === 4 && found[4].length <= 2) return day(+found[1], +found[3], +found[4]);
      if (found[1].length <= 2) return day(yearOf(found[4]), +found[3], +found[1]);
    }
    found = WORDS.exec(text);
    return found ? day(yearOf(found[3]), MONTHS[found[2].toLowerCase()], +found[1]) : null;
  }

  const two = (number) => String(number).padStart(2, "0");
  const show = (date) =>
    `${two(date.getUTCDate())}-${two(date.getUTCMonth() + 1)}-${String(date.getUTCFullYear()).padStart(4, "0")}`;

  /** The day and the clock that the text names, either of which may be missing. */
  function read(text, withTime) {
    const plain = text.replace(/[\p{Pd}−]/gu, "-").replace(/\s+/g, " ").trim();
    const found = withTime && WITH_CLOCK.exec(plain);
    if (!found) return { date: readDay(plain), clock: "" };
    const [hour, minute, second] = [+found[2], +found[3], +(found[4] || 0)];
    // A time that does not exist is left as it was typed: without it, another moment would be meant.
    if (hour > 23 || minute > 59 || second > 59) return { date: null, clock: "" };
    const clock = `${two(hour)}:${two(minute)}${found[4] ? `:${found[4]}` : ""}`;
    return { date: readDay(found[1]), clock };
  }

  function moved(date, { days = 0, months = 0 }) {
    const made = new Date(date);
    if (!months) {
      made.setUTCDate(made.getUTCDate() + days);
      return made;
    }
    made.setUTCDate(1);
    made.setUTCMonth(made.getUTCMonth() + months);
    const last = new Date(made);
    last.setUTCMonth(last.getUTCMonth() + 1, 0);
    made.setUTCDate(Math.min(date.getUTCDate(), last.getUTCDate()));
    return made;
  }

  const mondayOf = (date) => moved(date, { days: -((date.getUTCDay() + 6) % 7) });

  function today() {
    const shown = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" }).format(new Date());
    return readDay(shown);
  }

  function element(name, properties = {}, attributes = {}) {
    const made = Object.assign(document.createElement(name), properties);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function button(text, label, click, className = "") {
    const made = element("button", { type: "button", textContent: text, className });
    if (label !== text) {
      made.setAttribute("aria-label", label);
      made.title = label;
    }
    made.addEventListener("click", click);
    return made;
  }

  class DateField extends HTMLElement {
    connectedCallback() {
      this.input = this.querySelector("input");
      this.withTime = this.hasAttribute("with-time");
      this.timeNeeded = this.withTime && this.getAttribute("with-time") !== "optional";
      if (this.opener || !this.input) return;
      this.input.addEventListener("change", () => this.tidy());
      this.input.addEventListener("input", (event) => {
        // A list would search for each letter of a date that is still being typed.
        if (this.input.form?.getAttribute("role") === "search") event.stopPropagation();
      });
      if (this.input.disabled || this.input.readOnly || !this.showPopover) return;
      this.input.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        this.open(this.input);
      });
      this.opener = button("", this.label(), () => (this.isOpen ? this.close() : this.open(this.opener)));
      this.opener.className = "date-field__button";
      this.opener.innerHTML =
        '<svg class="icon icon-date" aria-hidden="true"><use href="#icon-date"></use></svg>';
      this.opener.setAttribute("aria-haspopup", "dialog");
      this.opener.setAttribute("aria-expanded", "false");
      this.append(this.opener);
    }

    disconnectedCallback() {
      if (this.isOpen) this.close({ focus: false });
    }

    label() {
      const own = this.input.labels?.[0]?.textContent || this.input.getAttribute("aria-label") || "";
      const name = own.replace("*", "").replace(/\s+/g, " ").trim();
      return name ? `${words.choose}: ${name}` : words.choose;
    }

    /** Show a date that was understood as dates are shown; leave anything else alone. */
    tidy() {
      const { date, clock } = read(this.input.value, this.withTime);
      if (date && (clock || !this.timeNeeded)) this.put(clock ? `${show(date)} ${clock}` : show(date));
    }

    put(text) {
      if (text === this.input.value) return;
      this.input.value = text;
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    get isOpen() {
      return Boolean(this.dialog?.matches(":popover-open"));
    }

    open(from) {
      this.cameFrom = from;
      this.dialog ??= this.build();
      this.chosen = read(this.input.value, this.withTime).date;
      this.opener.setAttribute("aria-expanded", "true");
      this.dialog.showPopover();
      this.focusOn(this.chosen || today());
      this.place();
      this.outside = (event) => this.contains(event.target) || this.close({ focus: false });
      this.follow = () => this.place();
      document.addEventListener("pointerdown", this.outside, true);
      window.addEventListener("scroll", this.follow, true);
      window.addEventListener("resize", this.follow);
    }

    close({ focus = true } = {}) {
      document.removeEventListener("pointerdown", this.outside, true);
      window.removeEventListener("scroll", this.follow, true);
      window.removeEventListener("resize", this.follow);
      this.opener.setAttribute("aria-expanded", "false");
      if (this.isOpen) this.dialog.hidePopover();
      if (focus) this.cameFrom.focus();
    }

    choose(date) {
      const { clock } = read(this.input.value, this.withTime);
      this.put(clock || this.timeNeeded ? `${show(date)} ${clock}` : show(date));
      if (this.timeNeeded && !clock) this.cameFrom = this.input; // the time is still to be typed
      this.close();
      if (this.cameFrom === this.input) this.input.setSelectionRange(99, 99);
    }

    build() {
      const id = `${this.input.id}-month`;
      const heading = element("div", { className: "date-picker__month", id }, { "aria-live": "polite" });
      const turn = (text, label, months) =>
        button(text, label, () => this.render(moved(this.focused, { months })), "date-picker__turn");
      const head = element("div", { className: "date-picker__head" });
      head.append(
        turn("«", words.previousYear, -12),
        turn("‹", words.previousMonth, -1),
        heading,
        turn("›", words.nextMonth, 1),
        turn("»", words.nextYear, 12),
      );
      const grid = element("table", {}, { role: "grid", "aria-labelledby": id });
      const names = grid.createTHead().insertRow();
      for (let place = 0; place < 7; place += 1) {
        const one = moved(mondayOf(today()), { days: place });
        const shown = shortWeekday.format(one).slice(0, 2);
        names.append(element("th", { textContent: shown, abbr: weekday.format(one) }, { scope: "col" }));
      }
      this.days = grid.createTBody();
      this.heading = heading;
      grid.addEventListener("click", (event) => {
        const cell = event.target.closest("td");
        if (cell) this.choose(readDay(cell.dataset.day));
      });
      const foot = element("div", { className: "date-picker__foot" });
      foot.append(
        button(words.today, words.today, () => this.choose(today()), "button button-small button-secondary"),
        button(words.close, words.close, () => this.close(), "button button-small button-secondary"),
      );
      const keys = element("p", { className: "date-picker__keys", textContent: words.keys });
      keys.id = `${this.input.id}-keys`;
      grid.setAttribute("aria-describedby", keys.id);
      const called = { role: "dialog", "aria-modal": "true", "aria-label": this.label() };
      const dialog = element("div", { className: "date-picker", popover: "manual" }, called);
      dialog.append(head, grid, keys, foot);
      dialog.addEventListener("keydown", (event) => this.press(event));
      // What happens in the calendar is not typing in the form around it.
      for (const name of ["change", "input"]) dialog.addEventListener(name, (event) => event.stopPropagation());
      this.append(dialog);
      return dialog;
    }

    press(event) {
      const inGrid = Boolean(event.target.closest("td"));
      const months = event.shiftKey ? 12 : 1;
      const place = (this.focused.getUTCDay() + 6) % 7;
      const step = {
        ArrowLeft: { days: -1 },
        ArrowRight: { days: 1 },
        ArrowUp: { days: -7 },
        ArrowDown: { days: 7 },
        Home: { days: -place },
        End: { days: 6 - place },
        PageUp: { months: -months },
        PageDown: { months },
      }[event.key];
      if (event.key === "Escape") this.close();
      else if (event.key === "Tab") this.cycle(event.shiftKey ? -1 : 1);
      else if (inGrid && step) this.focusOn(moved(this.focused, step));
      else if (inGrid && (event.key === "Enter" || event.key === " ")) this.choose(this.focused);
      else {
        event.stopPropagation(); // Enter on a button is that button's, not the form's
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    }

    /** Tab stays within the dialog. */
    cycle(step) {
      const stops = [...this.dialog.querySelectorAll('button, td[tabindex="0"]')];
      const here = stops.indexOf(document.activeElement);
      stops[(here + step + stops.length) % stops.length].focus();
    }

    focusOn(date) {
      this.render(date);
      this.days.querySelector('[tabindex="0"]').focus();
    }

    /** The month of this day, which becomes the one that keys start from. */
    render(date) {
      const lowest = day(1, 1, 8);
      const highest = day(9999, 12, 20);
      this.focused = date < lowest ? lowest : date > highest ? highest : date;
      const shown = monthAndYear.format(this.focused);
      if (this.heading.textContent !== shown) this.heading.textContent = shown;
      const month = this.focused.getUTCMonth();
      const [now, rows] = [+today(), []];
      let current = mondayOf(moved(this.focused, { days: 1 - this.focused.getUTCDate() }));
      do {
        const row = element("tr");
        for (let place = 0; place < 7; place += 1) {
          row.append(this.cell(current, month, now));
          current = moved(current, { days: 1 });
        }
        rows.push(row);
      } while (current.getUTCMonth() === month);
      this.days.replaceChildren(...rows);
    }

    cell(date, month, now) {
      const cell = element("td", { textContent: date.getUTCDate() }, { role: "gridcell" });
      cell.dataset.day = show(date);
      cell.tabIndex = +date === +this.focused ? 0 : -1;
      cell.setAttribute("aria-label", inFull.format(date));
      cell.setAttribute("aria-selected", String(Boolean(this.chosen) && +date === +this.chosen));
      if (+date === now) cell.setAttribute("aria-current", "date");
      if (date.getUTCMonth() !== month) cell.className = "date-picker__other";
      return cell;
    }

    /** Under the field where it fits, else above it, and always within the window. */
    place() {
      const field = this.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = this.dialog;
      const below = field.bottom + 4;
      const fits = below + height <= window.innerHeight || field.top - height - 4 < 0;
      const top = fits ? Math.min(below, window.innerHeight - height - 4) : field.top - height - 4;
      this.dialog.style.top = `${Math.max(4, top)}px`;
      this.dialog.style.left = `${Math.max(4, Math.min(field.left, window.innerWidth - width - 4))}px`;
    }
  }

  // The reader of dates, for the test that holds it against the server's.
  DateField.read = (text, withTime) => {
    const { date, clock } = read(text, withTime);
    return { day: date && show(date), clock };
  };
  customElements.define("date-field", DateField);
})();
