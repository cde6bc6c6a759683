/* How far something in the background is, in its place; the page is loaded anew when there is an outcome to see.
   Without this script the page reloads itself. */
(() => {
    "use strict";

    const EVERY = 1000;
    const place = document.querySelector("[data-progress]");

    const look = async () => {
        if (!document.hidden) {
            try {
                const answer = await fetch(place.dataset.progress, { headers: { "X-Requested-With": "XMLHttpRequest" } });
                if (answer.status === 204 || answer.redirected || answer.status === 404) {
                    window.location.reload();
                    return;
                }
                if (answer.ok) {
                    const words = await answer.text();
                    if (words !== place.textContent) place.textContent = words;
                }
            } catch {
                // The server is away for a moment; the next time it is there again.
            }
        }
        setTimeout(look, EVERY);
    };

    if (place) setTimeout(look, EVERY);
})();
