// Words: what a page says, in the language of its catalogue.
"use strict";

const say = (text) => (window.lessonWords || {})[text] || text;
const sayMany = (one, many, n) => say(n === 1 ? one : many);

/** Text with *emphasis*, **strong emphasis** and `code` as HTML. */
function asHtml(text) {
    const plain = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return plain
        .split(/(`[^`]*`)/)
        .map((part) =>
            part.startsWith("`")
                ? `<code>${part.slice(1, -1)}</code>`
                : part.replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>").replace(/\*(.+?)\*/g, "<em>$1</em>"),
        )
        .join("");
}
