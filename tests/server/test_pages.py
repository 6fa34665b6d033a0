"""The pages' policy and how the client's files are cached."""

import json
import re

import pytest

from server.pages import STATIC

PATHS = ["/", "/join", "/t/abc/dprk", "/t/abc/control", "/t/abc/observer"]


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_allows_its_own_files_and_nothing_inline(server, path):
    page = await server.http.get(path)
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([^']+)'", policy)[1]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page.text, re.DOTALL)
    assert scripts
    for attributes, body in scripts:
        if "importmap" in attributes:
            assert f'nonce="{nonce}"' in attributes
            assert json.loads(body)["imports"]
        else:
            assert re.search(r'src="/static/[^"]+"', attributes), attributes
            assert not body.strip(), "an inline script"
    assert not re.search(r"\son[a-z]+\s*=", page.text), "an inline handler"
    assert "<style" not in page.text
    assert "style=" not in page.text


async def test_a_nonce_is_used_once(server):
    pages = [await server.http.get("/") for _ in range(2)]
    assert len({page.headers["content-security-policy"] for page in pages}) == 2


async def test_a_table_page_names_its_table_and_role(server):
    page = await server.http.get("/t/abc/dprk")
    assert 'data-table="abc" data-role="dprk"' in page.text


async def test_a_table_page_cannot_be_made_to_say_anything_else(server):
    page = await server.http.get("/t/%22%3E%3Cscript%3Ealert(1)/dprk")
    assert page.status_code == 404
    assert "alert" not in page.text


async def test_a_file_is_kept_for_ever_under_the_name_of_its_content(server):
    page = await server.http.get("/")
    addresses = set(re.findall(r'"(/static/[^"]+\?v=[^"]+)"', page.text))
    assert addresses
    for address in addresses:
        answer = await server.http.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["cache-control"]


async def test_a_file_without_its_version_is_asked_for_again(server):
    path = next(iter(sorted(STATIC.rglob("*.js")))).relative_to(STATIC).as_posix()
    answer = await server.http.get(f"/static/{path}")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"].startswith("text/javascript")
    again = await server.http.get(
        f"/static/{path}", headers={"if-none-match": answer.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["%00", "a" * 300, "a/" * 3_000, "..%2fjoin.html", "%ff", "css"])
async def test_a_name_that_no_file_can_have_is_not_found(server, name):
    answer = await server.http.get(f"/static/{name}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
