"""What makes this site: plain functions on files and texts, without MkDocs (hooks.py calls them).

Read in this order: `snippets` (a program and its regions), `runner` and `worker` (run it),
`record` (keep what it prints), `pages` (a page: fences, headings, links, embeds), then whatever
you came for. Each module says at its top what it is for.
"""
