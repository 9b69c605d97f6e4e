"""Which IP addresses are the public internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as some

from columns.outside.addresses import is_public
from tests.outside.attacks import ODD, PRIVATE, PUBLIC

# Said here once more, and by hand: what must never be reached whatever the rules look like.
INSIDE = [
    "10.0.0.0/8",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "224.0.0.0/3",
]
WRAPPINGS = {
    "mapped": 0xFFFF << 32,
    "compatible": 0,
    "translated": 0xFFFF << 48,
    "NAT64": int(IPv6Address("64:ff9b::")),
    "local NAT64": int(IPv6Address("64:ff9b:1::")),
}


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_the_public_internet_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ODD)
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_the_public_internet_is_let_through_up_to_its_edges(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("network", INSIDE)
@given(data=some.data())
def test_no_address_of_an_inner_network_is_public_whatever_it_is_wrapped_in(
    network: str, data: some.DataObject
) -> None:
    inner = data.draw(some.ip_addresses(network=ip_network(network)))
    assert not is_public(str(inner))
    for base in WRAPPINGS.values():
        assert not is_public(str(IPv6Address(base | int(inner))))
    assert not is_public(str(IPv6Address(0x2002 << 112 | int(inner) << 80)))  # 6to4
    assert not is_public(str(IPv6Address(0x20010000 << 96 | ~int(inner) & 0xFFFFFFFF)))  # Teredo


@given(some.ip_addresses())
def test_what_is_public_is_so_for_python_too_and_carries_no_scope(address: IPv4Address | IPv6Address) -> None:
    if is_public(str(address)):
        assert address.is_global
        assert not address.is_private
        assert not address.is_multicast
        assert not is_public(f"{address}%1")


@given(some.text(some.sampled_from("0189afx.:%/[]- \n\0é１"), max_size=40))
def test_no_text_makes_it_fail(text: str) -> None:
    assert is_public(text) in (True, False)
