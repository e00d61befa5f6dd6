"""`mailbot demo`: a whole desk on this machine, with a mail server, a mail sink, requesters and a coordinator of its own."""
