"""The public catalogue: what is on the shelf, with the numbers of what would be handed over.

It writes nothing but the wish to be told when something is back (`products.waiting_list`). What a page
says of a batch is read when the page is made; which products match a filter, and how many, may be
`snapshot.SECONDS` old.
"""
