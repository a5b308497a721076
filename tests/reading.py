"""What somebody reads on a page: its words without its tags, and the entries it shows."""

import html
import re

from django.http import HttpResponse
from django.utils.html import strip_tags


def text_of(response: HttpResponse) -> str:
    """The words of a page as they are read, on one line; what stands before its body apart."""
    body = response.content.decode().split("<body", 1)[-1]
    return " ".join(html.unescape(strip_tags(body)).split())


def notes_of(response: HttpResponse) -> list[str]:
    """The notes shown, each as it was written, in reading order."""
    shown = re.findall(r"<(\w+)[^>]* data-notes>(.*?)</\1>", response.content.decode(), re.DOTALL)
    return [html.unescape(strip_tags(words)) for _, words in shown]


def entries_of(response: HttpResponse) -> list[int]:
    """The ids of the entries shown, in reading order."""
    return [int(pk) for pk in re.findall(r'data-contact="(\d+)"', response.content.decode())]


def entry_of(response: HttpResponse, pk: int) -> str:
    """The words of one entry."""
    page = response.content.decode()
    start = page.index(f'data-contact="{pk}"')
    article = page[page.index(">", start) + 1 : page.index("</article>", start)]
    return " ".join(html.unescape(strip_tags(article)).split())


def token_of(response: HttpResponse) -> str:
    """The token of the form to be sent next: the last on the page."""
    found = re.findall(r'name="token" value="([0-9a-f-]{36})"', response.content.decode())
    return found[-1]


def typed_in(response: HttpResponse, name: str) -> str:
    """What stands in a box of a form: a browser drops the one new line it begins with."""
    found = re.search(
        rf'<textarea[^>]*name="{name}"[^>]*>\r?\n?(.*?)</textarea>',
        response.content.decode(),
        re.DOTALL,
    )
    return html.unescape(found[1]) if found else ""


def hidden(answer, name: str) -> str:
    """What the hidden part of the box's form says of itself."""
    found = re.search(rf'<input type="hidden" name="{name}"(?: value="([^"]*)")?', answer.text)
    return (found[1] or "") if found else ""
