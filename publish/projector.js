"use strict";

// An explorer's own page, which fills a projector: keys for a presenter, who can hide the sentence while a class guesses.

const STEPS = 10; // without places to visit, a key moves the first slider by such a part of its way

/** Let keys move the explorer of this page, and hide and show its sentence. */
function present(explorer) {
    const filled = matchMedia("(min-width: 900px) and (min-height: 560px)"); // as in style.css
    const said = explorer.figure.querySelector(".said"), { presets, controls } = explorer;
    const told = element("span", { className: "keys" });
    told.textContent = words._("Keys: → or Page Down goes on, ← or Page Up goes back, H hides the sentence.");
    const hide = element("button", { type: "button", className: "copy" });
    const show = (shown) => {
        said.classList.toggle("unsaid", !shown);
        hide.textContent = shown ? words._("Hide the sentence") : words._("Show the sentence");
    };
    const turn = () => {
        show(said.classList.contains("unsaid"));
        stored.set("unsaid", said.classList.contains("unsaid")); // for the next figure of the lesson
    };
    hide.onclick = turn;
    show(!stored.get("unsaid"));
    let visit = -1; // the index of the preset that was shown last
    const go = (by) => {
        if (presets.length) {
            if (visit + by < 0) return;
            visit = Math.min(visit + by, presets.length - 1);
            return presets[visit].click();
        }
        const [{ range, set }] = controls;
        set(range.valueAsNumber + by * Math.max(1, Math.round(range.max / STEPS)));
        explorer.moved();
    };
    const actions = { ArrowRight: () => go(1), PageDown: () => go(1), ArrowLeft: () => go(-1), PageUp: () => go(-1), h: turn };
    presets.forEach((button, i) => button.addEventListener("click", () => (visit = i)));
    addEventListener("keydown", (event) => {
        const { target, key, ctrlKey, altKey, metaKey } = event;
        const action = actions[key.length === 1 ? key.toLowerCase() : key];
        if (!filled.matches || !explorer.film || !action || ctrlKey || altKey || metaKey) return;
        if (target.type === "range" && key.startsWith("Arrow")) return; // the slider's own keys
        event.preventDefault();
        action();
        told.style.visibility = "hidden";
    }, true);
    explorer.told.before(hide, told);
}
