"use strict";

// A search over all pages, in the menu. Pagefind made its index, and a browser loads that from a server alone.

const MOST_PAGES = 6; // that are listed
const MOST_SECTIONS = 3; // of each of them

/** Put a field for a search before the pages of the menu. */
function offerSearch(pages) {
    if (location.protocol === "file:") return;
    const field = element("input", { type: "search", id: "search", autocomplete: "off" });
    const label = element("label", { htmlFor: "search", textContent: words._("Search all pages") });
    const told = element("p", { className: "told", role: "status" }), found = element("ul");
    let pagefind, asked = 0;
    const loaded = async () => {
        pagefind ??= await import(new URL("pagefind/pagefind.js", ROOT));
        await pagefind.options({ baseUrl: ROOT.pathname });
    };
    const search = async () => {
        const number = ++asked, text = field.value.trim();
        const pagesFound = [];
        if (text) {
            await loaded();
            const { results } = await pagefind.search(text);
            for (const result of results.slice(0, MOST_PAGES)) pagesFound.push(await result.data());
        }
        if (number !== asked) return; // another letter was typed
        const sections = pagesFound.flatMap(({ meta, sub_results }) =>
            sub_results.slice(0, MOST_SECTIONS).map((section) => foundLink(meta.title, section)),
        );
        pages.classList.toggle("searching", text !== "");
        found.replaceChildren(...sections);
        told.textContent = text && !sections.length ? words._("Nothing found.") : "";
    };
    field.onfocus = loaded;
    field.oninput = search;
    pages.prepend(element("li", { className: "search" }, label, field, told, found));
}

/** Return a link to a section that was found, with its page and the words around those that were asked for. */
function foundLink(page, { title, url, excerpt }) {
    const link = element("a", { href: url }, element("b", { textContent: page }));
    if (title !== page) link.append(` › ${title}`);
    link.append(element("small", { innerHTML: excerpt }));
    return element("li", {}, link);
}
