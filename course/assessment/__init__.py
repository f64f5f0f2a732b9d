"""Questions and verdicts: what is asked, what is said of an answer, what is kept of it, handed in and counted."""
