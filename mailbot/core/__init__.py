"""What mailbot knows and decides. Pure: no clock, chance, file, socket, database or log is touched in this folder."""
