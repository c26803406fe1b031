from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# What one household or shop gets of IPv6; each device in it may change its address all day long.
IPV6_HOME = 64


def client_of(request: HttpRequest) -> str:
    """Where a request comes from: an IPv4 address, or the network of an IPv6 one.

    Behind a proxy it is the last address of X-Forwarded-For, the one that our own proxy has added:
    those before it are typed by whoever sends the request.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.headers.get("X-Forwarded-For", text).rpartition(",")[2].strip()
    try:
        address = ip_address(text)
    except ValueError:  # a socket of this machine has none
        return "unknown"
    mapped = getattr(address, "ipv4_mapped", None)
    if address.version == 4 or mapped:
        return str(mapped or address)
    return str(ip_network((address, IPV6_HOME), strict=False))
