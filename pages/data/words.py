"""Words of the pages on data: kinds of files and reasons for guesses."""

from __future__ import annotations

from segmentation.language import mark

KINDS = {
    "orders": mark("Orders, one row each"),
    "order_lines": mark("Order lines"),
    "customers": mark("A list of customers"),
    "answers": mark("Answers to a survey"),
}
REASONS = {
    "owner": mark("You said so"),
    "remembered": mark("You said so last time"),
    "platform": mark("Known export"),
    "header": mark("By its name"),
    "values": mark("By its values"),
    "unknown": mark("Its name says nothing we know"),
    "empty": mark("It is empty"),
    "taken": mark("Another column says it better"),
    "sensitive": mark("Too sensitive to keep"),
}
NOT_USED = mark("Not used")
KEPT_AS_OWN = mark("Kept under its own name")
LEFT_OUT = mark("Leave this column out")
STAGES = {
    "waiting": mark("Waiting"),
    "open": mark("Opening the file"),
    "rows": mark("Reading the rows"),
    "tables": mark("Working out what they say"),
    "done": mark("Read"),
}
