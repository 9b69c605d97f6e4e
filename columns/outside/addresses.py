"""Which IP addresses are the public internet.

Python's own `is_global` is asked too, but it changes between releases and lets through what only wraps another address.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

#: Never asked, in IPv4 (IANA's special-purpose registry, and one cloud's own service).
CLOSED_V4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network, and "unspecified"
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a carrier's customers (CGNAT)
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # Azure's service for its machines, on an address that looks public
        "169.254.0.0/16",  # link-local, where clouds keep their metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # automatic multicast tunnels
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
]
#: All that is given out in IPv6. What wraps an IPv4 address elsewhere (mapped, compatible, NAT64) is not in it.
OPEN_V6 = IPv6Network("2000::/3")
#: Never asked, within that.
CLOSED_V6 = [
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID, tunnels
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # the 6bone, given back
        "3fff::/20",  # documentation
    )
]


def is_public(address: str) -> bool:
    """Whether an address, in its plain spelling, is one of the public internet. Other spellings (`0x7f.1`, an IPv6
    address with a scope) and what is no address are not.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if not ip.is_global:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in CLOSED_V4)
    return ip.scope_id is None and ip in OPEN_V6 and not any(ip in network for network in CLOSED_V6)
