"""What reads a checkpoint without running it: checkpoint.py, its rules and its page's scripts."""
