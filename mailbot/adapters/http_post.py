"""An HTTP client that follows nothing: what it posts reaches the host that the operator named, or nobody."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from urllib.request import OpenerDirector


def make_opener() -> "OpenerDirector":
    """For http and https, through the proxy of the environment; a redirect is an error, as is any answer but 2xx.

    Raises what urllib raises: OSError (URLError and HTTPError among them) and HTTPException.
    """
    import urllib.request  # noqa: PLC0415 - the HTTP client is for those alone who need one

    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
