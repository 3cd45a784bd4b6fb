"""What one page hands to the next through the session."""

LIST_SEGMENTS = "list segments"
OPENED_RULE = "opened rule"
