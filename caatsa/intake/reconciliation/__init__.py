"""Reports of one event, put together into one event that keeps each report whole."""
