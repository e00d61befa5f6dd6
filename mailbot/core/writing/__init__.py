"""What leaves: identities, the form of a mail, when to try again."""
