"use strict";

// Handing in: a button that saves locked answers and verdicts as the file that the notebook writes.

/** Return all answers that the browser keeps, as the file holds them. */
function handedIn() {
    const found = { format: lessonFile.format, predictions: {}, guesses: {}, exercises: {} };
    for (const question of Object.values(lessonQuestions).flatMap(({ asked }) => asked)) {
        const { name, letters, fields } = question;
        const kept = answerTo(question);
        if (!kept || kept.tries === 0) continue;
        if (fields) found.exercises[name] = { tries: kept.tries, right: kept.right, mistakes: kept.mistakes };
        else if (letters) found.predictions[name.replace("predict ", "")] = kept;
        else found.guesses[name.replace("guess ", "")] = kept;
    }
    return found;
}

/** Return a sentence about what the file holds, or "" if there is nothing to hand in. */
function holds({ predictions, guesses, exercises }) {
    const { _, plural } = words;
    const checked = Object.keys(exercises).length;
    const locked = Object.values(predictions).flat().length + Object.keys(guesses).length;
    const parts = [
        locked && plural("{n} locked answer", "{n} locked answers", locked, { n: locked }),
        checked && plural("the verdicts on {n} exercise", "the verdicts on {n} exercises", checked, { n: checked }),
    ];
    const what = parts.filter(Boolean).join(_(" and "));
    return what && _("It holds {what}, and no name.", { what });
}

/** Return the button, and beside it what the file holds, with a link in case the browser did not save it. */
function handInForm() {
    const said = element("span", { className: "told", role: "status" });
    const button = element("button", { type: "button", textContent: words._("Save my answers") });
    button.onclick = () => {
        const found = handedIn();
        const what = holds(found);
        if (!what) {
            said.textContent = words._("There is nothing to hand in yet: lock a prediction, or check an exercise.");
            return;
        }
        const file = new Blob([`${JSON.stringify(found, null, 1)}\n`], { type: "application/json" });
        const properties = { href: URL.createObjectURL(file), download: lessonFile.name };
        const link = element("a", { ...properties, textContent: words._("Download it") });
        const written = words._("{title}. {sentence}", { title: lessonFile.name, sentence: what });
        said.replaceChildren(words.joined(`${written} `), link);
        link.click();
        bringIntoView(said, "nearest");
    };
    return element("div", { className: "buttons" }, button, said);
}
