/* A text is never cut off, so it can become longer than it may be: that is told where it is written, before it is sent. */
(() => {
  const words = document.currentScript.dataset;
  const NEAR = 0.9; // of what it may be: from there on it is told how much is left
  let made = 0;
  const shown = new Intl.NumberFormat(document.documentElement.lang || "nl"); // 5.309, as the rest of the page says it

  /* As the server counts: signs, of which the end of a line is two. */
  const lengthOf = (field) => [...field.value.trim().replace(/\r?\n/g, "\r\n")].length;

  const lineOf = (field) => {
    const own = field.dataset.toldBy && document.getElementById(field.dataset.toldBy);
    if (own) return own;
    const line = document.createElement("p");
    line.id = field.dataset.toldBy = `lengte-${(made += 1)}`;
    line.className = "help register-length";
    field.after(line);
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), line.id].filter(Boolean).join(" "));
    return line;
  };

  const tell = (field) => {
    const most = Number(field.dataset?.most);
    const length = most && lengthOf(field);
    if (!most || (length <= most * NEAR && !field.dataset.toldBy)) return;
    const line = lineOf(field);
    const over = length > most;
    line.textContent = over
      ? words.over.replace("%s", shown.format(most)).replace("%s", shown.format(length))
      : length > most * NEAR
        ? words.left.replace("%s", shown.format(most - length)).replace("%s", shown.format(most))
        : "";
    // Read out once, when it becomes too long, and not at every key.
    line.setAttribute("role", over ? "alert" : "note");
    line.classList.toggle("register-length--over", over);
  };

  document.addEventListener("input", ({ target }) => tell(target));
})();
