"""Questions, verdicts on answers, and the files in which answers are kept, handed in and counted."""
