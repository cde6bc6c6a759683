/* What is chosen in a list is cut off where its words do not fit, and in a narrow window two answers then look the same:
   below the list it stands in full. Who hears the list hears all of it there, so this is for the eye only. */
(() => {
  const pen = document.createElement("canvas").getContext("2d");
  const lines = new WeakMap();

  const fits = (list, words) => {
    const style = getComputedStyle(list);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(words).width <= room + 1; // a width is a whole number here
  };

  const lineOf = (list) => {
    if (!lines.has(list)) {
      const line = document.createElement("p");
      line.className = "help register-chosen-words";
      line.setAttribute("aria-hidden", "true");
      list.after(line);
      lines.set(list, line);
    }
    return lines.get(list);
  };

  const tell = (list) => {
    if (list.multiple || !list.clientWidth) return; // in a panel or tab that is not shown nothing has a width
    const words = list.selectedOptions[0]?.text.trim() || "";
    const cut = words && !fits(list, words);
    if (cut || lines.has(list)) lineOf(list).textContent = cut ? words : "";
  };

  /* While the menu folds, everything is narrow for a moment. */
  const changed = new Set();
  let asked = 0;
  const sees = new ResizeObserver((changes) => {
    changes.forEach(({ target }) => changed.add(target));
    clearTimeout(asked);
    asked = setTimeout(() => {
      changed.forEach(tell);
      changed.clear();
    }, 150);
  });
  const follow = () => document.querySelectorAll("main form[method=post i] select").forEach((list) => sees.observe(list));

  document.addEventListener("DOMContentLoaded", follow);
  document.addEventListener("wagtail:panel-init", follow); // a row that was added
  document.addEventListener("change", ({ target }) => target.matches?.("select") && tell(target));
})();
