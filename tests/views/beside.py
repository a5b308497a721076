"""What stands beside the box on a page."""

import html

from django.http import HttpResponse
from django.utils.html import strip_tags


def beside(response: HttpResponse) -> str:
    """The words that stand beside the box."""
    page = response.content.decode()
    start = page.index('id="open"')
    inside = page[page.index(">", start) + 1 : page.index("</section>", start)]
    return " ".join(html.unescape(strip_tags(inside)).split())
