"""The command line: arguments in, printing out, nothing else. One file a command group."""
