"use strict";

// A page: start the other explorers, and every question and exercise.

removeMade();
document.documentElement.classList.add("scripted");
explorers.push(...[...document.querySelectorAll(".explorer")].slice(1).map((figure) => new Explorer(figure, false)));
const pageData = JSON.parse(document.getElementById("page-data")?.textContent || "{}");
for (const [id, { prediction, exercise, guessing }] of Object.entries(pageData)) {
    const cell = document.getElementById(id);
    if (prediction) cell.prepend(predictionForm(prediction, id));
    if (exercise) cell.prepend(exerciseForm(exercise, id));
    if (guessing) cell.prepend(guessingGame(guessing));
}
for (const figure of document.querySelectorAll(".typed")) startTyping(figure);
// One switch opens and closes the Python of the page; the browser remembers it for the other pages.
const programs = [...document.querySelectorAll("details.python")];
const allPython = element("button", { type: "button", className: "all-python" });
let pythonIsOpen;
const showPython = (open) => {
    pythonIsOpen = open;
    for (const program of programs) program.open = open;
    allPython.textContent = open ? words._("Hide all Python") : words._("Show all Python");
};
allPython.onclick = () => {
    showPython(!pythonIsOpen);
    stored.set("python", pythonIsOpen);
};
if (programs.length) {
    document.getElementById("content").prepend(allPython);
    showPython(stored.get("python") === true);
}
if (location.protocol === "file:") {
    const told = words._(
        "Python in the page needs a web server, and this copy lies on a disk. " +
            "In its folder, run python3 -m http.server, and open http://localhost:8000.",
    );
    for (const run of document.querySelectorAll(".run")) run.matches("a") ? run.remove() : (run.textContent = told);
}
const progress = document.getElementById("progress");
if (progress) {
    tellProgress(progress);
    // "kept" comes from this page, "storage" from another one
    for (const change of ["kept", "storage"]) addEventListener(change, () => tellProgress(progress));
}
for (const place of document.querySelectorAll(".hand-in")) place.append(handInForm());
const isKept = stored.set("visited", true); // tells whether this browser keeps anything
if (!isKept) document.getElementById("kept")?.replaceChildren(notKept());
// Where there is room, the list of sections is open at the side, and each note stands beside its section.
const sections = document.querySelector(".sections");
const notes = [...document.querySelectorAll(".note")];
const finePrint = document.querySelector("#fine-print + blockquote");
const room = matchMedia("(min-width: 1180px)"); // as in style.css
room.onchange = () => {
    if (sections) sections.open = room.matches;
    document.body.classList.toggle("beside", room.matches);
    if (!room.matches) finePrint?.append(...notes);
    else for (const note of [...notes].reverse()) document.getElementById(note.dataset.beside).after(note);
};
room.onchange();
// The section that is read now is marked in the list: the last one that begins in the upper quarter of the window.
const links = [...(sections?.querySelectorAll("a") ?? [])];
const begins = ({ hash }) => document.getElementById(hash.slice(1)).getBoundingClientRect().top;
const read = document.querySelector(".progress");
const markSection = () => {
    const below = document.documentElement.scrollHeight - innerHeight - scrollY;
    const atEnd = below < 2;
    if (read) read.style.width = `${(100 * scrollY) / (scrollY + below || 1)}%`;
    const shown = links.filter((link) => link.offsetHeight);
    const now = shown.filter((link) => atEnd || begins(link) < innerHeight / 4).pop();
    for (const link of links) link.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "true");
};
addEventListener("scroll", markSection, { passive: true });
markSection();
// Another language opens at the place that is read now.
const places = [...document.querySelectorAll("main :is(h2, h3, .cell, .explorer)[id]")];
for (const other of document.querySelectorAll(".language")) {
    other.addEventListener("click", () => {
        const isAbove = (place) => place.offsetHeight && place.getBoundingClientRect().top < innerHeight / 4;
        other.hash = places.filter(isAbove).pop()?.id ?? "";
    });
}
// The menu closes like any other one.
const menu = document.querySelector(".lessons details");
addEventListener("click", ({ target }) => menu?.open && !menu.contains(target) && menu.removeAttribute("open"));
addEventListener("keydown", ({ key }) => key === "Escape" && menu?.removeAttribute("open"));
// The second click forgets.
const forget = element("button", { type: "button", id: "forget", textContent: words._("Forget my answers") });
forget.onclick = () => {
    if (forget.dataset.sure) {
        stored.forget();
        location.reload();
    }
    forget.dataset.sure = "yes";
    forget.textContent = words._("Once more: all answers on all pages go");
};
if (isKept) document.querySelector("footer .hand-in .told")?.before(forget);
reachable(document);
if (document.body.matches(".alone")) present(explorers[0]);
if (document.body.matches(".front")) startFrontPage();
if (menu) offerSearch(menu.querySelector("ol"));
followAddress(explorers);
addEventListener("hashchange", () => followAddress(explorers));
