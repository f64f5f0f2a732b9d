"""Nobody comes in without a password, and no learner to another's work."""

import json
import re

import psutil
import pytest
import requests
import websocket
from kernel_connection import Kernel, connect
from running_classroom import PATIENCE, Visit

SECRET = "what only its owner may read"
# A new server of the same kind says what addresses it has.
ADDRESSES = """
import json
from jupyter_server.serverapp import ServerApp
app = ServerApp.instance()
app.initialize(argv=[], new_httpserver=False)
rules = [rule for group in app.web_app.default_router.rules for rule in group.target.rules]
print(json.dumps([rule.matcher.regex.pattern for rule in rules]))
"""


@pytest.fixture(scope="module")
def kernels(anna, ben):
    """A running kernel of each."""
    return Kernel(anna), Kernel(ben)


@pytest.fixture(scope="module")
def addresses(classroom, anna):
    """Every address of a learner's server, with some name where it takes any."""
    asked = classroom.act_as(
        anna.name, "env", f"JUPYTER_CONFIG_PATH={classroom.settings_folder}", classroom.python, "-c", ADDRESSES
    )
    patterns = json.loads(asked.stdout.splitlines()[-1])
    examples = {pattern: example(pattern) for pattern in patterns}
    assert [pattern for pattern, found in examples.items() if not re.fullmatch(pattern, found)] == []
    return examples.values()


def example(pattern):
    """An address for one of tornado's patterns."""
    for part, instead in [
        (r"(?:(?:/[^/]+)+|/?)", "/x"),  # a path in the learner's folder
        (r"(?P<workspace>/workspaces/[a-zA-Z0-9\-\_]+)?(?P<tree>/tree/.*)?", "/tree/x"),
        *[(some, "x") for some in (r"[\w\.\-%]+", r"[\w-]+", r"\w+", ".*", ".+")],
        *[(either, either.split("|")[0]) for either in ("lab|doc", "restart|interrupt", "favicon\\.ico|robots\\.txt")],
        ("/?", "/"),
    ]:
        pattern = pattern.replace(part, instead)
    return re.sub(r"\(\?P<\w+>|[()$\\]|\|.*", "", pattern)


def servers(classroom):
    """Where the learners' servers listen themselves, behind the proxy: {name: origin}."""
    answer = requests.get(f"http://127.0.0.1:{classroom.api_port}/api/routes", headers=proxy_token(classroom)).json()
    return {data["user"]: data["target"] for data in answer.values() if "user" in data}


def proxy_token(classroom):
    """What root can read in the proxy's environment, and a learner cannot."""
    environment = psutil.Process(int((classroom.state / "proxy.pid").read_text(encoding="utf-8"))).environ()
    return {"Authorization": f"token {environment['CONFIGPROXY_AUTH_TOKEN']}"}


def refused(answer):
    """Whether nothing was told but that one has to log in."""
    login = ("/hub/login", "/hub/api/oauth2/authorize?")  # which leads there
    return answer.status_code in (401, 403, 405) or answer.headers.get("Location", "").startswith(login)


def ask(address, method="GET", session=requests, **more):
    return session.request(method, address, allow_redirects=False, timeout=PATIENCE, **more)


def owned_by_each(anna, kernel):
    """Addresses below a learner's server that show or do something."""
    files = ["files/mine.txt", "view/mine.txt", "nbconvert/html/mine.ipynb", "api/contents/mine.txt"]
    pages = ["lab", "doc", "metrics", "api/contents", "api/kernels", "api/sessions", "api/terminals", "api/status"]
    pulls = ["git-pull?repo=x", "git-pull/api?repo=x", "git-sync?repo=x"]
    return [*files, *pages, *pulls, "lab/api/settings", f"api/kernels/{kernel.id}"]


# --- nobody without a password


def test_without_a_login_no_server_tells_or_does_anything(classroom, anna, kernels, addresses):
    (anna_home := classroom.home(anna.name)).joinpath("mine.txt").write_text(SECRET, encoding="utf-8")
    behind = servers(classroom)[anna.name]
    assert behind.startswith("http://127.0.0.1:") and not behind.endswith(f":{classroom.port}")
    wrong = [
        (origin, path)
        for origin in (classroom.url, behind)
        for path in owned_by_each(anna, kernels[0])
        if not refused(ask(f"{origin}/user/{anna.name}/{path}"))
    ]
    assert wrong == []
    # Whatever else there is: a version number, JupyterLab's own files, or nothing.
    public = re.compile("/api|/static/.*|/git-pull/static/.*|/lab/extensions/.*")
    told = []
    for path in set(addresses) - {"/lab/api/licenses/x"}:  # it fails at saying no, and never ends (jupyterlab-server)
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            answer = requests.request(method, f"{anna.server}{path}", timeout=PATIENCE)
            if answer.ok and not answer.url.startswith(f"{classroom.url}/hub/login") and not public.fullmatch(path):
                told.append((method, path, answer))
    assert told == []
    assert len(addresses) > 50 and "/api/kernels" in addresses
    assert anna_home.joinpath("mine.txt").read_text(encoding="utf-8") == SECRET
    assert kernels[0].run("print(1 + 1)") == "2"


def test_without_a_login_no_websocket_opens(classroom, anna, kernels):
    for origin in (classroom.url, servers(classroom)[anna.name]):
        for path in (f"api/kernels/{kernels[0].id}/channels", "api/events/subscribe", "terminals/websocket/1"):
            with pytest.raises(websocket.WebSocketException, match="403|/hub/api/oauth2/authorize"):
                websocket.create_connection(f"ws{origin[4:]}/user/{anna.name}/{path}", http_no_proxy=["127.0.0.1"])


def test_without_a_login_the_hub_shows_its_login_page_alone(classroom, anna):
    pages = ["", "hub/", "hub/home", "hub/admin", "hub/token", "hub/spawn", f"hub/spawn/{anna.name}", "hub/metrics"]
    pages += ["hub/user-redirect/git-pull?repo=x", "hub/api/oauth2/authorize", f"hub/user/{anna.name}/lab"]
    api = ["info", "users", "user", "proxy", "groups", "services", f"users/{anna.name}", f"users/{anna.name}/tokens"]
    pages += [f"hub/api/{name}" for name in [*api, f"users/{anna.name}/server", "shutdown"]]
    session = requests.Session()
    for page in pages:
        for method in ("GET", "POST", "DELETE"):
            answer = ask(f"{classroom.url}/{page}", method, session)
            assert refused(answer) or answer.headers.get("Location") == "/hub/", (method, page, answer)
    assert session.get(f"{classroom.url}/services/idle-culler/", timeout=PATIENCE).status_code == 404  # it has no page
    assert refused(ask(f"http://127.0.0.1:{classroom.hub_port}/hub/api/users"))


def test_the_proxy_takes_orders_from_the_hub_alone(classroom, anna, kernels):
    routes = f"http://127.0.0.1:{classroom.api_port}/api/routes"
    assert ask(routes, headers=proxy_token(classroom)).ok  # with the hub's token it would
    for headers in ({}, {"Authorization": "token guessed"}):
        assert ask(routes, headers=headers).status_code == 403
        assert ask(f"{routes}/", "POST", json={"target": "http://127.0.0.1:1"}, headers=headers).status_code == 403
        assert ask(f"{routes}/user/{anna.name}", "DELETE", headers=headers).status_code == 403
    assert kernels[0].run("print(1 + 1)") == "2"


@pytest.mark.parametrize("who", ["wrong password", "no password", "stranger", "root", "nobody"])
def test_who_may_not_come_in(classroom, stranger, who):
    name = next(iter(classroom.learners))
    name, password = {
        "wrong password": (name, "guessed"),
        "no password": (name, ""),
        "stranger": stranger,
        "root": ("root", "root"),
        "nobody": ("nobody-of-this-name", "guessed"),
    }[who]
    visit = Visit(classroom.url, name, password)
    assert visit.welcome.status_code == 403
    assert ask(f"{classroom.url}/hub/home", session=visit).headers["Location"].startswith("/hub/login")


@pytest.fixture(scope="module")
def stranger(classroom):
    """An account of this machine, with a password, outside the group."""
    name, password = f"{next(iter(classroom.learners))}-x", "right but of no use"
    with classroom.account(name, password):
        yield name, password


def test_from_outside_this_machine_there_is_nothing_to_reach(classroom, visits, kernels):
    ours = [
        psutil.Process(classroom.hub.pid),
        psutil.Process(int((classroom.state / "proxy.pid").read_text(encoding="utf-8"))),
    ]
    ours += [process for process in psutil.process_iter() if process.username() in classroom.learners]
    found = [
        connection.laddr.ip
        for process in ours
        for connection in process.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert set(found) == {"127.0.0.1"} and len(found) >= 5  # hub, proxy twice, two servers


# --- no learner to another's work, by the web


def test_a_learner_is_no_guest_of_another(classroom, anna, ben, kernels):
    classroom.home(anna.name).joinpath("mine.txt").write_text(SECRET, encoding="utf-8")
    headers = {"X-XSRFToken": ben.xsrf(f"/user/{ben.name}/")}
    assert anna.api("GET", "contents/mine.txt").json()["content"] == SECRET
    for path in owned_by_each(anna, kernels[0]):
        answer = ben.get(f"{anna.server}/{path}", timeout=PATIENCE)
        assert answer.status_code == 403 and SECRET not in answer.text, path
        assert refused(ask(f"{servers(classroom)[anna.name]}/user/{anna.name}/{path}", session=ben)), path
    for method, path in (("POST", "kernels"), ("DELETE", f"kernels/{kernels[0].id}"), ("DELETE", "contents/mine.txt")):
        assert ask(f"{anna.server}/api/{path}", method, ben, headers=headers).status_code == 403
    with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
        connect(ben, kernels[0].id, server=anna.server)
    assert refusal.value.status_code == 403
    assert kernels[0].run("print(1 + 1)") == "2"


def test_a_learner_is_no_administrator(classroom, anna, ben, kernels):
    """Neither by the browser nor with the token that a learner's own kernel can read."""
    token = kernels[1].run("import os; print(os.environ.get('JUPYTERHUB_API_TOKEN', ''))")
    own = {"X-XSRFToken": ben.xsrf("/hub/"), "Referer": f"{classroom.url}/hub/home"}
    for session, headers in ((ben, own), (requests, {"Authorization": f"token {token}"})):
        assert ask(f"{classroom.url}/hub/api/user", session=session, headers=headers).json()["name"] == ben.name
        for method, path in [
            ("GET", "users"), ("GET", "proxy"), ("POST", "shutdown"), ("GET", "services"), ("POST", "users/another"),
            ("GET", "groups"), ("POST", f"users/{anna.name}/tokens"), ("POST", f"users/{ben.name}-x"),
            ("GET", f"users/{anna.name}"), ("DELETE", f"users/{anna.name}/server"), ("DELETE", f"users/{anna.name}"),
        ]:  # fmt: skip
            answer = ask(f"{classroom.url}/hub/api/{path}", method, session, headers=headers)
            assert answer.status_code in (403, 404), (method, path)
    assert ask(f"{classroom.url}/hub/admin", session=ben).status_code == 403
    assert ask(f"{classroom.url}/hub/spawn/{anna.name}", session=ben).status_code in (403, 404)
    assert kernels[0].run("print(1 + 1)") == "2"


def test_another_site_can_make_nobody_s_browser_act(classroom, anna, kernels):
    """A page elsewhere can send a browser's cookies along, but cannot read the token that has to come with them."""
    kernel = kernels[0].id
    elsewhere = {"Origin": "http://elsewhere.example", "Referer": "http://elsewhere.example/"}
    for headers in ({}, elsewhere, elsewhere | {"X-XSRFToken": "guessed"}):
        for method, address in [
            ("POST", f"{anna.server}/api/kernels"), ("PUT", f"{anna.server}/api/contents/mine.txt"),
            ("DELETE", f"{anna.server}/api/kernels/{kernel}"), ("POST", f"{anna.server}/api/shutdown"),
            ("DELETE", f"{classroom.url}/hub/api/users/{anna.name}/server"), ("POST", f"{classroom.url}/hub/spawn"),
            ("POST", f"{classroom.url}/hub/api/users/{anna.name}/tokens"), ("POST", f"{classroom.url}/hub/login"),
        ]:  # fmt: skip
            assert ask(address, method, anna, headers=headers).status_code == 403, (method, address, headers)
    with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
        connect(anna, kernel, origin="http://elsewhere.example")
    assert refusal.value.status_code == 403
    assert kernels[0].run("print(1 + 1)") == "2"


# --- no learner to another's work, on the machine itself


def test_a_learner_cannot_read_another_s_folder(classroom, anna, ben):
    home = classroom.home(anna.name)
    home.joinpath("mine.txt").write_text(SECRET, encoding="utf-8")
    assert classroom.act_as(anna.name, "cat", home / "mine.txt").stdout == SECRET
    for command in (["cat", home / "mine.txt"], ["ls", home], ["touch", home / "new"], ["rm", home / "mine.txt"]):
        done = classroom.act_as(ben.name, *command)
        assert done.returncode and "Permission denied" in done.stderr, command


def test_a_link_in_ones_own_folder_leads_no_further(classroom, anna, ben):
    home = classroom.home(anna.name)
    home.joinpath("mine.txt").write_text(SECRET, encoding="utf-8")
    assert classroom.act_as(ben.name, "ln", "-s", home / "mine.txt", "borrowed.txt").returncode == 0
    assert classroom.act_as(ben.name, "ln", "-s", home, "borrowed").returncode == 0
    for address in ("api/contents/borrowed.txt", "files/borrowed.txt", "api/contents/borrowed/mine.txt",
                    "files/borrowed/mine.txt", "api/contents/borrowed", f"api/contents/..{home}/mine.txt"):  # fmt: skip
        answer = ask(f"{ben.server}/{address}", session=ben)
        assert answer.status_code >= 400 and SECRET not in answer.text, address
    done = classroom.act_as(ben.name, "ln", home / "mine.txt", "hard.txt")
    assert done.returncode, "a hard link to another's file"


def test_a_learner_cannot_speak_with_another_s_kernel(classroom, anna, ben, kernels):
    """Not even where homes are open to be read: the sockets lie in a folder of their own."""
    home = classroom.home(anna.name)
    runtime = home / ".local/share/jupyter/runtime"
    sockets = sorted(runtime.glob(f"kernel-{kernels[0].id}-ipc-*"))
    assert len(sockets) == 5
    talk = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
    assert classroom.act_as(anna.name, classroom.python, "-c", talk, sockets[0]).returncode == 0
    home.chmod(0o755)
    try:
        assert classroom.act_as(ben.name, "ls", home).returncode == 0
        for path in (*sockets, runtime / f"kernel-{kernels[0].id}.json"):
            assert "PermissionError" in classroom.act_as(ben.name, classroom.python, "-c", talk, path).stderr
            assert classroom.act_as(ben.name, "cat", path).returncode
    finally:
        home.chmod(0o700)
    for process in psutil.process_iter():
        if process.username() == anna.name:
            for path in (f"/proc/{process.pid}/environ", f"/proc/{process.pid}/fd", f"/proc/{process.pid}/mem"):
                assert classroom.act_as(ben.name, "ls" if path.endswith("fd") else "cat", path).returncode
            assert classroom.act_as(ben.name, "kill", "-0", process.pid).returncode


def test_the_hub_s_secrets_are_root_s(classroom, ben, visits):
    secrets = ["cookie_secret", "jupyterhub.sqlite", "proxy.pid", "log"]
    assert [name for name in secrets if not (classroom.state / name).exists()] == []
    for name in secrets:
        assert "Permission denied" in classroom.act_as(ben.name, "cat", classroom.state / name).stderr
    assert classroom.act_as(ben.name, "ls", classroom.state).returncode
    hub = psutil.Process(classroom.hub.pid)
    family = [hub, *hub.children(recursive=True)]
    assert {process.username() for process in family} == {"root", *classroom.learners}
    for process in family:
        if process.username() == "root":
            assert classroom.act_as(ben.name, "cat", f"/proc/{process.pid}/environ").returncode
    # What stands in a command everybody can read, by ps.
    commands = classroom.act_as(ben.name, "ps", "-eww", "-o", "args").stdout
    assert "jupyterhub-singleuser" in commands
    tokens = {value for process in family for name, value in process.environ().items() if "TOKEN" in name and value}
    assert tokens and not [token for token in tokens if token in commands]


def test_a_learner_can_change_nothing_that_others_run(classroom, ben):
    system = [
        classroom.folder / ".venv",
        classroom.folder / "classroom",
        classroom.settings_folder,
        classroom.python.parent,
    ]
    for folder in [*system, *classroom.settings_folder.glob("*.py")]:
        assert classroom.act_as(ben.name, "test", "-r", folder).returncode == 0
        assert classroom.act_as(ben.name, "test", "-w", folder).returncode == 1, folder
