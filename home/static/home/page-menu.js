/* The menu with the pages is Wagtail's: the choice of a language has no name there, and what one can do with a page is
   called by its title only, that the page in the other language has too. */
(() => {
  const language = document.currentScript.dataset.language;
  const words = (element) => element.textContent.trim();

  const nameAll = () => {
    for (const choice of document.querySelectorAll(".c-page-explorer select:not([aria-label])"))
      choice.setAttribute("aria-label", language);
    for (const item of document.querySelectorAll(".c-page-explorer__item")) {
      const shown = [...item.querySelectorAll(".c-page-explorer__meta .c-status")].map(words).join(", ");
      for (const action of shown ? item.querySelectorAll(".c-page-explorer__item__action") : []) {
        const name = `${words(action)} (${shown})`;
        if (action.getAttribute("aria-label") !== name) action.setAttribute("aria-label", name);
      }
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const menu = document.querySelector("[data-wagtail-sidebar]");
    if (menu) new MutationObserver(nameAll).observe(menu, { childList: true, subtree: true });
  });
})();
