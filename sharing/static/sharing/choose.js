/* Names of records while one types: the field asks the server for the few that fit, and the browser shows them.
 *
 * Without this the field is a text field that takes a code or a name. Listening on the document, so that filters and
 * rows that are added later work by themselves.
 */
(() => {
  const WAIT = 150;
  let timer = 0;
  let asked = 0;

  /** The list of suggestions that belongs to a field. */
  function listOf(field) {
    return document.getElementById(`${field.id}-namen`);
  }

  async function suggest(field, list) {
    const number = (asked += 1);
    const address = new URL(list.dataset.registerSuggestions, window.location.href);
    address.searchParams.set("q", field.value);
    const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    // An answer that comes too late is read as well: its connection would stay open.
    const { results } = answer.ok ? await answer.json() : { results: [] };
    if (!answer.ok || number !== asked) return;
    list.replaceChildren(
      ...results.map((name) => {
        const option = document.createElement("option");
        option.value = name;
        return option;
      }),
    );
  }

  function ask(event) {
    const field = event.target;
    const list = field.matches?.('input[type="text"]') && field.id && listOf(field);
    if (!list) return;
    field.setAttribute("list", list.id);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => suggest(field, list).catch(() => {}), event.type === "focusin" ? 0 : WAIT);
  }

  /** In a field for several records: when the last place is filled, there is another. */
  function makeRoom(event) {
    const places = event.target.closest?.("[data-register-records]")?.querySelectorAll('input[type="text"]');
    const last = places?.[places.length - 1];
    if (!last || last !== event.target || !last.value) return;
    const next = last.cloneNode();
    next.value = "";
    next.id = `${places[0].id}_${places.length}`;
    next.removeAttribute("list");
    const names = listOf(last)?.cloneNode();
    if (names) names.id = `${next.id}-namen`;
    last.parentNode.append(next, ...(names ? [names] : []));
  }

  document.addEventListener("input", makeRoom);
  document.addEventListener("input", ask);
  document.addEventListener("focusin", ask);
})();
