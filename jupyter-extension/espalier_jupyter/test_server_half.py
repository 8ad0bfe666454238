import json
import urllib.request
from threading import Timer

import pytest

ADDRESSES = [
    *[("GET", "session"), ("POST", "session"), ("DELETE", "session"), ("POST", "device"), ("GET", "device")],
    *[("POST", "ask/models.list"), ("GET", "events"), ("POST", "frames"), ("POST", "runs"), ("POST", "tickets")],
]


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_who_is_not_signed_in_to_jupyter_is_refused(jupyter, method, path):
    assert jupyter.ask(method, f"espalier/{path}", {} if method == "POST" else None, token=None)[0] in (302, 403)


def test_a_token_is_kept_where_only_its_owner_can_read_it(jupyter, upstream):
    assert jupyter.ask("GET", "espalier/session")[1]["signedIn"] is False
    status, _, _ = jupyter.ask("POST", "espalier/session", {"url": f"{upstream.url}/some/page", "token": " esp_good\n"})
    assert (status, jupyter.mode()) == (201, 0o600)
    kept = {"url": upstream.url, "apiUrl": "http://api", "token": "esp_good", "project": "default"}
    assert json.loads(jupyter.credentials.read_text()) == kept
    shown = jupyter.ask("GET", "espalier/session?check=1")[1]
    assert shown["project"]["name"] == "Default"
    assert "esp_good" not in json.dumps(shown)


def test_a_token_that_the_platform_does_not_know_is_not_kept(jupyter, upstream):
    status, fault, _ = jupyter.ask("POST", "espalier/session", {"url": upstream.url, "token": "esp_bad"})
    assert (status, fault["code"], fault["hint"]) == (424, "UNAUTHENTICATED", "sign in again")
    assert not jupyter.credentials.exists()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "127.0.0.1:7070", "http://"])
def test_what_is_no_address_of_a_platform_is_refused(jupyter, url):
    assert jupyter.ask("POST", "espalier/session", {"url": url, "token": "x"})[1]["code"] == "INVALID_INPUT"


def test_a_platform_that_is_away_is_named(jupyter):
    status, fault, _ = jupyter.ask("POST", "espalier/session", {"url": "http://127.0.0.1:9", "token": "x"})
    assert (status, fault["code"]) == (502, "UNAVAILABLE")
    assert "http://127.0.0.1:9" in fault["message"]


def test_where_notebooks_are_seen_is_known_until_somebody_signs_out(signed_in):
    frames = signed_in.credentials.with_name("frames.json")
    for origin in ("http://localhost:8888", "https://hub.example/user/ada/lab", "http://localhost:8888"):
        assert signed_in.ask("POST", "espalier/frames", {"origin": origin})[0] == 204
    assert json.loads(frames.read_text()) == ["http://localhost:8888", "https://hub.example"]
    assert signed_in.ask("POST", "espalier/frames", {"origin": "javascript:alert(1)"})[1]["code"] == "INVALID_INPUT"
    signed_in.ask("DELETE", "espalier/session")
    assert not frames.exists()


def test_signing_out_ends_the_token_and_keeps_the_address(signed_in, upstream):
    assert signed_in.ask("DELETE", "espalier/session")[0] == 204
    assert upstream.given_back == ["esp_good"]
    assert signed_in.ask("GET", "espalier/session")[1] == {"url": upstream.url, "signedIn": False}


def test_a_person_approves_in_the_browser(jupyter, upstream):
    _, shown, _ = jupyter.ask("POST", "espalier/device", {"url": upstream.url})
    assert shown["user_code"] == "BCDF-GHJK"
    assert "esd_x" not in json.dumps(shown)
    Timer(0.2, lambda: setattr(upstream, "decision", {"access_token": "esp_good"})).start()
    assert jupyter.ask("GET", "espalier/device")[0] == 200
    assert json.loads(jupyter.credentials.read_text())["token"] == "esp_good"


@pytest.mark.parametrize(("error", "code"), [("access_denied", "FORBIDDEN"), ("expired_token", "CANCELLED")])
def test_who_is_refused_or_too_late_is_told_so(jupyter, upstream, error, code):
    upstream.decision = {"error": error}
    jupyter.ask("POST", "espalier/device", {"url": upstream.url})
    assert jupyter.ask("GET", "espalier/device")[1]["code"] == code


def test_a_listed_procedure_is_asked_with_its_input(signed_in, upstream):
    upstream.answers["models.get"] = {"name": "churn"}
    status, answer, _ = signed_in.ask("POST", "espalier/ask/models.get", {"input": {"name": "churn"}})
    assert (status, answer, upstream.asked[-1]) == (200, {"name": "churn"}, ("models.get", {"name": "churn"}))


@pytest.mark.parametrize("procedure", ["tokens.create", "models.remove", "audit.list"])
def test_any_other_procedure_is_refused_before_it_is_sent(signed_in, upstream, procedure):
    before = len(upstream.asked)
    assert signed_in.ask("POST", f"espalier/ask/{procedure}", {})[1]["code"] == "FORBIDDEN"
    assert len(upstream.asked) == before


def test_a_revoked_token_says_to_sign_in_again(signed_in, upstream):
    upstream.token = "esp_other"
    fault = signed_in.ask("POST", "espalier/ask/models.list", {})[1]
    assert fault == {"code": "UNAUTHENTICATED", "message": "the token has expired or was revoked", "hint": "sign in again"}


def test_too_much_is_refused(signed_in):
    assert signed_in.ask("POST", "espalier/ask/models.list", b"x" * (1024 * 1024 + 1))[0] == 413


def test_changes_are_told_in_one_stream(signed_in, upstream):
    upstream.events.put('event: connected\ndata: {}\n\ndata: {"json":{"topic":"model"}}\n\nevent: ping\ndata: \n\n')
    request = urllib.request.Request(f"{signed_in.url}espalier/events", headers={"authorization": "token jupyter-token"})
    with urllib.request.urlopen(request, timeout=10) as stream:
        assert [stream.readline() for _ in range(2)] == [b"event: change\n", b'data: {"topic": "model"}\n']


def test_a_ticket_of_the_platform_opens_jupyter_once(jupyter, upstream):
    mine = {"url": upstream.url, "apiUrl": "http://api", "token": "esp_good", "project": "default"}
    ticket = jupyter.ask("POST", "espalier/tickets", mine)[1]["ticket"]
    status, _, headers = jupyter.ask("GET", f"espalier/enter?ticket={ticket}", token=None)
    assert (status, headers["location"]) == (302, "/user/ada/lab")
    cookie = headers["set-cookie"].split(";")[0]
    assert jupyter.ask("GET", "api/contents", token=None, cookie=cookie)[0] == 200
    assert jupyter.ask("GET", f"espalier/enter?ticket={ticket}", token=None)[0] == 403
    assert jupyter.ask("GET", "espalier/enter?ticket=guess", token=None)[0] == 403
    assert jupyter.ask("GET", "espalier/session?check=1")[1]["project"]["slug"] == "default"
