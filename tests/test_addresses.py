"""Which addresses are public: by the registries, and whatever IPv6 wraps around them."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.addresses import address_of, is_public
from dateline.errors import AddressError

PUBLIC = (
    "93.184.215.14 8.8.8.8 192.0.1.1 100.128.0.1 2606:2800:220:1::1 64:ff9b::5db8:d70e ::ffff:8.8.8.8 2002:808:808::"
)
OTHERS = """127.0.0.1 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1
  255.255.255.255 240.0.0.1 192.0.0.9 192.88.99.1 198.18.0.1 203.0.113.5 168.63.129.16 ::1 :: fe80::1 fec0::1 fc00::1
  fd00:ec2::254 ff02::1 ::127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 2002:a9fe:a9fe:: 64:ff9b::7f00:1 64:ff9b:1::808:808
  2001:0:4136:e378::1 2001:db8::1 3fff::1 5f00::1 100::1"""


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", OTHERS.split())
def test_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_does_not_make_it_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    mapped, nat64 = ipaddress.IPv6Address(0xFFFF << 32 | number), ipaddress.IPv6Address((0x64FF9B << 96) | number)
    six_to_four = ipaddress.IPv6Address(0x2002 << 112 | number << 80)
    assert {is_public(a) for a in (mapped, nat64, six_to_four)} == {is_public(address)}


@given(st.ip_addresses())
def test_nothing_is_public_that_python_holds_for_private(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(address) and address.version == 4:
        assert not address.is_private and not address.is_multicast


def test_the_address_of_a_host() -> None:
    assert str(address_of("8.8.8.8", 443)) == "8.8.8.8"
    assert address_of("localhost", 80, allow_private=True).is_loopback
    for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"):
        with pytest.raises(AddressError, match="no public address"):
            address_of(host, 80)
    with pytest.raises(AddressError, match="no address is known"):
        address_of("no.such.host.invalid", 80)
