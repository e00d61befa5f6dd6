"""What a coordinator tells the desk to do: lines that begin with `#`, on top of a reply."""
