/* The parts of a text for who has no mouse: what a button inserts, what a cell of a table is about, and where work goes on
   in a table of which the button that was pressed is gone. */
(() => {
  const words = JSON.parse(document.getElementById("home-editor-words").textContent);
  const fill = (text, number) => text.replace("%s", number);
  const ADDING = "[data-streamfield-stream-container] > div > .c-sf-add-button";
  const LISTS = "[data-streamfield-list-container]";
  const HANDLES = "[data-streamfield-action=DRAG]";
  const FIELDS = "input:not([type=hidden]), textarea, [contenteditable=true]";

  /* Between paragraphs and inside one the same button stands; what a text has beside it is called by Wagtail. */
  const nameButton = (button) => {
    const name = button.closest("[data-streamfield-child]") ? words.insertPart : words.insertSection;
    if (button.title !== name) button.title = name;
  };

  const headingsOf = (table) => [...table.querySelectorAll("thead .column-heading")];
  const rowsOf = (table) => [...table.querySelectorAll("tbody > tr")];
  const call = (element, name) => element && element.getAttribute("aria-label") !== name && element.setAttribute("aria-label", name);
  /* As Wagtail does where a field has a heading: the button is described by what it is at. */
  let cells = 0;
  const describeRemark = (button, field) => {
    if (!button || !field || button.hasAttribute("aria-describedby")) return;
    field.id ||= `home-cell-${(cells += 1)}`;
    button.setAttribute("aria-describedby", field.id);
  };
  const nameTable = (table) => {
    const names = headingsOf(table).map((heading, place) => {
      const column = fill(words.column, place + 1);
      call(heading, fill(words.columnHeading, place + 1));
      call(heading.parentElement.querySelector(".prepend-column"), `${words.insertColumn} ${place + 1}`);
      call(heading.parentElement.querySelector(".delete-column"), `${words.deleteColumn} ${place + 1}`);
      return heading.value.trim() || column;
    });
    rowsOf(table).forEach((row, place) => {
      call(row.querySelector(".prepend-row"), `${words.insertRow} ${place + 1}`);
      call(row.querySelector(".delete-row"), `${words.deleteRow} ${place + 1}`);
      names.forEach((name, column) => {
        const field = row.cells[column + 1]?.querySelector(FIELDS);
        call(field, `${name}, ${fill(words.row, place + 1)}`);
        describeRemark(row.cells[column + 1]?.querySelector("button[data-comment-add]"), field);
      });
    });
  };

  /* What stands in a list has no heading of its own, so that the link and the button above it were called nothing. */
  const wordsOf = (element) => element?.textContent.replace(/\*\s*$/, "").trim() || "";
  const nameList = (list) => {
    const shown = [...list.children].filter(
      (one) => one.matches("[data-streamfield-child]") && one.querySelector(':scope > input[name$="-deleted"]').value !== "1",
    );
    shown.forEach((one, place) => {
      const heading = one.querySelector(".c-sf-block__type");
      const name = `${wordsOf(one.querySelector(".w-field__label"))} ${place + 1}`.trim();
      if (heading && heading.textContent !== name) heading.textContent = name;
      one.querySelectorAll(".public-DraftEditor-content").forEach((text) => {
        const label = wordsOf(text.closest("[data-contentpath]").querySelector(":scope > .w-field__label"));
        call(text, [label, name].filter(Boolean).join(", "));
      });
    });
    const kind = list.closest("[data-streamfield-child]")?.querySelector(".c-sf-block__type")?.textContent || "";
    list.querySelectorAll("[data-streamfield-list-add]").forEach((button) => {
      const next = shown.find((one) => button.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
      const before = next?.querySelector(".c-sf-block__type").textContent;
      const name = before ? fill(words.insertBefore, before) : fill(words.addTo, kind);
      if (button.title !== name) button.title = name;
    });
  };

  /* The same button stands at every field: it says of which, in which part of the text. Where Wagtail says so already, by
     what describes the button, its name stays: what is called by the name of a field is the field alone. */
  const nameRemark = (button) => {
    if (button.hasAttribute("aria-describedby") || button.closest(".typed-table-block")) return;
    const field = button.closest(".w-field");
    const label = field.closest("[data-contentpath]")?.querySelector(":scope > .w-field__label");
    const header = button.closest(".w-panel")?.querySelector(".w-panel__header");
    const number = header?.querySelector(".home-number:not([hidden])");
    const panel = number || header?.querySelector(".c-sf-block__type, [data-panel-heading-text]");
    const about = [...new Set([wordsOf(label), wordsOf(panel)].filter(Boolean))].join(", ");
    if (about) call(button, fill(words.remarkOn, about));
  };

  const nameAll = () => {
    document.querySelectorAll(LISTS).forEach(nameList);
    document.querySelectorAll(ADDING).forEach(nameButton);
    document.querySelectorAll("button[data-comment-add]").forEach(nameRemark);
    // Dragging is for who has a mouse: without one a part goes up and down with the buttons beside it.
    document.querySelectorAll(HANDLES).forEach((handle) => {
      handle.tabIndex = -1;
    });
    document.querySelectorAll(".typed-table-block").forEach(nameTable);
  };
  ["DOMContentLoaded", "wagtail:panel-init"].forEach((name) => document.addEventListener(name, nameAll));
  window.addEventListener("load", nameAll);
  /* Each text that comes asks for it; many come at once. */
  let waits = 0;
  const nameParts = () => {
    waits ||= setTimeout(() => {
      waits = 0;
      nameAll();
    });
  };
  window.verantwoord = { ...window.verantwoord, nameParts };
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(ADDING)) nameButton(target);
    const list = target.closest(LISTS);
    if (list) nameList(list);
    const table = target.closest(".typed-table-block");
    if (table) nameTable(table);
  });

  /* A table is wider than a telephone. A browser leaves a cell that begins or ends out of sight as it lies: who comes in it by
     a key sees all of it. */
  document.addEventListener("keyup", ({ key, target }) => {
    if (key !== "Tab" || !target.closest?.(".typed-table-block__wrapper")) return;
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  /* The list with kinds of columns stands behind the button that opened it. */
  const openerOf = (element) => element.closest?.(".add-column-menu")?.previousElementSibling;
  const close = (opener) => opener?.getAttribute("aria-expanded") === "true" && opener.click();
  document.addEventListener(
    "keydown",
    (event) => {
      const opener = openerOf(event.target) || event.target.closest?.(".append-column, .prepend-column");
      if (event.key !== "Escape" || opener?.getAttribute("aria-expanded") !== "true") return;
      event.stopPropagation();
      close(opener);
      opener.focus();
    },
    true,
  );
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const opener = openerOf(target);
    if (opener && relatedTarget && openerOf(relatedTarget) !== opener && relatedTarget !== opener) close(opener);
  });

  /* A column that is added is given its heading, a row its first cell; of what is taken away the next one has the focus. */
  document.addEventListener(
    "click",
    ({ target }) => {
      const button = target.closest?.(".typed-table-block button");
      if (!button) return;
      const table = button.closest(".typed-table-block");
      const [columns, rows] = [headingsOf(table), rowsOf(table)];
      const column = columns.indexOf(button.parentElement.querySelector(".column-heading"));
      const row = rows.indexOf(button.closest("tr"));
      setTimeout(() => {
        const [shown, lines] = [headingsOf(table), rowsOf(table)];
        const added = shown.find((one) => !columns.includes(one));
        const line = lines.find((one) => !rows.includes(one));
        const near = (list, place) => list[Math.min(place, list.length - 1)];
        const heading = added || (shown.length < columns.length ? near(shown, column) : null);
        const cells = added ? null : line || (lines.length < rows.length ? near(lines, row) : null);
        if (shown.length === columns.length && lines.length === rows.length) return;
        const place = heading || cells?.querySelector(FIELDS);
        const next = place || table.querySelector(shown.length ? "[data-add-row]" : "[data-append-column]");
        next.focus();
        next.scrollIntoView({ block: "nearest" }); // and not below the bar
        nameTable(table);
      });
    },
    true,
  );
})();
