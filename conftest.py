"""pytest: the plugin that runs the pages, wherever pytest is started."""

pytest_plugins = ["tools.page_session"]
