"""An HTTP client that follows nothing: what it posts reaches the host that the operator named, or nobody."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from urllib.request import BaseHandler, OpenerDirector


def make_opener(*handlers: "BaseHandler") -> "OpenerDirector":
    """For http and https, through the proxy of the environment; a redirect is an error, as is any answer but 2xx.

    `handlers` open connections instead of those of urllib. Raises what urllib raises: OSError (URLError and HTTPError among
    them), HTTPException, and ValueError for an address that it cannot read.
    """
    import urllib.request  # noqa: PLC0415 - the HTTP client is for those alone who need one

    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        *(handlers or (urllib.request.HTTPHandler(), urllib.request.HTTPSHandler())),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
