"""Into the questionnaire at any page, with the pages before it answered as in the simple case."""

from django.test import Client

from tests.recommendations.questionnaire.answering import fill, url


def open_at(context, live_server, key):
    """Without a key, at the start with every page answered."""
    client = Client()
    fill(client, until=key)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(live_server.url + url(key or "start"))
    return page
