"""What the sender newly wrote, told from earlier mails."""
