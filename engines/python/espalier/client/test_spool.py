import stat

import pytest

from espalier.client import platform, spool
from espalier.client.faults import ApiFault
from espalier.client.platform import Platform

HERE = Platform("http://a", "http://a:1", "secret")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ESPALIER_SPOOL", str(tmp_path / "spool"))
    for name in ("ESPALIER_URL", "ESPALIER_TOKEN", "ESPALIER_API_URL", "ESPALIER_PROJECT", "ESPALIER_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ESPALIER_CREDENTIALS", str(tmp_path / "credentials.json"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def keep(id="1", to=HERE, content=b"what was pushed"):
    return spool.put(id, "push", "churn", to, lambda out: out.write(content))


def test_what_waits_is_readable_by_its_owner_only_and_never_holds_the_token():
    entry = keep()
    assert stat.S_IMODE(spool.folder().stat().st_mode) == 0o700
    for file in entry.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"secret" not in file.read_bytes()


def test_what_was_cut_while_it_was_written_is_not_there():
    with pytest.raises(RuntimeError):
        spool.put("2", "push", "churn", HERE, lambda out: (_ for _ in ()).throw(RuntimeError("cut")))
    assert spool.waiting() == []
    assert list(spool.folder().iterdir()) == []


def test_entries_come_oldest_first_and_only_for_their_own_platform():
    first, second = keep("1"), keep("2")
    assert [entry.id for entry in spool.waiting()] == ["1", "2"]
    assert first.is_for(HERE)
    assert not first.is_for(Platform("http://b", "http://b:1", "secret"))
    assert keep("3", to=None).is_for(HERE)
    spool.done(first)
    assert [entry.id for entry in spool.waiting()] == [second.id, "3"]


def test_an_entry_is_sent_by_one_process_at_a_time():
    entry = keep()
    with spool.held(entry) as ours, spool.held(entry) as also:
        assert (ours, also) == (True, False)
    spool.done(entry)
    with spool.held(entry) as ours:
        assert not ours


def test_the_platform_is_found_in_its_places_in_order(folder, monkeypatch):
    with pytest.raises(ApiFault, match="no platform is known here .sign in"):
        platform.find()
    home = folder / ".espalier"
    home.mkdir()
    (home / "server.json").write_text('{"url": "http://local/", "apiUrl": "http://local:8", "token": "t"}')
    (folder / "deep").mkdir()
    monkeypatch.chdir(folder / "deep")
    with pytest.raises(ApiFault, match="no platform is known here"):
        platform.find()
    monkeypatch.delenv("ESPALIER_CREDENTIALS")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(folder))
    assert platform.find() == Platform("http://local", "http://local:8", "t")
    (folder / "espalier").mkdir()
    (folder / "espalier" / "credentials.json").write_text('{"url": "http://signed", "apiUrl": "http://signed:8", "token": "u", "project": "p"}')
    assert platform.find() == Platform("http://signed", "http://signed:8", "u", "p")
    monkeypatch.setenv("ESPALIER_URL", "http://told")
    with pytest.raises(ApiFault, match="ESPALIER_URL is set without ESPALIER_TOKEN"):
        platform.find()
    monkeypatch.setenv("ESPALIER_TOKEN", "v")
    assert platform.find() == Platform("http://told", "http://told", "v")
    assert "v" not in repr(platform.find()).replace("url", "")
