"""Cuts the plaintext of a bundle into its items, as pwa/people/packing.js packed them."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from backend.bundles.opening import Item, NotABundle, as_item

HEAD = 4
HEAD_MAX = 512 * 1024
"""Bytes of JSON in one item."""
ITEM_MAX = 48 * 1024 * 1024
"""Bytes of one item: the largest photo a phone keeps, and room."""
MARK = "$buffer"


def items(pieces: Iterable[bytes]) -> Iterator[Item]:
    """One at a time; memory is bounded by ITEM_MAX, whatever sizes are claimed. Raises NotABundle."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while (size := _size(waiting)) is not None and size <= len(waiting):
            yield _item(bytes(waiting[:size]))
            del waiting[:size]
    if waiting:
        raise NotABundle("its last report is incomplete")


def _size(data: bytearray) -> int | None:
    """Of the item that begins here, in bytes; None while too little of it is there to tell."""
    if len(data) < HEAD:
        return None
    length = int.from_bytes(data[:HEAD])
    if length > HEAD_MAX:
        raise NotABundle("an item in it is larger than any report can be")
    if len(data) < HEAD + length:
        return None
    total = HEAD + length + sum(_sizes(bytes(data[HEAD : HEAD + length])))
    if total > ITEM_MAX:
        raise NotABundle("an item in it is larger than any report can be")
    return total


def _sizes(head: bytes) -> list[int]:
    sizes = _read(head).get("sizes")
    if not isinstance(sizes, list) or not all(type(size) is int and size >= 0 for size in sizes):
        raise NotABundle("an item in it cannot be read")
    return sizes


def _item(data: bytes) -> Item:
    begin = HEAD + int.from_bytes(data[:HEAD])
    head = data[HEAD:begin]
    buffers: list[bytes] = []
    for size in _sizes(head):
        buffers.append(data[begin : begin + size])
        begin += size
    try:
        return as_item(_filled(_read(head).get("value"), buffers))
    except RecursionError as cause:
        raise NotABundle("an item in it cannot be read") from cause


def _read(head: bytes) -> dict[str, Any]:
    try:
        read = json.loads(head)
    except (ValueError, RecursionError) as cause:
        raise NotABundle("an item in it cannot be read") from cause
    if not isinstance(read, dict):
        raise NotABundle("an item in it cannot be read")
    return read


def _filled(value: Any, buffers: list[bytes]) -> Any:
    """The buffers back in their places."""
    if isinstance(value, list):
        return [_filled(one, buffers) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {MARK}:
        place = value[MARK]
        if type(place) is not int or not 0 <= place < len(buffers):
            raise NotABundle("an item in it cannot be read")
        return buffers[place]
    return {key: _filled(one, buffers) for key, one in value.items()}
