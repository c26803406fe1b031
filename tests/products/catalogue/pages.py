"""What a page of the catalogue says, read from its HTML."""

from products.catalogue.age import CONFIRMED
from tests.herbology.markup import attribute, elements, has_class, text, within


def of_age(client):
    """The visitor, who was asked for the age already."""
    session = client.session
    session[CONFIRMED] = 18
    session.save()
    return client


def html_of(response):
    return response.content.decode()


def names(response):
    """Of the products in the list, in its order."""
    return [text(within(card, "h3")[0]) for card in _cards(response)]


def card(response, name):
    """All words on the card of a product."""
    return next(text(card) for card in _cards(response) if text(within(card, "h3")[0]) == name)


def heading(response):
    return text(elements(html_of(response), "h1")[0])


def main_text(response):
    return text(elements(html_of(response), "main")[0])


def links(response):
    """Of the main part: their words with their addresses."""
    (main,) = elements(html_of(response), "main")
    return {text(link): attribute(link, "href") for link in within(main, "a")}


def meta(response, name):
    return [
        attribute(each, "content")
        for each in elements(html_of(response), "meta")
        if attribute(each, "name") == name
    ]


def canonical(response):
    return [
        attribute(each, "href")
        for each in elements(html_of(response), "link")
        if attribute(each, "rel") == "canonical"
    ]


def facet_counts(response, facet):
    """What stands behind each choice of a filter, by its value."""
    return {
        attribute(box, "value"): int(text(count).split()[0])
        for choice in elements(html_of(response), "div")
        if has_class(choice, "facet-choice")
        for box in within(choice, "input")
        if attribute(box, "name") == facet
        for count in within(choice, "span")
        if has_class(count, "facet-count")
    }


def _cards(response):
    return [
        each for each in elements(html_of(response), "article") if has_class(each, "card-sheet")
    ]
