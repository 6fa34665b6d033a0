"""What is owed: by whom, how much of it, with whose help, and what is held against whom."""
