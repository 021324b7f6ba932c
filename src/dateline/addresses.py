"""Which addresses are on the public internet: what connections to others may lead to, unless a setting allows more.

The registries of IANA decide, written down here: the ones in Python differ from version to version (3.11 takes fec0::1
and 3fff::1 for public).
"""

from __future__ import annotations

import ipaddress
import socket

from dateline.errors import AddressError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_PUBLIC_V4 = tuple(
    map(
        ipaddress.IPv4Network,
        # https://www.iana.org/assignments/iana-ipv4-special-registry; 0/8 this network, 100.64/10 shared by carriers,
        # 169.254/16 link-local with the metadata of clouds, 192.88.99/24 old relays of 6to4, 240/4 reserved.
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 "
        # What Azure answers its own machines on, though the address is a public one.
        "168.63.129.16/32".split(),
    )
)
_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
"""All of it that is handed out so far (https://www.iana.org/assignments/ipv6-address-space)."""
_NOT_PUBLIC_V6 = tuple(map(ipaddress.IPv6Network, "2001::/23 2001:db8::/32 2002::/16 3fff::/20".split()))
"""Of these: protocols and Teredo, documentation, 6to4 (judged by what it carries), documentation."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""The prefix that carries an IPv4 address through an IPv6 network (RFC 6052)."""


def is_public(address: Address) -> bool:
    """Say whether an address is on the public internet, looking through the ways IPv6 wraps IPv4.

    Private, loopback, link-local, multicast, reserved and unspecified addresses are not, nor those that clouds answer
    with their metadata on.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_V4)
    inner = _carried(address)
    if inner is not None:
        return is_public(inner)
    return address in _UNICAST_V6 and not any(address in network for network in _NOT_PUBLIC_V6)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that one of IPv6 leads to: mapped, 6to4 or NAT64."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def addresses_of(host: str, port: int, *, allow_private: bool = False) -> tuple[Address, ...]:
    """Return the addresses to connect to: connect to these very ones, for a second look-up may lead elsewhere.

    Args:
        host: A name or a literal address.
        port: The port, which the system's resolver wants to know.
        allow_private: Whether addresses that are not public will do.

    Raises:
        AddressError: If the name is unknown, or any of its addresses is not public.
    """
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError(f"no address is known for {host}") from error
    addresses = dict.fromkeys(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found)
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise AddressError(f"{host} is {address}, no public address; such are refused")
    return tuple(addresses)


def address_of(host: str, port: int, *, allow_private: bool = False) -> Address:
    """Return the first of a host's addresses; see `addresses_of`."""
    return addresses_of(host, port, allow_private=allow_private)[0]
