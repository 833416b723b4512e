"""Settings, URLs, and the processes that run Pulang."""
