/* The list of exports is fetched anew while something is being made; without this script one reloads the page. */
(() => {
    "use strict";

    const EVERY = 2000;
    const address = () => document.querySelector("[data-export-progress]")?.dataset.exportProgress;

    /* Who waits in the list without a mouse stays at the same link, or in the list. */
    const renew = (list, html) => {
        const here = list.contains(document.activeElement) ? document.activeElement : null;
        list.innerHTML = html;
        if (!here) return;
        const same = [...list.querySelectorAll("a[href]")].find((one) => one.href === here.href);
        (same || list.querySelector("[tabindex='0']"))?.focus({ preventScroll: true });
    };

    const look = async () => {
        const list = document.getElementById("listing-results");
        const where = address();
        if (!list || !where) return;
        // Nobody looks, or somebody presses something in the list: later.
        if (!document.hidden && !list.matches(":active")) {
            try {
                const answer = await fetch(where, { headers: { "X-Requested-With": "XMLHttpRequest" } });
                if (answer.ok && !answer.redirected) renew(list, await answer.text());
            } catch {
                // The server is away for a moment; the next time it is there again.
            }
        }
        setTimeout(look, EVERY);
    };

    setTimeout(look, EVERY);
})();
