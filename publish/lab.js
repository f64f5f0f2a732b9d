"use strict";

// A notebook in JupyterLite: a bar that leads back to the page, tells what Python does, runs all cells and saves.

const ALL = 33; // MB, of Pyodide and the packages that a notebook needs
const PAUSE = 100, LONG = 30_000, SAVE = 2_000; // milliseconds

const bar = document.querySelector(".course"), [back, status, afresh] = bar.children;
let state;

function say(now, text) {
    state = bar.dataset.state = now;
    status.textContent = text;
}

function fail(reason) {
    say("failed", words._(
        "Python does not start in this browser. At the end of the page are other ways to run it. ({reason})", { reason },
    ));
}

/** Return the value of this function as soon as it has one. */
async function waitFor(find) {
    for (;;) {
        const found = find();
        if (found) return found;
        await new Promise((done) => setTimeout(done, PAUSE));
    }
}

/** Return the name of something that Python needs and that the browser lacks, if there is one. */
function lack() {
    const needed = ["WebAssembly", "BroadcastChannel", "indexedDB"];
    let hasModules = false;
    const options = {
        get type() {
            hasModules = true;
            return "module";
        },
    };
    new Worker("data:text/javascript,", options).terminate();
    return needed.find((name) => !(name in window)) ?? (hasModules ? null : words._("a worker that is a module"));
}

/** Return whether no other tab shows this notebook; plain http does not tell. */
function isAlone() {
    if (!navigator.locks) return true;
    return new Promise((tell) => {
        navigator.locks.request(path, { ifAvailable: true }, (lock) => {
            tell(Boolean(lock));
            return new Promise(() => {}); // for as long as the page is there
        });
    });
}

async function runAll(app, notebook, alone) {
    say("running", words._("The cells run …"));
    // The kernel's folder is that of the English notebooks, so all languages keep their answers in one file.
    const inLanguage = `import os; os.environ["LESSON_LANGUAGE"] = "${language}"`;
    notebook.sessionContext.session.kernel.requestExecute({ code: inLanguage, silent: true });
    const slow = words._("A cell takes long. If it does not end, change it and reload the page, or start afresh.");
    const timer = setTimeout(() => say("running", slow), LONG);
    const done = app.commands.execute("notebook:run-all-cells");
    await new Promise((later) => setTimeout(later, PAUSE));
    notebook.content.activeCellIndex = 0; // the command has gone to the last cell
    notebook.content.scrollToItem(0);
    await done;
    clearTimeout(timer);
    const ready = words._("Ready. Change a cell, then press ▶ or Shift + Enter.");
    say("ready", alone ? ready : words._("This notebook is open in another tab. Changes here are not kept."));
}

async function start() {
    const app = await waitFor(() => window.jupyterapp);
    await app.started;
    // The kernel starts while JupyterLite opens the notebook, which then finds it.
    const kernel = { path, name: path, type: "notebook", kernel: { name: "python" } };
    await app.serviceManager.sessions.startNew(kernel, { kernelConnectionOptions: { handleComms: false } });
    await app.restored;
    const notebook = await waitFor(() => app.shell.currentWidget?.context && app.shell.currentWidget);
    const { context, sessionContext } = notebook;
    await context.ready;
    await sessionContext.ready;
    const alone = await isAlone();
    const sources = () => JSON.stringify(Array.from(context.model.cells, (cell) => cell.sharedModel.getSource()));
    let kept = sources(), last = Promise.resolve();
    // The browser keeps what a reader changes in the cells, also while they run; outputs come again with each visit.
    const saveNow = async () => {
        const now = sources();
        if (alone && now !== kept) {
            await context.save();
            kept = now;
        } else context.model.dirty = false;
    };
    // One after the other: what changes while one is saving is saved by the next.
    const save = () => (last = last.then(saveNow, saveNow));
    setInterval(save, SAVE);
    document.addEventListener("visibilitychange", save);
    afresh.onclick = async () => {
        if (!confirm(words._("All changes in this notebook go. Your locked answers stay."))) return;
        await save().catch(() => {}); // it must not come later
        context.model.dirty = false;
        await app.serviceManager.contents.delete(path); // the copy in the browser
        location.reload();
    };
    // A link to another notebook, or back, opens in this tab, where it is saved first.
    const leave = async (event) => {
        const link = event.target.closest?.("a");
        const [, other] = link?.href.match(/(\d\d_\w+)\.ipynb$/) ?? [];
        if (!other && link !== back) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        await save();
        if (other) location.search = `?path=${path.replace(/[^/]*$/, other)}.ipynb`;
        else if (document.referrer.split("#")[0] === back.href) history.back(); // to the same place on the page
        else location.href = back.href;
    };
    document.addEventListener("click", leave, true);
    await sessionContext.session.kernel.info;
    await runAll(app, notebook, alone);
    let restarted = false;
    sessionContext.statusChanged.connect((_, now) => {
        if (now === "restarting" || now === "autorestarting") restarted = true;
        if (!restarted || now !== "idle") return;
        restarted = false;
        runAll(app, notebook, alone);
    });
}

bar.lang = language;
back.textContent = words._("← Back to the page");
back.href = `../../${path.replace(/^notebooks\/|\.ipynb$/g, "") || "index"}.html`;
afresh.textContent = words._("Start afresh");
new BroadcastChannel("python").onmessage = ({ data: { loaded, failed } }) => {
    if (state !== "loading") return; // another window starts
    const facts = { loaded: Math.round(loaded / 1e6), all: ALL };
    if (failed) fail(failed);
    else say("loading", words._("Python loads: {loaded} of about {all} MB (only once)", facts));
};
say("loading", words._("Python loads …"));
const lacking = lack();
if (lacking) fail(words._("It lacks {lacking}", { lacking }));
else start();
