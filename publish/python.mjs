// Python for the notebooks: Pyodide, with the course in its home folder. JupyterLite's kernel, which runs in a worker,
// imports this file in place of Pyodide's own. lab.py writes python.json.

const HOME = "/home/pyodide", NOTEBOOKS = `${HOME}/notebooks`; // as in the project
const page = new BroadcastChannel("python"); // lab.js listens

const here = (name) => new URL(name, import.meta.url).href;

let loaded = 0; // bytes
new PerformanceObserver((list) => {
    for (const { encodedBodySize } of list.getEntries()) loaded += encodedBodySize;
    page.postMessage({ loaded });
}).observe({ type: "resource", buffered: true });

async function start(options) {
    const course = fetch(here("course.zip")).then((answer) => answer.arrayBuffer());
    const { pyodide, packages, wheels } = await (await fetch(here("python.json"))).json();
    const indexURL = here(pyodide);
    const { loadPyodide } = await import(new URL("pyodide.mjs", indexURL));
    const python = await loadPyodide({ ...options, indexURL, packages: [...packages, ...wheels.map(here)] });
    python.unpackArchive(await course, "zip", { extractDir: HOME });
    python.FS.mkdir(NOTEBOOKS);
    python.FS.mount(python.FS.filesystems.IDBFS, {}, NOTEBOOKS); // keeping.py writes there, and the browser keeps it
    await new Promise((done) => python.FS.syncfs(true, done));
    // Here nobody sees that matplotlib looks for fonts.
    python.runPython(`import os; os.chdir("${NOTEBOOKS}"); import matplotlib.font_manager`);
    return python;
}

export async function loadPyodide(options) {
    try {
        return await start(options);
    } catch (error) {
        page.postMessage({ failed: String(error) });
        throw error;
    }
}
