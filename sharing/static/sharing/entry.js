/* Recording a disclosure: what is known of the recipient is filled in, and what the rules say is told while one types.
 *
 * Everything is asked by POST with the form itself, so that no dossier number stands in an address. Without this the
 * form has buttons for both. What somebody filled in is never replaced. Ctrl+Enter (or ⌘+Enter) records.
 */
(() => {
  const WAIT = 600;
  const form = document.querySelector("form[data-register-check]");
  if (!form) return;
  const { registerCheck: checkUrl, registerDefaults: defaultsUrl } = form.dataset;
  const recipient = form.elements.namedItem("recipient");
  const panel = form.querySelector("[data-register-said]");
  const said = form.querySelector("[data-register-said-now]");
  const told = form.querySelector("[data-register-filled]");
  const touched = new Set();
  let timer = 0;
  let checking = null;
  let asked = recipient.defaultValue;

  const send = (url, signal) =>
    fetch(url, {
      method: "POST",
      body: new FormData(form),
      credentials: "same-origin",
      headers: { "X-Requested-With": "XMLHttpRequest" },
      signal,
    });

  /** Whether somebody filled this in before this script was there. */
  function isChanged({ type, checked, defaultChecked, value, defaultValue, options }) {
    if (type === "checkbox") return checked !== defaultChecked;
    if (options) return value !== ([...options].find((option) => option.defaultSelected) ?? options[0])?.value;
    return value !== defaultValue;
  }

  // In a form that came back, or began with another entry or a template, what stands in it is meant.
  const isBegun = "registerBegun" in form.dataset;
  for (const field of form.elements) {
    const isMeant = isBegun && (field.type === "checkbox" ? field.checked : field.value);
    if (isMeant || isChanged(field)) touched.add(field.name);
  }

  /** Fields of this name: one, or the boxes of a choice. */
  const fieldsOf = (name) => {
    const found = form.elements.namedItem(name);
    if (!found) return [];
    return found instanceof RadioNodeList ? [...found] : [found];
  };

  function fill(name, value) {
    const values = [value].flat().map(String);
    for (const field of fieldsOf(name)) {
      if (field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
  }

  /** What is known of the recipient, in every field that nobody touched. */
  async function fillIn() {
    if (recipient.value === asked) return;
    asked = recipient.value;
    const answer = await send(defaultsUrl);
    if (!answer.ok || recipient.value !== asked) return;
    const { values, words } = await answer.json();
    for (const [name, value] of Object.entries(values)) {
      if (!touched.has(name)) fill(name, value);
    }
    told.textContent = words;
    later(0);
  }

  /** In place of what was told. What is shorter keeps the height, so that the end of the page, and the buttons on it,
   * stay where they are. */
  function tell(nodes) {
    said.style.minBlockSize = `${said.getBoundingClientRect().height}px`;
    said.replaceChildren(...nodes);
  }

  async function check() {
    checking?.abort();
    checking = new AbortController();
    try {
      const answer = await send(checkUrl, checking.signal);
      if (!answer.ok) return;
      const { body } = new DOMParser().parseFromString(await answer.text(), "text/html");
      panel.hidden = false;
      panel.classList.remove("register-live--silent");
      // A screen reader hears it once, and only when it is something else.
      if (said.textContent.trim() !== body.textContent.trim()) tell(body.childNodes);
    } catch (error) {
      if (error.name !== "AbortError") panel.classList.add("register-live--silent"); // the button still asks
    }
  }

  function later(wait = WAIT) {
    window.clearTimeout(timer);
    timer = window.setTimeout(check, wait);
  }

  // What this fills in itself tells nobody, so whatever is told here is somebody's own.
  const touch = (event) => touched.add(event.target.name);
  form.addEventListener("input", (event) => {
    touch(event);
    later();
  });
  form.addEventListener("change", (event) => {
    touch(event);
    if (event.target === recipient) fillIn().catch(() => {});
    later();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[name=store]"));
    } else if (event.target === recipient) {
      event.preventDefault(); // it says who is meant; the rest is still empty, so there is nothing to ask
      fillIn().catch(() => {});
    }
  });
  fillIn().catch(() => {}); // the recipient may have been named before this script was there
  if (recipient.value) later(0);
})();
