# SPDX-License-Identifier: ISC
"""The access list by Python's ipaddress: with no argument prints pairs
"network address" of every prefix length; with -j judges such pairs on
standard input as acl_oracle.c does."""
import ipaddress
import random
import sys

MAPPED = 0xFFFF << 32


def near(rnd, base, prefix, bits):
    """An address that shares so many bits, one fewer, or is anything."""
    shared = prefix - (1 if prefix and rnd.random() < 0.5 else 0)
    if rnd.random() < 0.1:
        return rnd.getrandbits(bits)
    kept = base >> (bits - shared) << (bits - shared)
    if shared < prefix:
        kept |= ~base & (1 << (bits - prefix))
        return kept | rnd.getrandbits(bits - prefix)
    return kept | rnd.getrandbits(bits - shared)


def pairs(rnd):
    v4, v6 = ipaddress.IPv4Address, ipaddress.IPv6Address
    for prefix in list(range(33)) * 60:
        base = rnd.getrandbits(32)
        addr = near(rnd, base, prefix, 32)
        written = rnd.choice([v4(base), f"::ffff:{v4(base)}"])
        length = prefix + (96 if ":" in str(written) else 0)
        shown = rnd.choice([v4(addr), f"::ffff:{v4(addr)}"])
        yield f"{written}/{length} {shown}"
    for prefix in list(range(129)) * 60:
        base = rnd.getrandbits(128)
        if rnd.random() < 0.2:
            base = MAPPED | rnd.getrandbits(32) if prefix < 96 else base
        addr = near(rnd, base, prefix, 128)
        if rnd.random() < 0.1:
            addr = MAPPED | rnd.getrandbits(32)
        yield f"{v6(base)}/{prefix} {v6(addr)}"


def network(text):
    """A mapped network of at least 96 bits is the IPv4 network."""
    addr, length = text.split("/")
    addr = ipaddress.ip_address(addr)
    if addr.version == 6 and addr.ipv4_mapped and int(length) >= 96:
        addr, length = addr.ipv4_mapped, int(length) - 96
    return ipaddress.ip_network(f"{addr}/{length}", strict=False)


def client(text):
    addr = ipaddress.ip_address(text)
    return getattr(addr, "ipv4_mapped", None) or addr


if "-j" in sys.argv:
    for line in sys.stdin:
        net, addr = line.split()
        print("allow" if client(addr) in network(net) else "deny")
else:
    print("\n".join(pairs(random.Random(20))))
