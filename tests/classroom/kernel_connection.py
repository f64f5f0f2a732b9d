"""A kernel as a learner's page uses it: over a websocket, through the proxy."""

import contextlib
import json
import time
import uuid

import requests
import websocket


class CellError(Exception):
    """What the cell said when it failed."""


def connect(visit, kernel, session="", server=None, **more):
    """Open the websocket of this kernel, of the learner's own server or another, with the cookies of this visit."""
    url = f"{server or visit.server}/api/kernels/{kernel}/channels?session_id={session}"
    cookies = visit.prepare_request(requests.Request("GET", url)).headers.get("Cookie")
    url = f"ws{url[4:]}"
    return websocket.create_connection(url, cookie=cookies, http_no_proxy=["127.0.0.1"], **more)


class Kernel:
    """A kernel of this learner, a new one unless an `id` is given."""

    def __init__(self, visit, id=None, patience=60):
        self.visit, self.patience = visit, patience
        if id is None:
            answer = visit.api("POST", "kernels", json={"name": "python3"})
            answer.raise_for_status()
            id = answer.json()["id"]
        self.id = id

    def send(self, code):
        """Start this cell; `answer` waits for its end."""
        self.session, self.sent = uuid.uuid4().hex, uuid.uuid4().hex
        self.said, self.failed = "", None
        self.awaited = {"busy", "execute_reply", "idle"}  # the reply comes at any time
        self.connect()
        header = {"msg_id": self.sent, "msg_type": "execute_request", "session": "", "username": "", "version": "5.3"}
        content = {"code": code, "silent": False, "allow_stdin": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        self.channel.send(json.dumps(message))
        while "busy" in self.awaited:
            self.receive()

    def connect(self):
        """Open the websocket, or open it again: the server has kept what the kernel said meanwhile."""
        self.channel = connect(self.visit, self.id, self.session, timeout=5)  # shorter than between two pings

    def receive(self):
        """Take in the next message about the cell that was sent."""
        end = time.monotonic() + self.patience
        while time.monotonic() < end:
            with contextlib.suppress(websocket.WebSocketTimeoutException):
                if not (frame := self.channel.recv()):
                    raise ConnectionError("the other side has closed the websocket")
                reply = json.loads(frame)
                if reply["parent_header"].get("msg_id") == self.sent:
                    break
        else:
            raise TimeoutError(f"no word from the kernel for {self.patience} s")
        content = reply["content"]
        self.said += content.get("text", "")
        if reply["msg_type"] == "error":
            self.failed = CellError(f"{content['ename']}: {content['evalue']}")
        self.awaited -= {reply["msg_type"], content.get("execution_state")}

    def answer(self):
        """What the cell printed; to be asked again after `connect` where the websocket was lost."""
        while self.awaited:
            self.receive()
        self.channel.close()
        if self.failed:
            raise self.failed
        return self.said.strip()

    def run(self, code):
        self.send(code)
        return self.answer()

    def state(self):
        """What the server says of this kernel."""
        return self.visit.api("GET", f"kernels/{self.id}").json()["execution_state"]
