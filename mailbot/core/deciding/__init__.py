"""What follows from a mail: the gates it walks through, and what each of them asks."""
