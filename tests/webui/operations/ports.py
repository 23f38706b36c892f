"""Ports that nobody listens on."""

from tests.cluster.nodes import free_ports


def free_port() -> int:
    """A port of this machine that is free now, and stays so until it is taken."""
    return next(free_ports(1))
