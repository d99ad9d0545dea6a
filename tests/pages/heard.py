"""Pages that tell what went wrong on them, in any browser: WebDriver has no ear for a page's errors."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.wrappers import Response

EAR = """globalThis.heard = []
const hear = (what) => heard.push(String(what))
addEventListener('error', ({ message, target }) => hear(message ?? target.src ?? target.href), true)
addEventListener('unhandledrejection', ({ reason }) => hear(reason))
addEventListener('securitypolicyviolation', (one) => hear(`${one.violatedDirective}: ${one.blockedURI}`))
"""
PATH = "/tests-ear.js"
FIRST = f'<head><script src="{PATH}"></script>'.encode()


def heard(app: WSGIApplication) -> WSGIApplication:
    """The same application, with an ear put first into every page: `globalThis.heard`."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == PATH:
            return Response(EAR, content_type="text/javascript")(environ, start)
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        told = Response.from_app(app, environ)
        if told.mimetype == "text/html":
            told.set_data(told.get_data().replace(b"<head>", FIRST, 1))
        return told(environ, start)

    return answer
