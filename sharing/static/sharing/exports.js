/* The list of exports is fetched anew while something is being made; without this script one reloads the page. */
(() => {
    "use strict";

    const EVERY = 2000;
    const address = () => document.querySelector("[data-export-progress]")?.dataset.exportProgress;

    const look = async () => {
        const list = document.getElementById("listing-results");
        const where = address();
        if (!list || !where) return;
        // Nobody looks, or somebody is about to click in the list: later.
        if (!document.hidden && !list.contains(document.activeElement)) {
            try {
                const answer = await fetch(where, { headers: { "X-Requested-With": "XMLHttpRequest" } });
                if (answer.ok && !answer.redirected) list.innerHTML = await answer.text();
            } catch {
                // The server is away for a moment; the next time it is there again.
            }
        }
        setTimeout(look, EVERY);
    };

    setTimeout(look, EVERY);
})();
