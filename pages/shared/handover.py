"""What one page hands to the next through the session."""

LIST_PICKS = "list picks"
OPENED_RULE = "opened rule"
