"""What dev.py, the hooks and the tests share: read a snippet, run it, record what it prints."""
