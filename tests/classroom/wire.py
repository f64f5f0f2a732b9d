"""A kernel as a learner's page uses it: over a websocket, through the proxy."""

import contextlib
import json
import uuid

import requests
import websocket


class CellError(Exception):
    """What the cell said when it failed."""


def connect(visit, kernel, server=None, **more):
    """Open the websocket of this kernel, of the learner's own server or another, with the cookies of this visit."""
    url = f"{server or visit.server}/api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    cookies = visit.prepare_request(requests.Request("GET", url)).headers.get("Cookie")
    url = f"ws{url[4:]}"
    return websocket.create_connection(url, cookie=cookies, timeout=60, http_no_proxy=["127.0.0.1"], **more)


class Kernel:
    """A kernel of this learner, a new one unless an `id` is given."""

    def __init__(self, visit, id=None):
        self.visit = visit
        if id is None:
            answer = visit.api("POST", "kernels", json={"name": "python3"})
            answer.raise_for_status()
            id = answer.json()["id"]
        self.id = id

    def send(self, code):
        """Run this cell; `answer` waits for its end, over the same websocket."""
        self.channel = connect(self.visit, self.id)
        self.sent = uuid.uuid4().hex
        header = {"msg_id": self.sent, "msg_type": "execute_request", "session": "", "username": "", "version": "5.3"}
        content = {"code": code, "silent": False, "allow_stdin": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        self.channel.send(json.dumps(message))

    def answer(self):
        """What the cell printed."""
        said, awaited = "", {"execute_reply", "idle"}  # these two come in either order
        with contextlib.closing(self.channel):
            while awaited:
                if not (frame := self.channel.recv()):
                    raise ConnectionError("the other side has closed the websocket")
                reply = json.loads(frame)
                if reply["parent_header"].get("msg_id") != self.sent:
                    continue
                content = reply["content"]
                said += content.get("text", "")
                if reply["msg_type"] == "error":
                    raise CellError(f"{content['ename']}: {content['evalue']}")
                awaited -= {reply["msg_type"], content.get("execution_state")}
        return said.strip()

    def run(self, code, patience=60):
        self.send(code)
        self.channel.settimeout(patience)
        return self.answer()

    def state(self):
        """What the server says of this kernel."""
        return self.visit.api("GET", f"kernels/{self.id}").json()["execution_state"]
