"""What do people keep beside the register? Their own table, read, joined by ids, and stored."""
