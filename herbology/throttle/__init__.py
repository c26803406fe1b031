"""How often somebody may try: counted in the database, so that every process counts together.

Who tried is kept as a keyed hash: no address stands here.
"""

from herbology.throttle.client import client_of
from herbology.throttle.counter import Throttle
from herbology.throttle.taking import KEPT, Limit, Turn, forget_old, give_back, take

__all__ = ["KEPT", "Limit", "Throttle", "Turn", "client_of", "forget_old", "give_back", "take"]
