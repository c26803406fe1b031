from datetime import timedelta

from herbology.throttle import Limit

CONFIRM_WITHIN = timedelta(days=3)
# Of a confirmed request whose product never came; from the day it was asked.
KEPT_AT_MOST = timedelta(days=180)
# Of a mail that could not be sent, so that somebody can look why.
UNSENT_KEPT = timedelta(days=3)
# Asked again that soon, the first mail is still on its way.
ASK_AGAIN_AFTER = timedelta(minutes=10)

VISITOR = Limit("back-in-stock-visitor", 20, timedelta(hours=1))
# Against filling a stranger's mailbox.
MAILS_TO_ONE_ADDRESS = Limit("back-in-stock-address", 5, timedelta(days=1))
