/* A form that is on its way is not sent once more by a second Enter or click: what came of the first would be answered
   with “somebody changed this meanwhile; nothing was stored”, while it was. Another answer in it is another form, and a
   page that stays, because a file came, can be asked for the same again a little later. */
(() => {
  "use strict";

  const WAIT = 10000; // milliseconds
  let sent = new WeakMap();

  const said = (form, button) =>
    JSON.stringify([
      button?.name,
      button?.value,
      ...[...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]),
    ]);

  // At the window: whatever holds a form back for a moment and sends it later has done so by then.
  window.addEventListener("submit", (event) => {
    const { target: form, submitter: button, timeStamp: at } = event;
    if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
    const now = { said: said(form, button), at };
    const before = sent.get(form);
    if (before?.said === now.said && at - before.at < WAIT) event.preventDefault();
    else sent.set(form, now);
  });
  window.addEventListener("pageshow", () => {
    sent = new WeakMap();
  });
})();
