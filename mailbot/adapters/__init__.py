"""The outside: servers, the database, files, the clock, the log. Each file keeps the promises of a port."""
