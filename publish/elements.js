"use strict";

// The parts of explorers, predictions and exercises: elements, sliders, and data files that are loaded when needed.

const ROOT = new URL(".", document.currentScript.src);
const arriving = new Map(); // the function that takes the content of a data file, by the file's name

/** Receive the content of a data file, which calls this function. */
function published(name, data) {
    arriving.get(name)(data);
}

/** Load a data file as a script: a page that was opened from a disk may load nothing else. */
function load(address) {
    return new Promise((resolve, reject) => {
        arriving.set(address.split("?")[0], resolve);
        const script = document.createElement("script");
        script.src = new URL(address, ROOT);
        script.onerror = reject;
        document.head.append(script);
    });
}

/** Return a new element with these properties and children. */
function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
}

/** Return a labelled slider over these texts; it calls `moved` with the new index. */
function labelledSlider(label, texts, start, moved) {
    const range = element("input", { type: "range", min: 0, max: texts.length - 1, step: 1, value: start });
    const readout = element("output");
    const set = (place) => {
        range.value = place;
        range.setAttribute("aria-valuetext", texts[place]);
        readout.textContent = texts[place];
    };
    set(start);
    range.addEventListener("input", () => {
        set(range.valueAsNumber);
        moved(range.valueAsNumber);
    });
    const row = element("label", { className: "slider" }, element("span", { textContent: label }), range, readout);
    return { row, range, set };
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
