"""The settings of each learner's JupyterLab."""

import errno
import json
import os
import tempfile
from pathlib import Path

from tornado.web import HTTPError

c = get_config()  # noqa: F821

c.ServerApp.allow_unauthenticated_access = False  # also for an extension that forgets to check
c.KernelManager.transport = "ipc"  # on ports, everybody on this machine could read kernels' outputs

# A kernel ends after an hour without use, even if its page is open: the page keeps its pictures.
c.MappingKernelManager.cull_idle_timeout = 3600
c.MappingKernelManager.cull_connected = True
c.MappingKernelManager.cull_interval = 60

# Without these, JupyterLab asks the internet for news, updates and extensions; labconfig/ answers its question with no.
c.LabApp.news_url = None
c.LabApp.extension_manager = "readonly"
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"

# Completion by language servers takes memory, and the notebooks do not need it.
c.ServerApp.jpserver_extensions = {"jupyter_lsp": False}


def check_space(model, path, contents_manager, **_):
    """Refuse to save a page that may not fit on the disk: jupyter-server would leave half of it."""
    target = Path(contents_manager.root_dir, path.strip("/"))
    needed = 2 * 4096 + len(json.dumps(model.get("content"), indent=1))  # enough: escapes are longer than signs
    try:
        if target.is_file():
            needed += target.stat().st_size  # a copy exists until the new file is complete
        with tempfile.TemporaryFile(dir=target.parent) as trial:
            os.posix_fallocate(trial.fileno(), 0, needed)
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            message = "Not saved: your disk space is used up. Delete something, empty the trash, and save again."
            raise HTTPError(507, message + " What was saved before is unharmed.") from problem


c.ContentsManager.pre_save_hook = check_space
