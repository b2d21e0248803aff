"""Open the built site in a browser and measure it: what tests/ and benchmarks/ both need.

`browser` serves and opens it, `page` measures an open page, `search` asks the site's own search.
"""
