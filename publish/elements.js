"use strict";

// The parts of explorers, predictions and exercises: elements, sliders, and data files that are loaded when needed.

const ROOT = new URL(".", document.currentScript.src || document.baseURI); // on the front page it is in the page
const arrived = new Map(); // the contents of data files, by their names
const arriving = new Map(); // the functions that take them

/** Receive the content of a data file, which calls this function. */
function published(name, data) {
    arrived.set(name, data);
    arriving.get(name)?.(data);
}

/** Load a data file as a script: a page that was opened from a disk may load nothing else. */
function load(address) {
    const [name] = address.split("?");
    return new Promise((resolve, reject) => {
        if (arrived.has(name)) return resolve(arrived.get(name));
        arriving.set(name, resolve);
        const script = document.createElement("script");
        script.src = new URL(address, ROOT);
        script.onerror = reject;
        script.onload = () => script.remove(); // a page that is saved now would run it before this file
        document.head.append(script);
    });
}

/** Values that the browser keeps, by name. Those that it does not take last as long as the page. */
const stored = {
    prefix: "kl course: ", // of the names; other sites of the same host have other ones
    notTaken: new Map(),
    place(name) {
        return stored.prefix + (name === "00" ? "warm-up answers" : name); // as readers' browsers have it
    },
    get(name) {
        if (stored.notTaken.has(name)) return stored.notTaken.get(name);
        try {
            return JSON.parse(localStorage.getItem(stored.place(name)));
        } catch {
            return null;
        }
    },
    /** Keep the value, tell the page, and return whether the browser took it. */
    set(name, value) {
        try {
            localStorage.setItem(stored.place(name), JSON.stringify(value));
            stored.notTaken.delete(name);
        } catch {
            stored.notTaken.set(name, value);
        }
        dispatchEvent(new Event("kept"));
        return !stored.notTaken.has(name);
    },
    forget() {
        for (const name of Object.keys(localStorage)) {
            if (name.startsWith(stored.prefix)) localStorage.removeItem(name);
        }
    },
};

/** Return the words for a browser that keeps nothing. */
function notKept() {
    return words._(
        "This browser does not let the page keep your answers. They are gone when you leave the page or reload it. " +
            "The button at its end saves them as a file.",
    );
}

/** Keep an answer that was given in this form; where that fails, the first form on the page says so. */
function keepAnswer(form, name, value) {
    if (stored.set(name, value) || document.querySelector(".not-kept")) return;
    form.append(element("p", { className: "not-kept", role: "status", textContent: notKept() }));
}

/** Return the name under which the state of this element is kept: the page's name and its own. */
function keptAs(id) {
    return `${document.body.dataset.page} ${id}`;
}

/** Return a new element with these properties and children. */
function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.dataset.made = "";
    made.isNew = true;
    made.append(...children);
    return made;
}

/** A browser saves a page with all that scripts have made in it: remove that. */
function removeMade() {
    for (const made of document.querySelectorAll("[data-made]")) if (!made.isNew) made.remove();
}

const isFramed = window !== window.top;

/** Scroll until the element is seen. In a frame, the page around it stays where it is. */
function bringIntoView(shown, block = "start") {
    if (!isFramed) return shown.scrollIntoView({ block });
    const { top: above, bottom } = shown.getBoundingClientRect();
    const padding = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    if (above < 0 || bottom > innerHeight) scrollBy(0, above - padding);
}

/** Copy the text, and say so in this element; where the browser refuses, show the text there, to be copied by hand. */
async function copyText(text, told) {
    try {
        await navigator.clipboard.writeText(text);
        const copied = words._("Copied."), here = words._("Copied. It works on this computer only.");
        told.textContent = location.protocol === "file:" ? here : copied;
    } catch {
        const field = element("input", { type: "text", readOnly: true, value: text });
        told.replaceChildren(element("label", { className: "to-copy" }, words._("Copy it here:") + " ", field));
        field.focus({ preventScroll: true });
        field.select();
    }
}

let sliders = 0; // so that each has an id of its own

/** Return a labelled slider over these texts, between two buttons; it calls `moved` with the new index. */
function labelledSlider(label, texts, start, moved) {
    const id = `slider-${++sliders}`;
    const range = element("input", { id, type: "range", min: 0, max: texts.length - 1, step: 1, value: start });
    // A readout that changed its width would change that of the track below the finger.
    const readout = element("output", { style: `min-width: ${Math.max(...texts.map((text) => text.length))}ch` });
    const set = (place) => {
        range.value = place; // which goes no further than to the ends
        const text = texts[range.valueAsNumber];
        range.setAttribute("aria-valuetext", text);
        readout.textContent = text;
    };
    const go = (place) => {
        set(place);
        moved(range.valueAsNumber);
    };
    set(start);
    range.addEventListener("input", () => go(range.valueAsNumber));
    let before; // a swipe that turns out to scroll the page changes nothing
    range.addEventListener("pointerdown", () => (before = range.valueAsNumber));
    range.addEventListener("pointercancel", () => go(before));
    // For fingers and the mouse; the keyboard has its arrow keys.
    const step = (by, textContent, name) => {
        const onclick = () => range.disabled || go(range.valueAsNumber + by);
        const button = element("button", { type: "button", className: "step", tabIndex: -1, textContent, onclick });
        button.setAttribute("aria-label", name);
        return button;
    };
    const name = element("label", { htmlFor: id, textContent: label });
    const less = step(-1, "−", words._("one step less: {label}", { label }));
    const more = step(1, "+", words._("one step more: {label}", { label }));
    return { row: element("div", { className: "slider" }, name, readout, less, range, more), range, set };
}

/** Move the focus to what came; so it is seen on a small screen, and a screen reader reads it once. */
function goTo(came) {
    came.focus({ preventScroll: true });
    bringIntoView(came, "nearest");
}

const wide = new ResizeObserver((changes) => {
    for (const { target } of changes) {
        if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
        else target.removeAttribute("tabindex");
    }
});

/** Let the keyboard reach every block of this part of the page that scrolls sideways. */
function reachable(part) {
    for (const block of part.querySelectorAll("pre, .wide")) wide.observe(block);
}

/** Return text with *emphasis*, **strong emphasis** and `code` as HTML. */
function asHtml(text) {
    const plain = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    const emphasised = (part) =>
        part.replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>").replace(/\*(.+?)\*/g, "<em>$1</em>");
    return plain
        .split(/(`[^`]*`)/)
        .map((part) => (part.startsWith("`") ? `<code>${part.slice(1, -1)}</code>` : emphasised(part)))
        .join("");
}
