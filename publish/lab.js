"use strict";

// A notebook in JupyterLite: a bar that leads back to the page, tells what Python does, and runs all cells.

const ALL = 33; // MB, of Pyodide and the packages that a notebook needs
const PAUSE = 100; // milliseconds

const bar = document.querySelector(".course");
const path = new URLSearchParams(location.search).get("path") ?? "";
const page = `../../${path.replace(/^.*\/|\.ipynb$/g, "") || "index"}.html`;
let state;

function say(now, text) {
    state = bar.dataset.state = now;
    bar.querySelector("[role=status]").textContent = text;
}

function fail(reason) {
    say("failed", `Python does not start in this browser (${reason}). The page works without it, and names other ways.`);
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
    return needed.find((name) => !(name in window)) ?? (hasModules ? null : "a worker that is a module");
}

async function run() {
    const app = await waitFor(() => window.jupyterapp);
    await app.started;
    // The kernel starts while JupyterLite opens the notebook, which then finds it.
    const kernel = { path, name: path, type: "notebook", kernel: { name: "python" } };
    await app.serviceManager.sessions.startNew(kernel, { kernelConnectionOptions: { handleComms: false } });
    await app.restored;
    const notebook = await waitFor(() => app.shell.currentWidget?.context && app.shell.currentWidget);
    await notebook.context.ready;
    await notebook.sessionContext.ready;
    await notebook.sessionContext.session.kernel.info;
    say("running", "The cells run …");
    const done = app.commands.execute("notebook:run-all-cells");
    await new Promise((later) => setTimeout(later, PAUSE));
    notebook.content.activeCellIndex = 0; // the command has gone to the last cell
    notebook.content.scrollToItem(0);
    await done;
    notebook.context.model.dirty = false; // the browser keeps what a reader changes, and not these outputs
    say("ready", "Ready. Change a cell, and press Shift + Enter.");
}

bar.querySelector("a").href = page;
new BroadcastChannel("python").onmessage = ({ data: { loaded, failed } }) => {
    if (state !== "loading") return; // another window starts
    if (failed) fail(failed);
    else say("loading", `Python is loading: ${Math.round(loaded / 1e6)} of about ${ALL} MB, once`);
};
say("loading", "Python is loading …");
const lacking = lack();
if (lacking) fail(`it lacks ${lacking}`);
else run();
