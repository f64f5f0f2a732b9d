"""Each learner's JupyterLab."""

c = get_config()  # noqa: F821

c.ServerApp.allow_unauthenticated_access = False  # also of an extension that forgets to ask who is there
c.KernelManager.transport = "ipc"  # kernels on ports would tell their outputs to everybody on this machine

# A kernel that nobody has used for an hour is ended, though its page be open: the page keeps its pictures.
c.MappingKernelManager.cull_idle_timeout = 3600
c.MappingKernelManager.cull_connected = True
c.MappingKernelManager.cull_interval = 60

# By itself JupyterLab asks the internet for news, for updates and for extensions.
c.LabApp.news_url = None
c.LabApp.extension_manager = "readonly"
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"

# Completion by language servers: the notebooks do not need it, and it takes memory.
c.ServerApp.jpserver_extensions = {"jupyter_lsp": False}
