// In a list the editor keeps Tab for itself (a deeper item), so that without a mouse nobody would get out.
// Escape and then Tab, or Shift+Tab, goes on to the next field, as in other editors.
(() => {
  const hint = document.currentScript.dataset.hint;
  const textOf = (event) => event.target.closest?.(".public-DraftEditor-content");
  let leaving = false;

  document.addEventListener("focusin", (event) => {
    leaving = false;
    textOf(event)?.setAttribute("aria-description", hint);
  });

  window.addEventListener(
    "keydown",
    (event) => {
      if (!textOf(event) || event.key === "Shift") return;
      if (event.key === "Tab" && leaving) event.stopImmediatePropagation();
      leaving = event.key === "Escape";
    },
    true,
  );

  // On a phone Escape would take the focus to the button of the menu, so that nobody ever got past a text.
  for (const kind of ["keydown", "keyup"]) {
    document.documentElement.addEventListener(kind, (event) => {
      if (event.key === "Escape" && textOf(event)) event.stopPropagation();
    });
  }
})();
