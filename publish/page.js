"use strict";

// A page: start every explorer, question and exercise on it.

document.documentElement.classList.add("scripted");
const explorers = [...document.querySelectorAll(".explorer")].map((figure) => new Explorer(figure));
const pageData = JSON.parse(document.getElementById("page-data")?.textContent || "{}");
for (const [id, { prediction, exercise }] of Object.entries(pageData)) {
    const cell = document.getElementById(id);
    cell.append(prediction ? predictionForm(prediction, id) : exerciseForm(exercise, id));
}
// A block that scrolls sideways must be reachable by keyboard.
const wide = new ResizeObserver((changes) => {
    for (const { target } of changes) {
        if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
        else target.removeAttribute("tabindex");
    }
});
for (const block of document.querySelectorAll("pre, .wide")) wide.observe(block);
followAddress(explorers);
addEventListener("hashchange", () => followAddress(explorers));
