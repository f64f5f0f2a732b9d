"use strict";

// Progress: how many questions of each page are answered, and where to go on. `lessonQuestions` has all pages, by name.

/** Return the answer to a question of `lessonQuestions` that the browser keeps, or null if there is none that fits. */
function answerTo({ name, letters, truth, fields }) {
    const kept = stored.get(name);
    const fits = fields ? isExercise(kept, fields) : letters ? areLetters(kept, letters) : isGuess(kept, truth);
    return fits ? kept : null;
}

function areLetters(kept, letters) {
    const areAll = Array.isArray(kept) && kept.length === letters.length;
    return areAll && kept.every((letter, i) => [...letters[i]].includes(letter));
}

function isGuess(kept, truth) {
    return Number.isFinite(kept?.guess) && kept.truth === truth;
}

function isExercise(kept, fields) {
    const areTexts = (list) => Array.isArray(list) && list.every((part) => typeof part === "string");
    const areCounts = [kept?.tries, kept?.wrong].every(Number.isInteger) && typeof kept.right === "boolean";
    return areCounts && areTexts(kept.mistakes) && areTexts(kept.typed) && kept.typed.length === fields;
}

/** Return whether a prediction or a guess is locked, or an exercise was solved once. */
function isAnswered(question) {
    const kept = answerTo(question);
    return Boolean(kept) && kept.right !== false;
}

/** Return two numbers, and the ids of the last question that is answered and of the first that is open, or null. */
function progressOf(page) {
    const asked = lessonQuestions[page]?.asked ?? [];
    const done = asked.filter(isAnswered);
    const count = (some) => some.reduce((sum, { letters }) => sum + (letters ? letters.length : 1), 0);
    const open = asked.find((question) => !done.includes(question));
    return { answered: count(done), of: count(asked), last: done[done.length - 1]?.id ?? null, open: open?.id ?? null };
}

/** Return the name of the page to continue with: the next one with an open question, after the last the first. */
function pageAfter(page) {
    const pages = Object.keys(lessonQuestions);
    const place = pages.indexOf(page) + 1;
    return [...pages.slice(place), ...pages.slice(0, place)].find((name) => progressOf(name).open) ?? null;
}

/** Say in this element what is answered, with a link to what is open. */
function tellProgress(place) {
    const page = document.body.dataset.page;
    const pages = Object.keys(lessonQuestions).map(progressOf);
    const total = (name) => pages.reduce((sum, progress) => sum + progress[name], 0);
    const facts = { ...progressOf(page), all: total("answered"), ofAll: total("of") };
    const next = pageAfter(page);
    if (!next) {
        place.textContent = words._("All {ofAll} questions on all pages are answered.", facts);
        return;
    }
    const said = facts.of
        ? words._("Answered: {answered} of {of} questions on this page, {all} of {ofAll} on all pages.", facts)
        : words._("Answered: {all} of {ofAll} questions on all pages.", facts);
    const { address, title } = lessonQuestions[next];
    const { answered, open } = progressOf(next);
    const href = answered ? `${address}#${open}` : address;
    place.replaceChildren(said + " ", element("a", { href, textContent: words._("Continue with {title}", { title }) }));
}
