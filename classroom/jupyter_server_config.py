"""Each learner's JupyterLab."""

import errno
import json
import os
import tempfile
from pathlib import Path

from tornado.web import HTTPError

c = get_config()  # noqa: F821

c.ServerApp.allow_unauthenticated_access = False  # also of an extension that forgets to ask who is there
c.KernelManager.transport = "ipc"  # kernels on ports would tell their outputs to everybody on this machine

# A kernel that nobody has used for an hour is ended, though its page be open: the page keeps its pictures.
c.MappingKernelManager.cull_idle_timeout = 3600
c.MappingKernelManager.cull_connected = True
c.MappingKernelManager.cull_interval = 60

# By itself JupyterLab asks the internet for news, for updates and for extensions; labconfig/ says no to its question.
c.LabApp.news_url = None
c.LabApp.extension_manager = "readonly"
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"

# Completion by language servers: the notebooks do not need it, and it takes memory.
c.ServerApp.jpserver_extensions = {"jupyter_lsp": False}


def check_space(model, path, contents_manager, **_):
    """Refuse to save what may not fit: where the last bytes do not, jupyter-server leaves half a page."""
    target = Path(contents_manager.root_dir, path.strip("/"))
    needed = 2 * 4096 + len(json.dumps(model.get("content"), indent=1))  # escapes are longer than what they stand for
    try:
        if target.is_file():
            needed += target.stat().st_size  # which is copied until the new one is there
        with tempfile.TemporaryFile(dir=target.parent) as trial:
            os.posix_fallocate(trial.fileno(), 0, needed)
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            message = "Not saved: your disk space is used up. Delete something, empty the trash, and save again."
            raise HTTPError(507, message + " What was saved before is unharmed.") from problem


c.ContentsManager.pre_save_hook = check_space
