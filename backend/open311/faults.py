"""What a client is told when its request cannot be served."""


class Wrong(Exception):
    """Something in it is missing or makes no sense (400); the message says what."""


class NoKey(Exception):
    """It may not send: no key, or one that is unknown or was taken back (403)."""


class OtherBody(Exception):
    """The Idempotency-Key was used for another body (422)."""
