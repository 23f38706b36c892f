"""What is seen on a page: its words with place and type, put together as stretches."""
