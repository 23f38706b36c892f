"""What the pages of one report are made of: its outline, and its source beside the cut."""
