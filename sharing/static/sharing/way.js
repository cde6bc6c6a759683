/* The way back to a list is to the list as one left it: with its filters, its order and its page.
 *
 * Kept per tab, so that two lists beside each other do not mix; without this one comes back to the whole list.
 */
(() => {
  "use strict";

  const LEFT = "lijst";
  const CHANGES = "/wijzigen/";
  const BACK = "terug"; // read by the screens that go back after saving (core/admin/screens.py)

  function listLeft() {
    try {
      return JSON.parse(sessionStorage.getItem(LEFT)) || {};
    } catch {
      return {};
    }
  }

  /** Where somebody leaves a list; filters and pages change its address while one is there. */
  function remember() {
    const isList = document.getElementById("listing-results");
    if (!isList) return;
    const { pathname: path, search } = window.location;
    try {
      sessionStorage.setItem(LEFT, JSON.stringify({ path, search }));
    } catch {
      // No room, or not allowed to keep anything: the links stay as they are.
    }
  }

  /** On a record of that list: the way up to the list, and what comes back there after saving. */
  function lead() {
    const { path, search } = listLeft();
    const here = window.location.pathname;
    if (!path || !search || here === path || !here.startsWith(path)) return;
    for (const link of document.querySelectorAll("a[href]")) {
      // A link in a drawing has no address of this kind.
      if (link.origin !== window.location.origin || link.search) continue;
      if (link.pathname === path && link.closest(".w-breadcrumbs")) link.search = search;
      else if (link.pathname.startsWith(path) && link.pathname.endsWith(CHANGES))
        link.search = new URLSearchParams({ [BACK]: path + search });
    }
  }

  window.addEventListener("pagehide", remember);
  document.addEventListener("DOMContentLoaded", lead);
})();
