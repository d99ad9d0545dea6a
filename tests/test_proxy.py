"""The bad network of the tests leaves nothing behind."""

import gc
import socket
import warnings

import pytest

from tests.proxy import Mode, bad_network


@pytest.mark.parametrize("mode", ["ok", "portal", "hole"])
def test_a_connection_that_says_nothing_is_closed_when_the_network_ends(mode: Mode) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")

        with bad_network(server.getsockname()[1], mode=mode) as network:
            client = socket.create_connection(("127.0.0.1", network.port), timeout=5)
            other = socket.create_connection(("127.0.0.1", network.port), timeout=5)
        with client, other:
            ended = [_ended(client), _ended(other)]
        gc.collect()

    assert ended == [True, True]
    assert [str(each.message) for each in told if each.category is ResourceWarning] == []


def _ended(client: socket.socket) -> bool:
    """Whether the other side is gone; raises TimeoutError when it holds the line."""
    try:
        return client.recv(1) == b""
    except ConnectionResetError:
        return True
